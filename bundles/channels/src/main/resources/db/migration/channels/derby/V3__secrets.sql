-- what is secret about a channel, sealed: settings that people gave, and what its connector must not forget
create table channels_secret (
    channel_id varchar(128) not null references channels_channel (id) on delete cascade,
    kind varchar(16) not null,
    name varchar(100) not null,
    sealed clob not null,
    changed timestamp not null,
    -- goes up with each other value; sealing the same one again changes it not
    version bigint not null,
    primary key (channel_id, kind, name)
);
