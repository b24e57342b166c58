-- who takes a file in changes this row first, so that the same file is not taken in twice at once
create table channels_import_turn (
    id integer not null primary key,
    taken bigint not null
);
insert into channels_import_turn (id, taken) values (1, 0);
