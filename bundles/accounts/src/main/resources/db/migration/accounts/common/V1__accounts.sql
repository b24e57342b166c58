create table accounts_account (
    id varchar(64) not null primary key,
    parent_id varchar(64) references accounts_account (id),
    name varchar(200) not null,
    zone varchar(64) not null,
    created timestamp not null,
    version bigint not null
);
