-- whose managers manage the group; null for the organisation as a whole
alter table identity_group add column account_id varchar(64);

create table identity_membership (
    group_id bigint not null references identity_group (id) on delete cascade,
    user_id bigint not null references identity_user (id) on delete cascade,
    -- who decided: local, scim, or oidc:<provider>
    origin varchar(100) not null,
    primary key (group_id, user_id, origin)
);
insert into identity_membership (group_id, user_id, origin) select group_id, user_id, 'local' from identity_group_member;
drop table identity_group_member;
