create table archive_cursor (
    channel_id varchar(128) not null primary key,
    position   varchar(16000) not null,
    moved      timestamp not null
);

-- Everything below is derived from the activities and can be computed again from them.

-- account_id is the account they spoke to first; shared when they spoke to another one too
create table archive_contact (
    id           bigint not null primary key,
    account_id   varchar(64) not null,
    network      varchar(64) not null,
    network_id   varchar(512) not null,
    handle       varchar(256),
    display_name varchar(512),
    described    timestamp not null,
    first_seen   timestamp not null,
    shared       boolean not null
);
create unique index archive_contact_key on archive_contact (network, network_id);

-- Contacts who spoke to more than one account, with each of these accounts.
create table archive_shared_contact (
    contact_id bigint not null,
    account_id varchar(64) not null
);
create unique index archive_shared_contact_key on archive_shared_contact (account_id, contact_id);
create index archive_shared_contact_contact on archive_shared_contact (contact_id);

create table archive_conversation (
    id               bigint not null primary key,
    account_id       varchar(64) not null,
    channel_id       varchar(128) not null,
    contact_id       bigint,
    inbound          integer not null,
    outbound         integer not null,
    started          timestamp not null,
    last_activity    timestamp not null,
    first_inbound    timestamp,
    last_inbound     timestamp,
    first_outbound   timestamp,
    last_outbound    timestamp,
    first_response   timestamp,
    response_seconds bigint,
    response_bucket  integer,
    waiting          boolean not null
);
create index archive_conversation_channel on archive_conversation (channel_id, waiting, last_activity desc, id desc);
create index archive_conversation_asked on archive_conversation (account_id, first_inbound);
create index archive_conversation_response
    on archive_conversation (account_id, response_bucket, first_inbound, response_seconds);

-- Conversations that turned out to be part of an older one.
create table archive_merged (
    thread          bigint not null primary key,
    conversation_id bigint not null
);
create index archive_merged_conversation on archive_merged (conversation_id);

-- Activities that were answered but have not arrived: the conversation that waits for each.
create table archive_awaited (
    channel_id varchar(128) not null,
    network_id varchar(512) not null,
    thread     bigint not null
);
create unique index archive_awaited_key on archive_awaited (channel_id, network_id);

-- The networks' own notion of a conversation.
create table archive_context (
    channel_id varchar(128) not null,
    context_id varchar(512) not null,
    thread     bigint not null
);
create unique index archive_context_key on archive_context (channel_id, context_id);

create table archive_channel (
    account_id      varchar(64) not null,
    channel_id      varchar(128) not null,
    inbound         bigint not null,
    outbound        bigint not null,
    first_published timestamp not null,
    last_published  timestamp not null,
    first_sequence  bigint not null,
    last_sequence   bigint not null
);
create unique index archive_channel_key on archive_channel (account_id, channel_id);
create index archive_channel_channel on archive_channel (channel_id);

create table archive_account (
    account_id    varchar(64) not null primary key,
    conversations bigint not null,
    waiting       bigint not null
);

-- On which days (UTC) a contact spoke to an account, each with the day before on which they did. Different contacts of the
-- days from a to b are those whose row of these days has a previous day before a: archive_contact_return (V4) counts them.
create table archive_contact_day (
    account_id   varchar(64) not null,
    contact_id   bigint not null,
    day_number   integer not null,
    previous_day integer not null
);
create unique index archive_contact_day_key on archive_contact_day (account_id, contact_id, day_number desc);

-- The same for those who spoke to more than one account, by day: in sums of several accounts they must count once.
create table archive_shared_day (
    day_number integer not null,
    contact_id bigint not null,
    account_id varchar(64) not null
);
create unique index archive_shared_day_key on archive_shared_day (day_number, contact_id, account_id);
create index archive_shared_day_account on archive_shared_day (account_id);
create index archive_shared_day_contact on archive_shared_day (contact_id, day_number);
