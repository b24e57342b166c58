create table identity_user (
    id bigint generated always as identity primary key,
    name varchar(100) not null unique,
    display_name varchar(200) not null,
    password_hash varchar(300) not null,
    must_change_password boolean not null,
    disabled boolean not null,
    created timestamp not null,
    last_sign_in timestamp,
    version bigint not null
);

create table identity_role_grant (
    user_id bigint not null references identity_user (id) on delete cascade,
    role varchar(64) not null,
    primary key (user_id, role)
);

create table identity_session (
    id_hash char(64) not null primary key,
    user_id bigint not null references identity_user (id) on delete cascade,
    created timestamp not null,
    last_seen timestamp not null,
    address varchar(100)
);
create index identity_session_seen on identity_session (last_seen);

create table identity_token (
    id bigint generated always as identity primary key,
    user_id bigint not null references identity_user (id) on delete cascade,
    name varchar(100) not null,
    secret_hash char(64) not null unique,
    permissions varchar(4000) not null,
    roles varchar(2000) not null,
    created timestamp not null,
    expires timestamp not null,
    last_used timestamp
);

-- failed sign-ins, by "user:name" and "address:…"
create table identity_throttle (
    id varchar(200) not null primary key,
    failures integer not null,
    blocked_until timestamp not null,
    last_failure timestamp not null
);
create index identity_throttle_last on identity_throttle (last_failure);

-- one row: locked by whoever changes who the administrators are, and by the node that makes the first one
create table identity_lock (
    id smallint not null primary key,
    changes bigint not null
);
insert into identity_lock (id, changes) values (1, 0);
