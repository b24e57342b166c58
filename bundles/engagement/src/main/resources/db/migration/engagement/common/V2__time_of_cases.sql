-- when the activity was published that a case came of; of cases from before this column, when they were made
alter table engagement_case add column happened timestamp;
update engagement_case set happened = created;
create index engagement_case_happened on engagement_case (happened, account_id, kind);
