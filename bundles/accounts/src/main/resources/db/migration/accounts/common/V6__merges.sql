-- an account that was merged stays, below the one that took it over, so that its id and what was recorded under it are known
alter table accounts_account add column merged_into varchar(64);
alter table accounts_account add column merged timestamp;
