-- how a case is in the system that has it; what was told of a case that has never been told of is NEW
alter table engagement_case add column stage varchar(10) not null default 'NEW';
alter table engagement_case add column wording varchar(100) not null default '';
alter table engagement_case add column stage_since timestamp;
alter table engagement_case add column reason varchar(4000) not null default '';
alter table engagement_case add column worth decimal(17, 2);
alter table engagement_case add column currency varchar(3);

-- what other systems told of cases; a row never changes
create table engagement_case_news (
    id       bigint generated always as identity primary key,
    case_id  bigint not null,
    adapter  varchar(64) not null,
    news_id  varchar(200) not null,
    happened timestamp not null,
    received timestamp not null,
    author   varchar(200) not null,
    kind     varchar(8) not null,
    stage    varchar(10),
    wording  varchar(100) not null,
    text     varchar(4000) not null,
    worth    decimal(17, 2),
    currency varchar(3)
);
create unique index engagement_case_news_key on engagement_case_news (adapter, news_id);
create index engagement_case_news_case on engagement_case_news (case_id, id);

-- the systems that tell: where to go on, and how the last question went; failures: how many failed in a row
create table engagement_case_source (
    adapter  varchar(64) not null primary key,
    position varchar(16000),
    asked    timestamp not null,
    answered timestamp,
    failures integer not null,
    error    varchar(1000)
);

-- the archive's sequence up to which the systems that have cases were told what was said after them
create table engagement_case_follow (
    id       integer not null primary key,
    sequence bigint not null
);
insert into engagement_case_follow (id, sequence) select 1, sequence from engagement_progress where id = 1;

-- part of the keys of leads and tickets, as two installations may write into the same system; made when the server starts
alter table engagement_progress add column mark varchar(16);
