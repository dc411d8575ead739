package io.whypfs.deals.contents;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code deal.known_contents}, for reading; {@link KnownContentRepository} writes it. */
@Entity
@Immutable
@Table(name = "known_contents")
class KnownContent {

    @Id
    @Column(name = "content_id")
    long contentId;

    @Column(name = "user_id", nullable = false)
    long userId;

    @Column(nullable = false)
    String cid;

    @Column(name = "file_bytes")
    @Nullable
    Long fileBytes;

    @Column(name = "dag_bytes")
    @Nullable
    Long dagBytes;

    @Column(name = "car_bytes")
    @Nullable
    Long carBytes;

    @Column(name = "block_count")
    @Nullable
    Long blockCount;

    @Nullable
    Integer replication;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    KnownContentState state;

    @Column(nullable = false)
    long sequence;

    @Column(name = "changed_at", nullable = false)
    Instant changedAt;

    protected KnownContent() {}
}
