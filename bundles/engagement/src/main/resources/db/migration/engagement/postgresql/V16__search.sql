-- the words of a conversation: of its messages, notes and replies and of the names of those outside who spoke
create table engagement_word (
    conversation_id bigint not null,
    word            varchar(60) collate "C" not null
);
create unique index engagement_word_conversation on engagement_word (conversation_id, word);
create unique index engagement_word_word on engagement_word (word, conversation_id);

-- up to where words were taken in: the archive's sequence, and the id of an event
alter table engagement_inbox_progress add column searched bigint not null default 0;
alter table engagement_inbox_progress add column searched_events bigint not null default 0;

-- what is found is listed newest first, whatever its status
create index engagement_conversation_newest on engagement_conversation (last_activity desc, id desc);
