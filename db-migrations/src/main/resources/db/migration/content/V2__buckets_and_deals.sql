-- What api-node knows of the way of contents from facts: so that the past is answered here, whoever else is silent.
create table inbox (
    event_id    uuid        not null,
    received_at timestamptz not null default now(),
    constraint inbox_pkey primary key (event_id)
);

create index inbox_received_at_idx on inbox (received_at);

alter table contents add column bucket_wished uuid;
alter table contents add column bucket_at timestamptz;
comment on column contents.bucket_wished is 'the dedicated bucket that the upload asked for';
comment on column contents.bucket_uuid is 'the bucket it is in, as the scheduler told last';
comment on column contents.bucket_at is 'since when it is in that bucket; a telling of an older time changes nothing';

create index contents_bucket_idx on contents (bucket_uuid, id) where bucket_uuid is not null;

create table buckets (
    bucket_uuid    uuid        not null,
    bucket_id      bigint,
    sequence       bigint      not null,
    told_at        timestamptz not null,
    sealed_at      timestamptz,
    name           text,
    core           text,
    user_id        bigint,
    members        bigint,
    car_bytes      bigint,
    because        text,
    audited_at     timestamptz,
    audited_target integer,
    audited_live   integer,
    audited_why    text,
    constraint buckets_pkey primary key (bucket_uuid),
    constraint buckets_sealed_check check (
        sealed_at is null or num_nulls(bucket_id, name, core, members, car_bytes, because) = 0),
    constraint buckets_audited_check check (
        audited_at is null or num_nulls(audited_target, audited_live, audited_why) = 0)
);
comment on column buckets.sequence is 'of the newest fact about the bucket';
comment on column buckets.user_id is 'null: not sealed yet, or the global bucket';

create index buckets_id_idx on buckets (bucket_id);

create table pieces (
    bucket_uuid     uuid   not null,
    sequence        bigint not null,
    ready_at        timestamptz,
    core            text,
    piece_cid       text,
    piece_cid_v2    text,
    piece_size      bigint,
    car_bytes       bigint,
    root            text,
    delayed_at      timestamptz,
    delayed_why     text,
    delayed_next    text,
    delayed_next_at timestamptz,
    constraint pieces_pkey primary key (bucket_uuid),
    constraint pieces_ready_check check (
        ready_at is null or num_nulls(core, piece_cid, piece_cid_v2, piece_size, car_bytes, root) = 0),
    constraint pieces_delayed_check check (
        delayed_at is null or num_nulls(delayed_why, delayed_next) = 0)
);
comment on column pieces.piece_size is 'padded, in bytes';

create table deals (
    deal_uuid       uuid        not null,
    deal_id         bigint      not null,
    bucket_uuid     uuid        not null,
    piece_cid       text        not null,
    piece_size      bigint      not null,
    provider        text        not null,
    state           text        not null,
    why             text        not null,
    next            text        not null,
    next_at         timestamptz,
    over            boolean     not null,
    client          text        not null,
    verified        boolean     not null,
    price_per_epoch text        not null,
    start_epoch     bigint      not null,
    end_epoch       bigint      not null,
    proposal_cid    text,
    publish_cid     text,
    chain_deal_id   bigint,
    attempt         integer     not null,
    sequence        bigint      not null,
    created_at      timestamptz not null,
    changed_at      timestamptz not null,
    constraint deals_pkey primary key (deal_uuid)
);
comment on column deals.sequence is 'of the newest fact about the deal; an older one changes nothing here';
comment on column deals.price_per_epoch is 'attoFIL for the whole piece';

create unique index deals_id_idx on deals (deal_id);
create index deals_bucket_idx on deals (bucket_uuid, deal_id);
create index deals_provider_idx on deals (provider, deal_id desc);
create index deals_proposal_idx on deals (proposal_cid) where proposal_cid is not null;
create index deals_chain_idx on deals (chain_deal_id) where chain_deal_id is not null;

create table deal_transitions (
    deal_uuid uuid        not null,
    sequence  bigint      not null,
    state     text        not null,
    at        timestamptz not null,
    why       text        not null,
    next      text        not null,
    next_at   timestamptz,
    constraint deal_transitions_pkey primary key (deal_uuid, sequence)
);

create index deals_failures_idx on deals (changed_at desc, deal_id)
    where state in ('rejected', 'failed', 'slashed');
