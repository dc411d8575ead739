create table inbox (
    event_id    uuid primary key,
    received_at timestamptz not null default now()
);

create index inbox_received_at on inbox (received_at);

-- What a deal will have to hold. A row of a deleted content stays, so that an older fact cannot bring it back.
create table known_contents (
    content_id  bigint primary key,
    user_id     bigint      not null,
    cid         text        not null,
    file_bytes  bigint,
    dag_bytes   bigint,
    car_bytes   bigint,
    block_count bigint,
    replication integer,
    state       text        not null check (state in ('known', 'dropped')),
    sequence    bigint      not null,
    changed_at  timestamptz not null,
    constraint known_is_whole check (
        state = 'dropped'
        or num_nulls(file_bytes, dag_bytes, car_bytes, block_count, replication) = 0)
);
