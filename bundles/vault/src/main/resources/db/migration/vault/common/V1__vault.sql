-- which keys are in use: ids made of the keys, never the keys, which stand in a file
create table vault_key (
    id varchar(32) not null primary key,
    state varchar(16) not null,
    made timestamp,
    changed timestamp not null
);

-- who has ever sealed a value: without all of them no key is given up
create table vault_owner (
    name varchar(64) not null primary key
);

-- who seals holds this row, shared, to the end of the transaction; who changes keys changes it first
create table vault_turn (
    id integer not null primary key,
    taken bigint not null
);
insert into vault_turn (id, taken) values (1, 0);
