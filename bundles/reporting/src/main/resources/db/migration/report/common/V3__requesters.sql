-- the account that whoever asked for a run belonged to
alter table report_run add column requester_account_id varchar(100);
