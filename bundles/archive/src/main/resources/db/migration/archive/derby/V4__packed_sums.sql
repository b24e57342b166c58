-- Sums in which one row holds many numbers, by slot, packed as org.rostrum.archive.store.Counts tells, so that a report reads
-- one row where it would read hundreds. Days count from 1970-01-01, months from January 1970, both UTC.

-- Activities of a channel's day by direction, kind and hour (slots: HourSlots.ofDay).
create table archive_day (
    account_id     varchar(64) not null,
    day_number     integer not null,
    channel_id     varchar(128) not null,
    activities     bigint not null,
    first_sequence bigint not null,
    last_sequence  bigint not null,
    hours          varchar(32672) for bit data not null
);
create unique index archive_day_key on archive_day (account_id, day_number, channel_id);

-- Activities of an account's month by direction and hour of the week (slots: HourSlots.ofMonth).
create table archive_month (
    account_id   varchar(64) not null,
    month_number integer not null,
    hours        varchar(32672) for bit data not null
);
create unique index archive_month_key on archive_month (account_id, month_number);

-- Conversations first asked in a day (a month) by how fast they were answered (slots: ResponseBuckets.slot).
create table archive_response_day (
    account_id    varchar(64) not null,
    day_number    integer not null,
    conversations varchar(32672) for bit data not null
);
create unique index archive_response_day_key on archive_response_day (account_id, day_number);
create table archive_response_month (
    account_id    varchar(64) not null,
    month_number  integer not null,
    conversations varchar(32672) for bit data not null
);
create unique index archive_response_month_key on archive_response_month (account_id, month_number);

-- Contacts who spoke on a day by the days since they had spoken before (slots: PreviousDay.since).
create table archive_contact_return (
    account_id varchar(64) not null,
    day_number integer not null,
    contacts   varchar(32672) for bit data not null
);
create unique index archive_contact_return_key on archive_contact_return (account_id, day_number);
