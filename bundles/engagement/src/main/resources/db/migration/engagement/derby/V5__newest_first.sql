-- Derby reads no index backwards, and cases are listed newest first
drop index engagement_case_account;
create index engagement_case_newest on engagement_case (kind, id desc);
create index engagement_case_account_newest on engagement_case (kind, account_id, id desc);
