-- Derby indexes references by itself
create index identity_membership_user on identity_membership (user_id);
