-- what an account has itself; what is missing is inherited from the account above
create table accounts_attribute (
    account_id varchar(64) not null references accounts_account (id),
    name varchar(32) not null,
    content varchar(32000) not null,
    primary key (account_id, name)
);
