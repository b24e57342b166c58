create table report_run (
    id bigint generated always as identity primary key,
    report varchar(100) not null,
    account_id varchar(64),
    period_from date not null,
    period_to date not null,
    zone varchar(64) not null,
    language_tag varchar(35) not null,
    formats varchar(60) not null,
    schedule_id bigint,
    occurrence timestamp,
    requested_by varchar(200) not null,
    state varchar(12) not null,
    created timestamp not null,
    finished timestamp,
    message varchar(2000),
    title varchar(1000),
    summary varchar(8000),
    constraint report_run_once unique (schedule_id, occurrence)
);
create index report_run_state on report_run (state);

create table report_output (
    id bigint generated always as identity primary key,
    run_id bigint not null references report_run (id),
    format varchar(8) not null,
    file_name varchar(255) not null,
    size_bytes bigint not null,
    pages integer not null,
    sha256 char(64) not null,
    constraint report_output_once unique (run_id, format)
);

-- in pieces, so that reading one holds neither the whole of it nor a connection
create table report_output_piece (
    output_id bigint not null references report_output (id),
    piece integer not null,
    content blob(1048576) not null,
    primary key (output_id, piece)
);

create table report_schedule (
    id bigint generated always as identity primary key,
    name varchar(200) not null,
    report varchar(100) not null,
    account_id varchar(64),
    frequency varchar(10) not null,
    wall_time varchar(5) not null,
    zone varchar(64) not null,
    days_of_week varchar(80) not null,
    day_of_month integer,
    month_of_year integer,
    period_kind varchar(10) not null,
    period_from date,
    period_to date,
    language_tag varchar(35) not null,
    formats varchar(60) not null,
    recipients varchar(32000) not null,
    owner_address varchar(320) not null,
    enabled boolean not null,
    next_due timestamp,
    last_run_id bigint,
    changed timestamp not null,
    version bigint not null
);

create table report_delivery (
    id bigint generated always as identity primary key,
    run_id bigint not null references report_run (id),
    schedule_id bigint,
    recipient varchar(320) not null,
    delivery_id bigint not null,
    state varchar(12) not null,
    created timestamp not null,
    finished timestamp,
    message varchar(2000)
);
create index report_delivery_run on report_delivery (run_id, id);
create index report_delivery_delivery on report_delivery (delivery_id);
