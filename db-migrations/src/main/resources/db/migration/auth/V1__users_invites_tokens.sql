-- Who may do what. Only auth-service reads and writes these tables.

create table auth.users (
    id               bigint generated always as identity,
    username         text        not null,
    pass_hash        text,
    perm             integer     not null default 2,
    flags            integer     not null default 0,
    storage_disabled boolean     not null default false,
    created_at       timestamptz not null,
    constraint users_pkey primary key (id),
    constraint users_username_key unique (username),
    constraint users_perm_check check (perm >= 1)
);
comment on column auth.users.username is 'lower case, as the service writes it';
comment on column auth.users.pass_hash is 'modular crypt string; null: this user has no password and enters by key only';
comment on column auth.users.perm is '1 upload, 2 user, 10 and above admin';
comment on column auth.users.flags is 'bit mask; 8 allows splitting of large contents';

create table auth.invite_codes (
    id         bigint generated always as identity,
    code       text        not null,
    created_by bigint      not null,
    created_at timestamptz not null,
    claimed_by bigint,
    claimed_at timestamptz,
    constraint invite_codes_pkey primary key (id),
    constraint invite_codes_code_key unique (code),
    constraint invite_codes_created_by_fkey foreign key (created_by) references auth.users (id),
    constraint invite_codes_claimed_by_fkey foreign key (claimed_by) references auth.users (id),
    constraint invite_codes_claim_check check ((claimed_by is null) = (claimed_at is null))
);

create table auth.auth_tokens (
    id          bigint generated always as identity,
    user_id     bigint      not null,
    token_hash  text        not null,
    label       text        not null default '',
    upload_only boolean     not null default false,
    is_session  boolean     not null default false,
    expiry      timestamptz not null,
    created_at  timestamptz not null,
    constraint auth_tokens_pkey primary key (id),
    constraint auth_tokens_token_hash_key unique (token_hash),
    constraint auth_tokens_user_id_fkey foreign key (user_id) references auth.users (id) on delete cascade,
    constraint auth_tokens_token_hash_check check (length(token_hash) = 43)
);
comment on column auth.auth_tokens.token_hash is 'SHA-256 of the whole token, base64url without padding; a revoked token has no row';

create index auth_tokens_user_id_idx on auth.auth_tokens (user_id);
