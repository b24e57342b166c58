-- what an identity provider calls the user, and what else it tells
alter table identity_user add column external_id varchar(200);
alter table identity_user add column formatted_name varchar(200);
alter table identity_user add column given_name varchar(200);
alter table identity_user add column family_name varchar(200);
create index identity_user_external on identity_user (external_id);

create table identity_email (
    user_id bigint not null references identity_user (id) on delete cascade,
    place smallint not null,
    address varchar(320) not null,
    kind varchar(50),
    first_choice boolean not null,
    primary key (user_id, place)
);
