-- without one the account above decides
alter table accounts_account alter column zone drop not null;

create table accounts_logo (
    account_id varchar(64) not null primary key references accounts_account (id),
    sha256 char(64) not null,
    media_type varchar(32) not null,
    width integer not null,
    height integer not null,
    bytes integer not null,
    content bytea not null
);
