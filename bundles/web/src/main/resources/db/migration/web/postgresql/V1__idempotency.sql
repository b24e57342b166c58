-- Requests with an Idempotency-Key. A row without status began and has not ended.
create table web_idempotency (
    id varchar(64) not null primary key,
    caller varchar(255) not null,
    operation varchar(500) not null,
    request_key varchar(255) not null,
    body_hash varchar(64) not null,
    created timestamp not null,
    status integer,
    content_type varchar(255),
    location varchar(2000),
    entity_tag varchar(255),
    body bytea,
    body_kept boolean
);

create index web_idempotency_created on web_idempotency (created);
