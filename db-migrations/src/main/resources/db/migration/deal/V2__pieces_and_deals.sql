-- Facts that leave this schema; same shape as the other schemas'.
create table outbox (
    id         bigint      not null generated always as identity,
    event_id   uuid        not null,
    topic      text        not null,
    key        text        not null,
    payload    text        not null,
    created_at timestamptz not null,
    constraint outbox_pkey primary key (id)
);

-- Whether deals are made at all: one row.
create table deal_making (
    only_row   boolean     not null default true,
    enabled    boolean     not null,
    reason     text        not null,
    changed_at timestamptz not null,
    constraint deal_making_pkey primary key (only_row),
    constraint deal_making_only_row_check check (only_row)
);
insert into deal_making (enabled, reason, changed_at) values (true, 'Deal making is on since the installation.', now());

-- Pieces that need copies, one per bucket.
create table pieces (
    bucket           uuid        not null,
    bucket_id        bigint      not null,
    core             text        not null,
    piece_cid        text        not null,
    piece_cid_v2     text        not null,
    piece_size       bigint      not null,
    car_bytes        bigint      not null,
    root             text        not null,
    target           integer     not null,
    why              text        not null,
    next             text        not null,
    next_at          timestamptz,
    since            timestamptz not null,
    missing          integer     not null,
    due_epoch        bigint      not null default 0,
    paused_until     bigint      not null default 0,
    round_failures   integer     not null default 0,
    revision         bigint      not null default 1,
    sequence         bigint      not null,
    created_at       timestamptz not null,
    constraint pieces_pkey primary key (bucket),
    constraint pieces_piece_size_check check (piece_size >= 128),
    constraint pieces_target_check check (target between 0 and 50),
    constraint pieces_reason_check check (why <> '' and next <> '')
);
comment on column pieces.due_epoch is 'chain epoch at which the piece is looked at again; 0: at once';
comment on column pieces.round_failures is 'deals that came to nothing since the last pause';
comment on column pieces.missing is 'deals it lacked when it was looked at last';
comment on column pieces.paused_until is 'chain epoch before which no new deals are made for it, after too many that came to nothing';
comment on column pieces.sequence is 'of the newest fact about the piece that was taken';

create index pieces_due_idx on pieces (due_epoch);
create index pieces_cid_idx on pieces (piece_cid);

-- What a choice of providers was made from, so that it can be made again.
create table choices (
    id       bigint      not null generated always as identity,
    bucket   uuid        not null,
    made_at  timestamptz not null,
    epoch    bigint      not null,
    choice   text        not null,
    constraint choices_pkey primary key (id),
    constraint choices_bucket_fkey foreign key (bucket) references pieces (bucket)
);
create index choices_bucket_idx on choices (bucket, id);

create table deals (
    uuid                uuid        not null,
    id                  bigint      not null generated always as identity,
    bucket              uuid        not null,
    piece_cid           text        not null,
    piece_size          bigint      not null,
    provider            text        not null,
    attempt             integer     not null,
    adjustment          text        not null,
    client              text        not null,
    verified            boolean     not null,
    price_per_epoch     numeric     not null,
    state               text        not null,
    since               timestamptz not null,
    since_epoch         bigint      not null,
    why                 text        not null,
    next                text        not null,
    next_at             timestamptz,
    over                boolean     not null,
    ending              boolean     not null default false,
    start_epoch         bigint      not null default 0,
    end_epoch           bigint      not null default 0,
    provider_collateral numeric     not null default 0,
    params              bytea,
    proposal_cid        text,
    proposed_epoch      bigint,
    tries               integer     not null default 0,
    sending             boolean     not null default false,
    may_have_arrived    boolean     not null default false,
    rejection           text,
    publish_cid         text,
    published_epoch     bigint,
    chain_deal_id       bigint,
    chain_proposal_cid  text,
    end_state_epoch     bigint,
    retry_epoch         bigint,
    hint_publish_cid    text,
    hint_deal_id        bigint,
    hint_since_epoch    bigint,
    provider_word       text        not null default '',
    bytes_served        bigint      not null default 0,
    whole_served        boolean     not null default false,
    missing_since_epoch bigint,
    due_epoch           bigint      not null default 0,
    lease_owner         uuid,
    lease_until         timestamptz,
    revision            bigint      not null,
    created_at          timestamptz not null,
    created_epoch       bigint      not null,
    constraint deals_pkey primary key (uuid),
    constraint deals_id_key unique (id),
    constraint deals_bucket_fkey foreign key (bucket) references pieces (bucket),
    constraint deals_id_check check (id > 0 and id < 9007199254740992),
    constraint deals_state_check check (state in ('planned', 'proposing', 'accepted', 'transferring', 'transferred',
        'published', 'sealing', 'active', 'rejected', 'failed', 'slashed', 'expired')),
    constraint deals_over_check check (over = (state in ('rejected', 'failed', 'slashed', 'expired'))),
    constraint deals_reason_check check (why <> '' and next <> ''),
    constraint deals_offer_check check (
        state in ('planned', 'rejected', 'failed') or num_nulls(params, proposal_cid, proposed_epoch) = 0)
);
comment on column deals.params is 'the exact bytes that are sent; a repeated sending sends the same';
comment on column deals.sending is 'an offer is on its way, or was when the process ended';
comment on column deals.may_have_arrived is 'an earlier sending ended without an answer, so the provider may hold the offer';
comment on column deals.missing_since_epoch is 'epoch since which the chain does not show a deal that was active';
comment on column deals.ending is 'active, but ends too soon to count for the future; its provider may be asked again';
comment on column deals.end_state_epoch is 'epoch of the sector''s start, of the slashing, or of the end, as the state has it';
comment on column deals.retry_epoch is 'of a deal that is over: from which epoch its provider may be asked again for this piece';
comment on column deals.hint_publish_cid is 'word of the provider; the chain decides';
comment on column deals.hint_deal_id is 'word of the provider; the chain decides';
comment on column deals.revision is 'counts the changes; also the sequence of the newest fact told about the deal';
comment on column deals.lease_until is 'by the database''s clock: a lease is about a process that lives, not about time that a test drives';

-- Never two live proposals of one piece with one provider, whatever the code believes.
create unique index deals_one_live_per_provider_idx on deals (piece_cid, provider) where not over and not ending;
create index deals_due_idx on deals (due_epoch) where not over;
create index deals_bucket_idx on deals (bucket, id);
create index deals_piece_idx on deals (piece_cid);
create index deals_provider_idx on deals (provider, id);
create index deals_state_idx on deals (state, id);
create index deals_proposal_cid_idx on deals (proposal_cid);

create table deal_transitions (
    deal     uuid        not null,
    revision bigint      not null,
    state    text        not null,
    at       timestamptz not null,
    epoch    bigint      not null,
    why      text        not null,
    next     text        not null,
    next_at  timestamptz,
    constraint deal_transitions_pkey primary key (deal, revision),
    constraint deal_transitions_deal_fkey foreign key (deal) references deals (uuid),
    constraint deal_transitions_reason_check check (why <> '' and next <> '')
);
