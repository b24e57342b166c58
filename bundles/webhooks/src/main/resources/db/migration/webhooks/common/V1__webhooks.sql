-- off_reason: why the server switched it off. A removed one stays for a while, so that what waits for it can be told so.
create table webhooks_webhook (
    id bigint generated always as identity primary key,
    account_id varchar(64),
    name varchar(200) not null,
    url varchar(2000) not null,
    types varchar(8000) not null,
    active boolean not null,
    off_reason varchar(500),
    secret varchar(1000) not null,
    old_secret varchar(1000),
    old_until timestamp,
    replays integer not null,
    created timestamp not null,
    changed timestamp not null,
    removed timestamp,
    version bigint not null
);

-- what was told to at least one webhook, for replays; a row never changes
create table webhooks_event (
    id bigint generated always as identity primary key,
    event_key varchar(100) not null,
    type varchar(100) not null,
    account_id varchar(64),
    conversation_id bigint,
    subject varchar(200) not null,
    happened timestamp not null,
    recorded timestamp not null,
    data varchar(8000) not null
);
create unique index webhooks_event_one on webhooks_event (event_key);
create index webhooks_event_recorded on webhooks_event (recorded, id);

-- how far each feed was read
create table webhooks_feed (
    name varchar(64) not null primary key,
    position bigint not null
);

-- mark: tells events of this installation from those of others
create table webhooks_installation (
    id integer not null primary key,
    mark varchar(32) not null
);
