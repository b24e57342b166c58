-- who saved it last, and must go on holding the right to see what it makes; null for those that are older
alter table report_schedule add column kept_by varchar(100);
