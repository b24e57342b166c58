-- who was mentioned in a note and has not seen it
create table engagement_mention (
    conversation_id bigint not null,
    user_name       varchar(200) not null
);
create unique index engagement_mention_key on engagement_mention (user_name, conversation_id);
create index engagement_mention_conversation on engagement_mention (conversation_id);

-- who has a conversation open; two rows of one user are the same as one
create table engagement_presence (
    conversation_id bigint not null,
    user_name       varchar(200) not null,
    writing         boolean not null,
    present_until   timestamp not null
);
create index engagement_presence_conversation on engagement_presence (conversation_id);
create index engagement_presence_user on engagement_presence (user_name);
