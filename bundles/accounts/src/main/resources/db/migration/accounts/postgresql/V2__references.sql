-- Derby indexes references by itself
create index accounts_account_parent on accounts_account (parent_id);
