-- who may manage the user; null for the organisation as a whole
alter table identity_user add column account_id varchar(64);
-- a program's user, who has no password
alter table identity_user add column service boolean not null default false;

create table identity_role (
    name varchar(64) not null primary key,
    description varchar(500) not null,
    permissions varchar(8000) not null,
    created timestamp not null,
    version bigint not null
);

create table identity_group (
    id bigint generated always as identity primary key,
    name varchar(200) not null unique,
    external_id varchar(200),
    created timestamp not null,
    version bigint not null
);

create table identity_group_member (
    group_id bigint not null references identity_group (id) on delete cascade,
    user_id bigint not null references identity_user (id) on delete cascade,
    primary key (group_id, user_id)
);

-- a role for a user or a group, at an account and below (null: the whole installation), for a time
create table identity_grant (
    id bigint generated always as identity primary key,
    user_id bigint references identity_user (id) on delete cascade,
    group_id bigint references identity_group (id) on delete cascade,
    role varchar(64) not null,
    account_id varchar(64),
    starts timestamp not null,
    ends timestamp,
    granted_by varchar(100) not null,
    reason varchar(500),
    created timestamp not null,
    version bigint not null
);
create index identity_grant_role on identity_grant (role);
create index identity_grant_account on identity_grant (account_id);

insert into identity_grant (user_id, role, starts, granted_by, created, version)
    select g.user_id, g.role, u.created, 'system', u.created, 1
    from identity_role_grant g join identity_user u on u.id = g.user_id;
drop table identity_role_grant;

-- who stands in for whom: holds the other's rights for a time
create table identity_stand_in (
    id bigint generated always as identity primary key,
    user_id bigint not null references identity_user (id) on delete cascade,
    stand_in_id bigint not null references identity_user (id) on delete cascade,
    starts timestamp not null,
    ends timestamp not null,
    reason varchar(500),
    created_by varchar(100) not null,
    created timestamp not null
);

-- pairs of permissions that must not meet in one person
create table identity_exclusion (
    id bigint generated always as identity primary key,
    first_permission varchar(200) not null,
    second_permission varchar(200) not null,
    reason varchar(500) not null,
    created_by varchar(100) not null,
    created timestamp not null
);
