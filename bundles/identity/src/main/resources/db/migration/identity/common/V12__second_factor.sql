create table identity_second_factor (
    user_id bigint not null primary key references identity_user (id) on delete cascade,
    -- the shared secret, sealed by the vault
    sealed varchar(500) not null,
    -- not asked for before the user has shown a first code
    confirmed boolean not null,
    -- of the last code that was let in: no code is good twice
    last_step bigint not null,
    created timestamp not null
);

create table identity_recovery_code (
    user_id bigint not null references identity_user (id) on delete cascade,
    code_hash char(64) not null,
    primary key (user_id, code_hash)
);
