-- A line is a bucket with its successors: one of a line takes contents at a time.
create table buckets (
    id              bigint      not null generated always as identity,
    uuid            uuid        not null,
    line            uuid        not null,
    kind            text        not null,
    name            text        not null,
    user_id         bigint,
    core            text,
    state           text        not null,
    since           timestamptz not null,
    max_files       integer     not null,
    threshold_size  bigint      not null,
    schedule        text,
    max_age_ms      bigint      not null,
    files           bigint      not null default 0,
    car_bytes       bigint      not null default 0,
    entry_bytes     bigint      not null default 0,
    first_at        timestamptz,
    due_at          timestamptz,
    created_at      timestamptz not null,
    sealed_at       timestamptz,
    sealed_because  text,
    piece_sequence  bigint      not null default 0,
    piece_cid       text,
    piece_size      bigint,
    piece_car_bytes bigint,
    delay_why       text,
    delay_next      text,
    delay_next_at   timestamptz,
    deals_live      integer     not null default 0,
    deals_active    integer     not null default 0,
    audited_at      timestamptz,
    retired_because text,
    sequence        bigint      not null default 0,
    predecessor     uuid,
    successor       uuid,
    constraint buckets_pkey primary key (id),
    constraint buckets_uuid_key unique (uuid),
    constraint buckets_kind_check check (kind in ('global', 'dedicated')),
    constraint buckets_owner_check check ((kind = 'dedicated') = (user_id is not null)),
    constraint buckets_state_check check (state in ('open', 'paused', 'sealed', 'ready', 'completed', 'retired')),
    constraint buckets_terms_check check (max_files > 0 and threshold_size > 0 and max_age_ms > 0),
    constraint buckets_counters_check check (
        files >= 0 and car_bytes >= 0 and entry_bytes >= 0 and (files > 0) = (first_at is not null)),
    constraint buckets_seal_check check (
        state in ('open', 'paused', 'retired') or (files > 0 and num_nulls(core, sealed_at, sealed_because) = 0)),
    constraint buckets_piece_check check (
        state not in ('ready', 'completed') or num_nulls(piece_cid, piece_size, piece_car_bytes) = 0),
    constraint buckets_retired_check check ((state = 'retired') = (retired_because is not null))
);
comment on column buckets.line is 'uuid of the first bucket of the line';
comment on column buckets.core is 'home core; null until the first content of a dedicated bucket arrives';
comment on column buckets.car_bytes is 'sum of the members'' CAR lengths';
comment on column buckets.entry_bytes is 'sum of what the members'' entries take in the piece''s directory, at most';
comment on column buckets.due_at is 'when age or schedule seal it; null while it is empty';
comment on column buckets.piece_sequence is 'sequence of the newest fact about its piece';
comment on column buckets.sequence is 'sequence of the newest fact told about this bucket';

create unique index buckets_one_open_per_line on buckets (line) where state in ('open', 'paused');
create unique index buckets_one_open_per_core on buckets (core) where kind = 'global' and state in ('open', 'paused');
create index buckets_line on buckets (line, id);
create index buckets_user on buckets (user_id, id);
create index buckets_state on buckets (state, id);
create index buckets_due on buckets (due_at) where state = 'open';

-- Many to many, so that a content may lie in several pieces.
create table bucket_members (
    bucket_id   bigint      not null,
    content_id  bigint      not null,
    assigned_at timestamptz not null,
    constraint bucket_members_pkey primary key (bucket_id, content_id),
    constraint bucket_members_bucket_id_fkey foreign key (bucket_id) references buckets (id)
);

create index bucket_members_content on bucket_members (content_id);

-- What deal-maker told, for the checker. A deal may be told of before its bucket is known here.
create table bucket_deals (
    deal       uuid        not null,
    bucket     uuid        not null,
    provider   text        not null,
    state      text        not null,
    over       boolean     not null,
    sequence   bigint      not null,
    changed_at timestamptz not null,
    constraint bucket_deals_pkey primary key (deal)
);

create index bucket_deals_bucket on bucket_deals (bucket);

alter table contents
    add column home        text not null default '',
    add column bucket_uuid uuid,
    add column assigned_at timestamptz,
    add column why         text,
    add column gives_up_at timestamptz,
    drop constraint contents_state_check,
    add constraint contents_state_check check (state in ('unassigned', 'assigned', 'oversize', 'dropped')),
    add constraint contents_assigned_check check (
        state <> 'assigned' or num_nulls(bucket_uuid, assigned_at) = 0);
comment on column contents.home is 'the first of its home cores; empty when it was stored before homes were kept here';
comment on column contents.why is 'why it is oversize, or was given up; null for one that its owner deleted';
comment on column contents.gives_up_at is 'when the scheduler gives it up; set when notice of it is given';

drop index contents_unassigned;
create index contents_waiting_global on contents (home, stored_at, content_id)
    where state = 'unassigned' and bucket_wished is null;
create index contents_waiting_wished on contents (bucket_wished, stored_at, content_id)
    where state = 'unassigned' and bucket_wished is not null;
create index contents_failing on contents (changed_at) where state in ('unassigned', 'oversize');

create table outbox (
    id         bigint      not null generated always as identity,
    event_id   uuid        not null,
    topic      text        not null,
    key        text        not null,
    payload    text        not null,
    created_at timestamptz not null,
    constraint outbox_pkey primary key (id)
);
