-- Derby indexes references by itself
create index identity_external_user on identity_external (user_id);
