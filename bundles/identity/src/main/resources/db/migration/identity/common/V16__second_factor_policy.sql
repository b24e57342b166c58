-- one row
create table identity_second_factor_policy (
    id integer not null primary key,
    everybody boolean not null,
    -- whoever holds one of these must have a second factor; by commas
    role_names varchar(8000) not null,
    version bigint not null
);
insert into identity_second_factor_policy (id, everybody, role_names, version) values (1, false, '', 1);

-- whoever belongs to one of these or below, or holds a role there; a merge may bring one in twice
create table identity_second_factor_account (
    account_id varchar(64) not null
);
