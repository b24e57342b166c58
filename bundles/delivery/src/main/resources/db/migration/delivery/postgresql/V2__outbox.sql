-- The outbox. queue: the adapter that was asked for, or "*<kind>" when any may carry it. lane: a number made of the
-- subject; one lane of a queue is worked by one thread of one node at a time. claim counts hand-overs and decisions, so
-- that a result that comes too late can be told from the one that is awaited. All times are UTC.
create table delivery_delivery (
    id bigint generated always as identity,
    idempotency_key varchar(200) not null,
    kind varchar(60) not null,
    adapter varchar(60),
    account_id varchar(100),
    subject varchar(200) not null,
    payload text not null,
    payload_length int not null,
    attachments int not null,
    queue varchar(70) not null,
    lane smallint not null,
    state varchar(10) not null,
    attempts int not null,
    failures int not null,
    first_failure timestamp,
    claim bigint not null,
    carried_by varchar(60),
    sending_by varchar(120),
    sending_since timestamp,
    in_doubt boolean not null,
    resend boolean not null,
    created timestamp not null,
    next_attempt timestamp,
    finished timestamp,
    external_id varchar(1000),
    external_url varchar(2000),
    category varchar(20),
    error varchar(2000),
    constraint delivery_delivery_pk primary key (id),
    constraint delivery_delivery_key unique (idempotency_key)
);
create index delivery_delivery_lane on delivery_delivery (queue, lane, next_attempt, id) where state = 'PENDING';
create index delivery_delivery_sending on delivery_delivery (queue, lane) where state = 'SENDING';
create index delivery_delivery_state on delivery_delivery (state, id);
create index delivery_delivery_finished on delivery_delivery (state, finished);
create index delivery_delivery_subject on delivery_delivery (subject, queue, state);

create table delivery_attachment (
    delivery_id bigint not null,
    place int not null,
    name varchar(255) not null,
    media_type varchar(255) not null,
    reference varchar(1000) not null,
    constraint delivery_attachment_pk primary key (delivery_id, place),
    constraint delivery_attachment_delivery foreign key (delivery_id) references delivery_delivery (id)
);

-- every queue that was ever used, so that their lanes can be looked at without reading the outbox
create table delivery_queue (
    name varchar(70) not null,
    constraint delivery_queue_pk primary key (name)
);
