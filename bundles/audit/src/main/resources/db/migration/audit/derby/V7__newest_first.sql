-- Derby reads no index backwards, and the trail is read newest first
drop index audit_event_actor;
drop index audit_event_action;
drop index audit_event_subject;
create unique index audit_event_newest on audit_event (sequence desc);
create index audit_event_actor on audit_event (actor, sequence desc);
create index audit_event_action on audit_event (action, sequence desc);
create index audit_event_subject on audit_event (subject, sequence desc);
