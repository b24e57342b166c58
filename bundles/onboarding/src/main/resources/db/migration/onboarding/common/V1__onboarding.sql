create table onboarding_template (
    id bigint generated always as identity primary key,
    account_id varchar(64),
    name varchar(200) not null,
    description varchar(1000),
    items varchar(30000) not null,
    version bigint not null
);

-- keeps the items of its template as they were when they were taken over
create table onboarding_run (
    id bigint generated always as identity primary key,
    account_id varchar(64) not null,
    template_id bigint not null,
    template_name varchar(200) not null,
    template_version bigint not null,
    items varchar(30000) not null,
    due varchar(10),
    started_by varchar(100) not null,
    started timestamp not null,
    version bigint not null
);
create index onboarding_run_account on onboarding_run (account_id);

-- ticked by somebody, or waived when there is a reason
create table onboarding_mark (
    run_id bigint not null references onboarding_run (id) on delete cascade,
    item varchar(40) not null,
    reason varchar(500),
    marked_by varchar(100) not null,
    marked timestamp not null,
    primary key (run_id, item)
);
