package io.whypfs.api.content;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of {@code contents}, for reading; rows are written in batches by {@link ContentWriteRepository}. */
@Entity
@Immutable
@Table(name = "contents")
public class ContentEntity {

    @Id
    long id;

    @Column(name = "user_id")
    long userId;

    @Column(name = "cid")
    String cid = "";

    @Column(name = "root")
    byte[] root = {};

    @Column(name = "name")
    String name = "";

    @Column(name = "description")
    String description = "";

    @Column(name = "kind")
    String kind = "";

    @Column(name = "dag_bytes")
    long dagBytes;

    @Column(name = "replication")
    int replication;

    @Column(name = "bucket_uuid")
    @Nullable
    UUID bucket;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "updated_at")
    Instant updatedAt = Instant.EPOCH;

    @Column(name = "deleted_at")
    @Nullable
    Instant deletedAt;

    protected ContentEntity() {}

    public long id() {
        return id;
    }

    public long userId() {
        return userId;
    }

    /** The bucket it is in; null: none yet, as far as it was told. */
    public @Nullable UUID bucket() {
        return bucket;
    }
}
