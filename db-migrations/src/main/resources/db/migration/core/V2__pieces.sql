-- Facts that core-nodes tell (pieces, transfers) and that they were told (buckets, deals).
CREATE TABLE core.outbox (
    id         bigint      NOT NULL GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id   uuid        NOT NULL,
    topic      text        NOT NULL,
    key        text        NOT NULL,
    payload    text        NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE core.inbox (
    event_id    uuid        PRIMARY KEY,
    received_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX inbox_received_at ON core.inbox (received_at);

-- The piece of each sealed bucket, from the sealing on. Any core may take the fact; the row is its home core's work.
-- While the row is there, it pins the blocks of the members and of the root on that core.
CREATE TABLE core.pieces (
    bucket         uuid        PRIMARY KEY,
    bucket_id      bigint      NOT NULL CHECK (bucket_id > 0 AND bucket_id < 9007199254740992),
    core_id        uuid        NOT NULL,
    members        bigint      NOT NULL CHECK (members > 0),
    parts          integer     NOT NULL CHECK (parts > 0),
    estimate_bytes bigint      NOT NULL CHECK (estimate_bytes >= 0),
    sealed_at      timestamptz NOT NULL,
    state          text        NOT NULL CHECK (state IN ('waiting', 'copying', 'building', 'ready')),
    since          timestamptz NOT NULL,
    why            text        NOT NULL,
    next           text        NOT NULL,
    next_at        timestamptz,
    attempts       integer     NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    done_bytes     bigint      NOT NULL DEFAULT 0 CHECK (done_bytes >= 0),
    event_sequence bigint      NOT NULL DEFAULT 0 CHECK (event_sequence >= 0),
    root           bytea,
    commitment     bytea,
    piece_size     bigint,
    car_bytes      bigint,
    blocks         bigint,
    CHECK ((state = 'ready') = (num_nonnulls(root, commitment, piece_size, car_bytes, blocks) = 5))
);
COMMENT ON COLUMN core.pieces.estimate_bytes IS 'sum of the members'' CAR lengths, at least the length of the piece''s CAR without its root';
COMMENT ON COLUMN core.pieces.next_at IS 'when a waiting build is tried again; null: as soon as it is its turn';
COMMENT ON COLUMN core.pieces.event_sequence IS 'sequence of the newest fact told about this piece';
COMMENT ON COLUMN core.pieces.root IS 'the CID in its binary form';
COMMENT ON COLUMN core.pieces.commitment IS 'CommP, 32 bytes; two buckets with the same members have the same';

CREATE INDEX pieces_to_build ON core.pieces (core_id, sealed_at) WHERE state <> 'ready';
CREATE INDEX pieces_by_commitment ON core.pieces (commitment) WHERE commitment IS NOT NULL;

-- Told part by part, before the bucket's sealing.
CREATE TABLE core.piece_members (
    bucket     uuid    NOT NULL,
    content_id bigint  NOT NULL CHECK (content_id > 0 AND content_id < 9007199254740992),
    part       integer NOT NULL CHECK (part > 0),
    cid        bytea   NOT NULL,
    PRIMARY KEY (bucket, content_id)
);
COMMENT ON COLUMN core.piece_members.cid IS 'the CID in its binary form';

-- The layout of a piece's CAR: its sections in order, in rows of some hundred. Written while the piece is built; valid once
-- the piece is ready.
CREATE TABLE core.piece_sections (
    bucket       uuid    NOT NULL,
    row_number   integer NOT NULL CHECK (row_number >= 0),
    first_offset bigint  NOT NULL CHECK (first_offset > 0),
    sections     bytea   NOT NULL,
    PRIMARY KEY (bucket, row_number)
);
COMMENT ON COLUMN core.piece_sections.first_offset IS 'where the row''s first section begins in the CAR';
COMMENT ON COLUMN core.piece_sections.sections IS 'for each section: the CID in its binary form, the block''s length as a varint';
-- Hashes do not compress.
ALTER TABLE core.piece_sections ALTER COLUMN sections SET STORAGE EXTERNAL;

-- The nodes of the commitment's tree, one per MiB, for proofs that do not read the piece again.
CREATE TABLE core.piece_nodes (
    bucket     uuid    NOT NULL,
    row_number integer NOT NULL CHECK (row_number >= 0),
    nodes      bytea   NOT NULL,
    PRIMARY KEY (bucket, row_number)
);
COMMENT ON COLUMN core.piece_nodes.nodes IS '32 bytes each, 32768 of them in every row but the last';
ALTER TABLE core.piece_nodes ALTER COLUMN nodes SET STORAGE EXTERNAL;

-- What was served for each deal, and which deals are over.
CREATE TABLE core.piece_transfers (
    deal           uuid           PRIMARY KEY,
    commitment     bytea          NOT NULL,
    over           boolean        NOT NULL DEFAULT false,
    covered        int8multirange NOT NULL DEFAULT '{}',
    bytes_served   bigint         NOT NULL DEFAULT 0 CHECK (bytes_served >= 0),
    whole          boolean        NOT NULL DEFAULT false,
    told_at        timestamptz,
    changed_at     timestamptz    NOT NULL,
    event_sequence bigint         NOT NULL DEFAULT 0 CHECK (event_sequence >= 0)
);
COMMENT ON COLUMN core.piece_transfers.covered IS 'the bytes of the CAR that were served at least once';
COMMENT ON COLUMN core.piece_transfers.told_at IS 'when the newest fact was told; null: none yet';
