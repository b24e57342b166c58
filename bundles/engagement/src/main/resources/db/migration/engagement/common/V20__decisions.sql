-- what a rule does in the inbox, as JSON
alter table engagement_rule add column effects varchar(4000) not null default '{}';

-- rules as they were; a row never changes. changed_by is null for those of the installation
create table engagement_rule_version (
    rule_id    bigint not null,
    version    bigint not null,
    changed    timestamp not null,
    changed_by varchar(200),
    rule       varchar(24000) not null,
    constraint engagement_rule_version_key primary key (rule_id, version)
);

-- which rule applied to what, and why
create table engagement_decision (
    id              bigint generated always as identity primary key,
    conversation_id bigint not null,
    sequence        bigint not null,
    decided         timestamp not null,
    rule_id         bigint not null,
    rule_version    bigint not null,
    rule_name       varchar(200) not null,
    action          varchar(16) not null,
    words           varchar(2000) not null,
    conditions      varchar(500) not null,
    case_id         bigint
);
create index engagement_decision_conversation on engagement_decision (conversation_id, id);

-- what rules want done in the inbox that has not been done yet
create table engagement_order (
    decision_id     bigint not null primary key,
    sequence        bigint not null,
    conversation_id bigint not null,
    rule_id         bigint not null,
    rule_name       varchar(200) not null,
    effects         varchar(4000) not null
);
create index engagement_order_sequence on engagement_order (sequence);

-- rules tried on the archive, and what would have become of it
create table engagement_trial (
    id           bigint generated always as identity primary key,
    requested_by varchar(200) not null,
    state        varchar(16) not null,
    cancel_asked boolean not null,
    created      timestamp not null,
    finished     timestamp,
    draft        varchar(24000) not null,
    examined     bigint not null,
    conversations bigint not null,
    unrouted     bigint not null,
    message      varchar(2000)
);
create table engagement_trial_outcome (
    trial_id bigint not null,
    place    integer not null,
    rule_id  bigint not null,
    outcome  varchar(16000) not null,
    constraint engagement_trial_outcome_key primary key (trial_id, place)
);
create index engagement_trial_created on engagement_trial (created);
create index engagement_case_contact on engagement_case (contact_id);
