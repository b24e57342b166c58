-- conditions of the inbox that people keep under a name; shared_account_id: whose people see it, too
create table engagement_view (
    id                bigint generated always as identity primary key,
    owner             varchar(200) not null,
    name              varchar(100) not null,
    shared_account_id varchar(64),
    filter_account_id varchar(64),
    channel_id        varchar(128),
    status            varchar(8),
    assignee          varchar(200),
    priority          varchar(6),
    label             varchar(60),
    mentioned         boolean not null,
    excerpt           varchar(200),
    search            varchar(200),
    ordering          varchar(6) not null,
    changed           timestamp not null,
    version           bigint not null
);
create index engagement_view_owner on engagement_view (owner);
create index engagement_view_shared on engagement_view (shared_account_id);
