-- Derby indexes references by itself
create index identity_grant_user on identity_grant (user_id);
create index identity_grant_group on identity_grant (group_id);
create index identity_group_member_user on identity_group_member (user_id);
create index identity_stand_in_user on identity_stand_in (user_id);
create index identity_stand_in_by on identity_stand_in (stand_in_id);
