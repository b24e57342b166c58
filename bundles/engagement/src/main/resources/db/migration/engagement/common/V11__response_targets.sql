-- how soon conversations are to be answered and done; the times are minutes, escalation is JSON
create table engagement_target (
    id             bigint generated always as identity primary key,
    account_id     varchar(64) not null,
    name           varchar(200) not null,
    channel_id     varchar(128),
    priority       varchar(6),
    first_response integer,
    next_response  integer,
    resolution     integer,
    business_hours boolean not null,
    warn_percent   integer,
    escalation     varchar(4000) not null,
    created        timestamp not null,
    changed        timestamp not null,
    version        bigint not null
);
create index engagement_target_account on engagement_target (account_id);

-- what is measured of a conversation; next_at: when something happens by itself
create table engagement_clock (
    conversation_id bigint not null,
    measure         varchar(14) not null,
    started         timestamp not null,
    target_id       bigint not null,
    used_seconds    bigint not null,
    running_since   timestamp,
    due             timestamp,
    next_at         timestamp,
    warned          boolean not null,
    missed          timestamp,
    steps_done      integer not null,
    ended           timestamp
);
create unique index engagement_clock_key on engagement_clock (conversation_id, measure, started);
create index engagement_clock_next on engagement_clock (next_at);

alter table engagement_conversation add column waiting_since timestamp;
alter table engagement_conversation add column opened_since timestamp;
alter table engagement_conversation add column due_at timestamp;
alter table engagement_conversation add column due_measure varchar(14);
alter table engagement_conversation add column due_missed boolean;
create index engagement_conversation_due on engagement_conversation (due_at, id);
update engagement_conversation set opened_since = last_inbound;
update engagement_conversation set waiting_since = last_inbound
    where status in ('OPEN', 'SNOOZED') and (last_outbound is null or last_outbound <= last_inbound);

-- targets: the highest number of a change of targets
alter table engagement_inbox_progress add column targets bigint not null default 0;
