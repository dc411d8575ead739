create table inbox (
    event_id    uuid primary key,
    received_at timestamptz not null default now()
);

create index inbox_received_at on inbox (received_at);

-- A content that was deleted before its ContentStored arrived is known by its ContentDeleted alone.
create table contents (
    content_id    bigint primary key,
    user_id       bigint      not null,
    cid           text        not null,
    name          text,
    file_bytes    bigint,
    dag_bytes     bigint,
    car_bytes     bigint,
    block_count   bigint,
    bucket_wished uuid,
    state         text        not null check (state in ('unassigned', 'dropped')),
    sequence      bigint      not null,
    stored_at     timestamptz,
    changed_at    timestamptz not null,
    constraint unassigned_is_whole check (
        state = 'dropped'
        or num_nulls(name, file_bytes, dag_bytes, car_bytes, block_count, stored_at) = 0)
);

create index contents_unassigned on contents (stored_at, content_id) where state = 'unassigned';
