create table audit_event (
    sequence bigint not null primary key,
    recorded timestamp not null,
    actor varchar(200) not null,
    actor_type varchar(20) not null,
    token_id bigint,
    door varchar(20) not null,
    address varchar(100),
    action varchar(100) not null,
    subject varchar(300) not null,
    account_id varchar(64),
    state_before text,
    state_after text,
    hash char(64) not null
);
create index audit_event_actor on audit_event (actor, sequence);
create index audit_event_action on audit_event (action, sequence);
create index audit_event_subject on audit_event (subject, sequence);
create index audit_event_recorded on audit_event (recorded);

-- one row: the end of the chain; whoever appends locks it first
create table audit_head (
    id smallint not null primary key,
    sequence bigint not null,
    hash char(64) not null
);
insert into audit_head (id, sequence, hash)
    values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
