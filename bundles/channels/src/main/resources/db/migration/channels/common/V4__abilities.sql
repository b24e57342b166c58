-- seconds between two polls of the channel; null for what holds for all
alter table channels_channel add column poll_seconds integer;

-- how each ability of a channel fares; kept apart from the channel, which people change
create table channels_ability (
    channel_id varchar(128) not null references channels_channel (id) on delete cascade,
    ability varchar(32) not null,
    last_success timestamp,
    last_failure timestamp,
    -- in a row
    failures integer not null,
    category varchar(32),
    message varchar(2000),
    -- before then it is not tried again by itself
    retry_at timestamp,
    primary key (channel_id, ability)
);
insert into channels_ability (channel_id, ability, last_success, last_failure, failures, category, message)
    select channel_id, 'LISTEN', last_success, last_failure, failures, category, message from channels_poll;
drop table channels_poll;
