-- Derby indexes references by itself
create index identity_session_user on identity_session (user_id);
create index identity_token_user on identity_token (user_id);
