-- Contacts of the archive as they are joined to people. contact_id is the archive's; join_id: what brought it to its person;
-- placed: the number of the change that did
create table engagement_contact (
    contact_id   bigint not null primary key,
    network      varchar(64) not null,
    network_id   varchar(512) not null,
    handle       varchar(256),
    display_name varchar(512),
    url          varchar(4096),
    first_seen   timestamp not null,
    last_seen    timestamp not null,
    person_id    bigint,
    join_id      bigint,
    placed       bigint not null
);
create index engagement_contact_person on engagement_contact (person_id, contact_id);

-- by what contacts are likened: handle, name, mail address, web address, as PersonKeys writes them
create table engagement_contact_key (
    contact_id bigint not null,
    kind       varchar(8) not null,
    content    varchar(300) not null
);
create unique index engagement_contact_key_key on engagement_contact_key (kind, content, contact_id);
create index engagement_contact_key_contact on engagement_contact_key (contact_id);

-- started: when the contact first spoke there; null when the conversation has become part of another one, which has a row, too
create table engagement_contact_conversation (
    contact_id      bigint not null,
    conversation_id bigint not null,
    account_id      varchar(64) not null,
    started         timestamp
);
create unique index engagement_contact_conversation_key on engagement_contact_conversation (contact_id, conversation_id);
create index engagement_contact_conversation_account on engagement_contact_conversation (contact_id, account_id);
create index engagement_contact_conversation_conversation on engagement_contact_conversation (conversation_id);

-- what was said by a contact, and by the organisation to it
create table engagement_contact_post (
    sequence        bigint not null primary key,
    contact_id      bigint not null,
    account_id      varchar(64) not null,
    conversation_id bigint not null,
    published       timestamp not null,
    inbound         boolean not null
);
create index engagement_contact_post_newest
    on engagement_contact_post (contact_id, account_id, published desc, sequence desc);
create index engagement_contact_post_conversation on engagement_contact_post (conversation_id);

-- merged_into: the person to whom all that there was went
create table engagement_person (
    id          bigint generated always as identity primary key,
    created     timestamp not null,
    merged_into bigint
);
create index engagement_person_merged on engagement_person (merged_into);

-- what people write about a person; basis: the contacts that they saw when they wrote, without which nobody reads it
create table engagement_person_words (
    id           bigint generated always as identity primary key,
    person_id    bigint not null,
    basis        varchar(1100) not null,
    display_name varchar(200),
    note         varchar(4000),
    changed      bigint not null
);
create unique index engagement_person_words_key on engagement_person_words (person_id, basis);

create table engagement_person_join (
    id               bigint generated always as identity primary key,
    person_id        bigint not null,
    happened         timestamp not null,
    actor            varchar(200) not null,
    actor_account_id varchar(64),
    reason           varchar(500),
    undone           timestamp
);
create index engagement_person_join_person on engagement_person_join (person_id, id);

-- which contacts a join moved, and where they had been
create table engagement_person_moved (
    join_id     bigint not null,
    contact_id  bigint not null,
    from_person bigint,
    from_join   bigint
);
create unique index engagement_person_moved_key on engagement_person_moved (join_id, contact_id);

-- pairs of contacts that somebody said are not the same person; the smaller id comes first
create table engagement_person_apart (
    first_contact  bigint not null,
    second_contact bigint not null,
    happened       timestamp not null,
    actor          varchar(200) not null
);
create unique index engagement_person_apart_key on engagement_person_apart (first_contact, second_contact);
create index engagement_person_apart_second on engagement_person_apart (second_contact);

-- sequence: the archive's, up to which everything is known here; changes: the highest number of a change
create table engagement_person_progress (
    id       integer not null primary key,
    sequence bigint not null,
    changes  bigint not null
);
insert into engagement_person_progress (id, sequence, changes) values (1, 0, 0);
