alter table sample_thing add column name varchar(20);
