-- Leads and tickets by the day and by the month in which was said what they came of, so that counting them costs the same
-- however many there are. Days count from 1970-01-01, months from January 1970, both UTC. Written together with the cases.
create table engagement_case_day (
    account_id varchar(64) not null,
    day_number integer not null,
    leads      bigint not null,
    tickets    bigint not null
);
create unique index engagement_case_day_key on engagement_case_day (account_id, day_number);
create index engagement_case_day_time on engagement_case_day (day_number, account_id);

create table engagement_case_month (
    account_id   varchar(64) not null,
    month_number integer not null,
    leads        bigint not null,
    tickets      bigint not null
);
create unique index engagement_case_month_key on engagement_case_month (account_id, month_number);
create index engagement_case_month_time on engagement_case_month (month_number, account_id);
