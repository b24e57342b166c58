-- who is who at an identity provider
create table identity_external (
    provider varchar(64) not null,
    subject varchar(255) not null,
    user_id bigint not null references identity_user (id) on delete cascade,
    created timestamp not null,
    primary key (provider, subject)
);

-- who vouched for a session, and what it calls person and sign-in
alter table identity_session add column provider varchar(64);
alter table identity_session add column subject varchar(255);
alter table identity_session add column provider_session varchar(255);
create index identity_session_subject on identity_session (provider, subject);
create index identity_session_provider on identity_session (provider, provider_session);
