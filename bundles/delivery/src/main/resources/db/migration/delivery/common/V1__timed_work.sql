-- The first ten columns are those of the engine (db-scheduler 16); task_name holds the pool of threads,
-- task_instance "<task>/<key>". The others are ours. All times are UTC.
create table delivery_timed_work (
    task_name varchar(20) not null,
    task_instance varchar(310) not null,
    execution_time timestamp not null,
    picked boolean not null,
    picked_by varchar(50),
    last_success timestamp,
    last_failure timestamp,
    consecutive_failures int,
    last_heartbeat timestamp,
    version bigint not null,
    due timestamp not null,
    data varchar(32000) not null,
    again_time timestamp,
    again_data varchar(32000),
    cancelled boolean not null,
    constraint delivery_timed_work_pk primary key (task_instance)
);
create index delivery_timed_work_due on delivery_timed_work (task_name, picked, execution_time);
create index delivery_timed_work_heartbeat on delivery_timed_work (picked, last_heartbeat);
