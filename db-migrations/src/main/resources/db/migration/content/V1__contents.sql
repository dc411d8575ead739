-- Each api-node takes ids in blocks of 100, so that an upload costs no round trip for its id.
create sequence content_ids increment by 100;

create table contents (
    id             bigint      not null,
    user_id        bigint      not null,
    cid            text        not null,
    root           bytea       not null,
    name           text        not null,
    description    text        not null default '',
    kind           text        not null,
    file_bytes     bigint      not null,
    dag_bytes      bigint      not null,
    car_bytes      bigint      not null,
    block_count    bigint      not null,
    profile        text        not null,
    replication    integer     not null,
    bucket_uuid    uuid,
    created_at     timestamptz not null,
    updated_at     timestamptz not null,
    deleted_at     timestamptz,
    event_sequence bigint      not null,
    told_at        timestamptz not null,
    known_at       timestamptz,
    constraint contents_pkey primary key (id),
    constraint contents_id_check check (id > 0 and id < 9007199254740992),
    constraint contents_kind_check check (kind in ('file', 'directory', 'car')),
    constraint contents_replication_check check (replication between 1 and 50)
);
comment on column contents.root is 'multihash of the CID: one DAG has many CID spellings';
comment on column contents.dag_bytes is 'sum of the lengths of the distinct blocks; what V1 calls size';
comment on column contents.event_sequence is 'sequence of the newest fact told about this content';
comment on column contents.told_at is 'when the newest fact was put into the outbox last';
comment on column contents.known_at is 'when the scheduler said that it knows the newest fact; null: not yet';

create index contents_user_newest_idx on contents (user_id, created_at desc, id desc) where deleted_at is null;
create index contents_root_idx on contents (root) where deleted_at is null;
create index contents_unknown_idx on contents (told_at, id) where known_at is null;

create table content_homes (
    content_id bigint not null,
    core_id    uuid   not null,
    state      text   not null,
    constraint content_homes_pkey primary key (content_id, core_id),
    constraint content_homes_content_id_fkey foreign key (content_id) references contents (id) on delete cascade,
    constraint content_homes_state_check check (state in ('stored', 'releasing'))
);
comment on column content_homes.state is 'releasing: the content is deleted and the pin on this core is to be released';

create index content_homes_releasing_idx on content_homes (core_id, content_id) where state = 'releasing';

create table outbox (
    id         bigint      not null generated always as identity,
    event_id   uuid        not null,
    topic      text        not null,
    key        text        not null,
    payload    text        not null,
    created_at timestamptz not null,
    constraint outbox_pkey primary key (id)
);
