-- whether the system that has the case was told that its conversation is closed
alter table engagement_case add column told_closed boolean not null default false;

-- the event up to which the systems that have cases were told what was closed and opened; what was done before is left alone
alter table engagement_case_follow add column event bigint not null default 0;
update engagement_case_follow set event = (select coalesce(max(id), 0) from engagement_event);
