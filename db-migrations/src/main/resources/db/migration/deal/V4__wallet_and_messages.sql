-- The keys that sign for this installation, each encrypted by AES-256-GCM with a key derived from the wallet's secret.
create table wallet_accounts (
    id         bigint      not null generated always as identity,
    address    text        not null,
    key_type   text        not null,
    kdf        text        not null,
    salt       bytea       not null,
    nonce      bytea       not null,
    sealed     bytea       not null,
    standard   boolean     not null,
    origin     text        not null,
    created_at timestamptz not null,
    constraint wallet_accounts_pkey primary key (id),
    constraint wallet_accounts_address_key unique (address),
    constraint wallet_accounts_address_check check (address like 'f%'),
    constraint wallet_accounts_origin_check check (origin in ('created', 'imported'))
);
comment on column wallet_accounts.address is 'key form with the letter of the main network, whatever the network is';
comment on column wallet_accounts.kdf is 'how the encryption key comes out of the secret and the salt, such as scrypt-15-8-1';
comment on column wallet_accounts.standard is 'whether new deals are made from this account';
create unique index wallet_accounts_one_standard_idx on wallet_accounts (standard) where standard;

-- Who did what with the keys; never a key.
create table wallet_audit (
    id      bigint      not null generated always as identity,
    at      timestamptz not null,
    action  text        not null,
    address text        not null,
    constraint wallet_audit_pkey primary key (id),
    constraint wallet_audit_action_check check (action in ('created', 'imported', 'exported', 'made default'))
);

-- What a wallet was last asked for, and how it stands; one row per wallet.
create table fund_standings (
    wallet       text        not null,
    needed       numeric     not null default 0,
    needed_epoch bigint      not null default 0,
    faucet_epoch bigint,
    since        timestamptz not null,
    why          text        not null,
    next         text        not null,
    next_at      timestamptz,
    constraint fund_standings_pkey primary key (wallet),
    constraint fund_standings_reason_check check (why <> '' and next <> '')
);
comment on column fund_standings.needed is 'attoFIL: the largest proposal that waits for funds';
comment on column fund_standings.needed_epoch is 'when it was asked for last; a need that nobody repeats is forgotten';
comment on column fund_standings.faucet_epoch is 'when the faucet of a test network was asked last';

-- Messages that move funds. One per wallet is under way; its nonce and amount never change.
create table fund_messages (
    id              bigint      not null generated always as identity,
    wallet          text        not null,
    nonce           bigint      not null,
    amount          numeric     not null,
    state           text        not null,
    since           timestamptz not null,
    why             text        not null,
    next            text        not null,
    next_at         timestamptz,
    included_epoch  bigint,
    included_cid    text,
    exit_code       integer,
    nonce_gone_epoch bigint,
    created_epoch   bigint      not null,
    created_at      timestamptz not null,
    constraint fund_messages_pkey primary key (id),
    constraint fund_messages_amount_check check (amount > 0),
    constraint fund_messages_state_check check (state in ('signed', 'pushed', 'included', 'done', 'failed')),
    constraint fund_messages_included_check check (
        state not in ('included', 'done') or num_nulls(included_epoch, included_cid, exit_code) = 0),
    constraint fund_messages_reason_check check (why <> '' and next <> '')
);
comment on column fund_messages.nonce_gone_epoch is 'since when the nonce is used by a message that is none of ours';
create unique index fund_messages_one_under_way_idx on fund_messages (wallet) where state not in ('done', 'failed');
create index fund_messages_created_idx on fund_messages (created_epoch);

-- The signed forms of a message, oldest first: each further one pays more gas. Kept before they are pushed.
create table fund_message_versions (
    message      bigint not null,
    version      integer not null,
    cid          text   not null,
    signed       bytea  not null,
    signed_epoch bigint not null,
    pushed_epoch bigint,
    constraint fund_message_versions_pkey primary key (message, version),
    constraint fund_message_versions_cid_key unique (cid),
    constraint fund_message_versions_message_fkey foreign key (message) references fund_messages (id)
);
