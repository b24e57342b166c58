-- whom the actor belonged to; null for the organisation as a whole
alter table audit_event add column actor_account_id varchar(64);
create index audit_event_account on audit_event (account_id, sequence);
