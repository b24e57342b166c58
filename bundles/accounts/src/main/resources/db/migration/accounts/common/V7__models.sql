-- the engagement model chosen for an account and all below it
create table accounts_model (
    account_id varchar(64) not null primary key references accounts_account (id),
    model varchar(32) not null,
    -- further hubs below, with blanks between them
    hubs varchar(32000) not null,
    chosen timestamp not null,
    chosen_by varchar(100) not null
);
