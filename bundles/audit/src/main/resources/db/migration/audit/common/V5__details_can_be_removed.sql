-- the chain holds digests of what may be personal, so that it can be removed and the chain still verified; entries that are
-- older have none of this and stay as they are
alter table audit_event add column salt char(32);
alter table audit_event add column address_digest char(64);
alter table audit_event add column before_digest char(64);
alter table audit_event add column after_digest char(64);
alter table audit_event add column removed timestamp;
