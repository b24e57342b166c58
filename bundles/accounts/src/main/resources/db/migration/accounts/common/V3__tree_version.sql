-- one row: goes up with every change of who is below whom, so that all nodes notice
create table accounts_tree (
    id smallint not null primary key,
    changes bigint not null
);
insert into accounts_tree (id, changes) values (1, 0);
