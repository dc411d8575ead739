-- The storage providers the deal-maker knows.
create table providers (
    address             text             not null,
    actor_id            bigint           not null,
    source              text             not null,
    added_at            timestamptz      not null,
    standing            text             not null default 'neutral',
    standing_reason     text             not null default '',
    standing_at         timestamptz,
    chain_epoch         bigint,
    owner               text,
    worker              text,
    peer_id             text,
    multiaddrs          text[]           not null default '{}',
    unreadable          text[]           not null default '{}',
    sector_bytes        bigint,
    has_min_power       boolean,
    ask                 bytea,
    ask_signature       text,
    ask_epoch           bigint,
    reach               text             not null,
    reach_why           text             not null,
    reach_since_epoch   bigint           not null default 0,
    missed              integer          not null default 0,
    due_epoch           bigint           not null default 0,
    proposed            bigint           not null default 0,
    accepted            bigint           not null default 0,
    rejected            bigint           not null default 0,
    busy                bigint           not null default 0,
    unreachable         bigint           not null default 0,
    transferred         bigint           not null default 0,
    bytes_transferred   bigint           not null default 0,
    transfer_millis     bigint           not null default 0,
    activated           bigint           not null default 0,
    epochs_to_activation bigint          not null default 0,
    failed              bigint           not null default 0,
    slashed             bigint           not null default 0,
    score_good          double precision not null default 0,
    score_bad           double precision not null default 0,
    score_epoch         bigint           not null default 0,
    failures_in_row     integer          not null default 0,
    back_off_until      bigint           not null default 0,
    back_off_why        text             not null default '',
    constraint providers_pkey primary key (address),
    constraint providers_actor_id_key unique (actor_id),
    constraint providers_source_check check (source in ('settings', 'operator', 'deal')),
    constraint providers_standing_check check (standing in ('allowed', 'denied', 'neutral')),
    constraint providers_reach_check check (
        reach in ('unasked', 'unknown', 'vanished', 'unspoken', 'silent', 'answering')),
    constraint providers_reach_why_check check (reach_why <> ''),
    constraint providers_chain_check check (
        num_nulls(chain_epoch, owner, worker, sector_bytes, has_min_power) in (0, 5)),
    constraint providers_ask_check check (num_nulls(ask, ask_signature, ask_epoch) in (0, 3)),
    constraint providers_ask_signature_check check (ask_signature in ('good', 'wrong', 'unchecked'))
);
comment on column providers.address is 'f0 and the actor''s id, on every network';
comment on column providers.source is 'who brought it in: the settings, the operator, or a deal that was made with it';
comment on column providers.ask is 'the terms as the provider signed them, CBOR';
comment on column providers.missed is 'questions for the terms that were not answered, in a row';
comment on column providers.due_epoch is 'chain epoch at which chain and provider are asked again; 0: at once';
comment on column providers.score_good is 'weight of good things as of score_epoch; it fades';
comment on column providers.back_off_until is 'chain epoch before which it gets no offers';

create index providers_due_idx on providers (due_epoch);

-- What happened with a provider; the newest ones of each.
create table provider_events (
    id       bigint      not null generated always as identity,
    provider text        not null,
    at       timestamptz not null,
    epoch    bigint      not null,
    deal     uuid        not null,
    kind     text        not null,
    rejection text,
    text     text        not null,
    constraint provider_events_pkey primary key (id),
    constraint provider_events_provider_fkey foreign key (provider) references providers (address)
);
comment on column provider_events.rejection is 'class of a refusal';

create index provider_events_provider_idx on provider_events (provider, id);
