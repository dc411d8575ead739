-- Pins: which DAGs a core keeps, and for which content. A pin belongs to (content, root, core): two contents with one
-- root keep it twice, so the delete of one leaves the other's bytes alone. It is provisional until api-node has
-- committed the content's row and says so.
CREATE TABLE core.pins (
    content_id   bigint      NOT NULL CHECK (content_id > 0 AND content_id < 9007199254740992),
    root         bytea       NOT NULL,
    core_id      uuid        NOT NULL,
    state        text        NOT NULL CHECK (state IN ('provisional', 'confirmed')),
    kind         text        NOT NULL CHECK (kind IN ('file', 'directory', 'car')),
    file_bytes   bigint      NOT NULL CHECK (file_bytes >= 0),
    dag_bytes    bigint      NOT NULL CHECK (dag_bytes >= 0),
    car_bytes    bigint      NOT NULL CHECK (car_bytes >= 0),
    block_count  bigint      NOT NULL CHECK (block_count >= 0),
    created_at   timestamptz NOT NULL,
    confirmed_at timestamptz,
    PRIMARY KEY (content_id, root, core_id),
    CHECK ((state = 'confirmed') = (confirmed_at IS NOT NULL))
);
COMMENT ON COLUMN core.pins.root IS 'the CID in its binary form';

-- The sweep asks each core for its oldest provisional pins; confirmed ones are the many and stay out of this index.
CREATE INDEX pins_provisional ON core.pins (core_id, created_at) WHERE state = 'provisional';

-- Garbage collection asks whether anything on this core still holds a root.
CREATE INDEX pins_by_root ON core.pins (core_id, root);

-- Registry: the cores and what they said last. That a core is lost is seen from last_seen, never written.
CREATE TABLE core.nodes (
    id            uuid        PRIMARY KEY,
    url           text        NOT NULL,
    state         text        NOT NULL CHECK (state IN ('active', 'draining')),
    free_bytes    bigint      NOT NULL,
    reserve_bytes bigint      NOT NULL,
    blocks        bigint      NOT NULL,
    started_at    timestamptz NOT NULL,
    last_seen     timestamptz NOT NULL
);
