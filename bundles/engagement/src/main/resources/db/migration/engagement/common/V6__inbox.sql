-- what people do with a conversation of the archive; id is the conversation's
create table engagement_conversation (
    id               bigint not null primary key,
    account_id       varchar(64) not null,
    channel_id       varchar(128) not null,
    contact_id       bigint,
    contact          varchar(512) not null,
    status           varchar(8) not null,
    assignee         varchar(200),
    priority         varchar(6) not null,
    snoozed_until    timestamp,
    excerpt          varchar(300) not null,
    language_tag     varchar(35),
    inbound_sequence bigint not null,
    last_inbound     timestamp not null,
    last_outbound    timestamp,
    last_activity    timestamp not null,
    version          bigint not null,
    changed          bigint not null
);
create index engagement_conversation_account on engagement_conversation (account_id, status, last_activity desc, id desc);
create index engagement_conversation_status on engagement_conversation (status, last_activity desc, id desc);
create index engagement_conversation_assignee on engagement_conversation (assignee, status, last_activity desc, id desc);

create index engagement_conversation_changed on engagement_conversation (changed);

create table engagement_label (
    conversation_id bigint not null,
    label           varchar(60) not null
);
create unique index engagement_label_key on engagement_label (conversation_id, label);
create index engagement_label_label on engagement_label (label, conversation_id);

-- what was done; a row never changes
create table engagement_event (
    id               bigint generated always as identity primary key,
    conversation_id  bigint not null,
    happened         timestamp not null,
    actor            varchar(200) not null,
    actor_account_id varchar(64),
    kind             varchar(16) not null,
    detail           varchar(4000) not null,
    delivery_id      bigint
);
create index engagement_event_conversation on engagement_event (conversation_id, id);
create index engagement_event_delivery on engagement_event (delivery_id);

-- sequence: the archive's, up to which everything is in the inbox; changes: the highest number of a change
create table engagement_inbox_progress (
    id       integer not null primary key,
    sequence bigint not null,
    changes  bigint not null
);
insert into engagement_inbox_progress (id, sequence, changes) values (1, 0, 0);
