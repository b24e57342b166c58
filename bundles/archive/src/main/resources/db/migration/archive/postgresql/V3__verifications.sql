-- Verifications that were asked for, and what came of them. The head hashes noted here prove later that nothing was cut off.
create table archive_verification (
    id           bigint generated always as identity primary key,
    requested_by varchar(200) not null,
    state        varchar(16) not null,
    cancel_asked boolean not null,
    checked      bigint not null,
    created      timestamp not null,
    finished     timestamp,
    message      varchar(2000),
    intact       boolean,
    activities   bigint,
    segments     integer,
    head_hash    varchar(64),
    findings     text
);
