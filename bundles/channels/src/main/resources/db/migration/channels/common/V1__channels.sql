create table channels_channel (
    id varchar(128) not null primary key,
    account_id varchar(64) not null,
    connector varchar(64) not null,
    name varchar(200) not null,
    settings varchar(16000) not null,
    state varchar(16) not null,
    created timestamp not null,
    version bigint not null
);
create index channels_channel_account on channels_channel (account_id, id);

-- how the polling of a channel goes; kept apart from the channel, which people change
create table channels_poll (
    channel_id varchar(128) not null primary key references channels_channel (id) on delete cascade,
    last_success timestamp,
    last_failure timestamp,
    failures integer not null,
    category varchar(32),
    message varchar(2000)
);

create table channels_import (
    id bigint generated always as identity primary key,
    file_name varchar(512) not null,
    stored_as varchar(64) not null,
    wanted_format varchar(64),
    account_id varchar(64) not null,
    account_per_source boolean not null,
    again boolean not null,
    options varchar(16000) not null,
    format varchar(64) not null,
    sha256 varchar(64) not null,
    state varchar(16) not null,
    cancel_asked boolean not null,
    bytes bigint not null,
    bytes_read bigint not null,
    records bigint not null,
    stored bigint not null,
    duplicates bigint not null,
    rejected bigint not null,
    created timestamp not null,
    finished timestamp,
    message varchar(4000)
);
create index channels_import_sha256 on channels_import (sha256, account_id);

create table channels_rejection (
    import_id bigint not null references channels_import (id) on delete cascade,
    record bigint not null,
    line bigint not null,
    field varchar(200),
    reason varchar(2000) not null,
    excerpt varchar(2000) not null,
    primary key (import_id, record)
);
