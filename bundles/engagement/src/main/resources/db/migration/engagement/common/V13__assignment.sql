-- who gets the conversations that come in; turns counts what was given by the policy
create table engagement_assignment_policy (
    id              bigint generated always as identity primary key,
    account_id      varchar(64) not null,
    name            varchar(200) not null,
    channel_id      varchar(128),
    strategy        varchar(12) not null,
    skips_absent    boolean not null,
    replaces_absent boolean not null,
    turns           bigint not null,
    created         timestamp not null,
    changed         timestamp not null,
    version         bigint not null
);
create index engagement_assignment_policy_account on engagement_assignment_policy (account_id);

-- languages and skills are JSON; last_turn: which of the policy's turns was the person's last one, 0 for none
create table engagement_assignment_person (
    policy_id bigint not null,
    position  integer not null,
    user_name varchar(200) not null,
    languages varchar(2000) not null,
    skills    varchar(4000) not null,
    most_open integer,
    last_turn bigint not null
);
create unique index engagement_assignment_person_key on engagement_assignment_person (policy_id, user_name);

-- who has switched themselves away
create table engagement_absence (
    user_name varchar(200) not null primary key,
    since     timestamp not null
);

-- conversations for which nobody had room
create table engagement_unassigned (
    conversation_id bigint not null primary key,
    since           timestamp not null
);

-- policies: the highest number of a change of assignment policies
alter table engagement_inbox_progress add column policies bigint not null default 0;
