-- One row that every append changes first: its lock lets appends follow one another, on one node and on many, so that
-- sequences have no gaps and follow the order of commit.
create table archive_head (
    id                smallint not null primary key,
    appends           bigint not null,
    last_sequence     bigint not null,
    last_hash         bytea not null,
    last_segment      integer not null,
    segment_hash      bytea not null,
    last_conversation bigint not null,
    last_contact      bigint not null,
    last_archived     timestamp
);

-- What was said. A row never changes: the conversation it was threaded into may later be joined to an older one, which is
-- noted in archive_merged.
create table archive_activity (
    sequence        bigint not null primary key,
    account_id      varchar(64) not null,
    channel_id      varchar(128) not null,
    network_id      varchar(512) not null,
    network         varchar(64) not null,
    conversation_id bigint not null,
    contact_id      bigint,
    direction       varchar(8) not null,
    kind            varchar(16) not null,
    verb            varchar(64) not null,
    object_type     varchar(64) not null,
    actor_id        varchar(512) not null,
    actor_handle    varchar(256),
    actor_name      varchar(512),
    actor_url       varchar(4096),
    published       timestamp not null,
    content         text not null,
    lang            varchar(35),
    in_reply_to     varchar(512),
    context_id      varchar(512),
    url             varchar(4096),
    attachments     text,
    archived        timestamp not null,
    original_hash   bytea not null,
    hash            bytea not null
);
create unique index archive_activity_key on archive_activity (channel_id, network_id);
create index archive_activity_channel on archive_activity (channel_id, sequence desc);
create index archive_activity_conversation on archive_activity (conversation_id, sequence desc);
create index archive_activity_published on archive_activity (account_id, published, contact_id);

-- The records as they came, apart from what is read every day.
create table archive_original (
    sequence   bigint not null primary key,
    media_type varchar(128) not null,
    original   text not null
);

-- Every 10,000 activities are sealed; the seals are chained.
create table archive_segment (
    number         integer not null primary key,
    first_sequence bigint not null,
    last_sequence  bigint not null,
    root_hash      bytea not null,
    sealed         timestamp not null
);

insert into archive_head values (1, 0, 0, decode(repeat('00', 32), 'hex'), 0, decode(repeat('00', 32), 'hex'), 0, 0, null);

-- Nobody changes the archive by accident, not even by hand.
create function archive_refuse() returns trigger language plpgsql as $$
begin
    raise exception 'The archive is append-only: % on % is refused', tg_op, tg_table_name using errcode = '23000';
end
$$;
create trigger archive_activity_refuse before update or delete or truncate on archive_activity
    for each statement execute function archive_refuse();
create trigger archive_original_refuse before update or delete or truncate on archive_original
    for each statement execute function archive_refuse();
create trigger archive_segment_refuse before update or delete or truncate on archive_segment
    for each statement execute function archive_refuse();
