-- umlauts to be digested: ä ö ü
create table sample_thing (
    id integer not null primary key
);
