package io.whypfs.scheduler.contents;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code bucket.contents}, for reading; {@link ContentRepository} writes it. */
@Entity
@Immutable
@Table(name = "contents")
class SchedulerContent {

    @Id
    @Column(name = "content_id")
    long contentId;

    @Column(name = "user_id", nullable = false)
    long userId;

    @Column(nullable = false)
    String cid;

    @Nullable
    String name;

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

    @Column(name = "bucket_wished")
    @Nullable
    UUID bucketWished;

    @Enumerated(EnumType.STRING)
    @Column(nullable = false)
    ContentState state;

    @Column(nullable = false)
    long sequence;

    @Column(name = "stored_at")
    @Nullable
    Instant storedAt;

    @Column(name = "changed_at", nullable = false)
    Instant changedAt;

    @Column(nullable = false)
    String home;

    @Column(name = "bucket_uuid")
    @Nullable
    UUID bucketUuid;

    @Nullable
    String why;

    @Column(name = "gives_up_at")
    @Nullable
    Instant givesUpAt;

    protected SchedulerContent() {}
}
