create table engagement_rule (
    id bigint generated always as identity primary key,
    position integer not null,
    name varchar(200) not null,
    enabled boolean not null,
    conditions varchar(16000) not null,
    action varchar(16) not null,
    owner varchar(320) not null,
    adapter varchar(64),
    go_on boolean not null,
    changed timestamp not null,
    version bigint not null
);

create table engagement_case (
    id bigint generated always as identity primary key,
    kind varchar(16) not null,
    account_id varchar(64) not null,
    conversation_id bigint not null,
    sequence bigint not null,
    contact_id bigint,
    contact_handle varchar(512) not null,
    summary varchar(500) not null,
    url varchar(2000),
    owner varchar(320) not null,
    rule_id bigint not null,
    rule_name varchar(200) not null,
    created timestamp not null,
    delivery_id bigint not null,
    constraint engagement_case_one unique (kind, conversation_id)
);
create index engagement_case_account on engagement_case (kind, account_id, id);

-- the archive's sequence up to which everything is routed
create table engagement_progress (
    id integer not null primary key,
    sequence bigint not null,
    -- whether the rules of a new installation were put in; they are not put in again when people remove them
    defaults integer not null
);
insert into engagement_progress (id, sequence, defaults) values (1, 0, 0);
