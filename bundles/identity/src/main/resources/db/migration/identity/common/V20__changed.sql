-- when the version last rose; null until it does
alter table identity_user add column changed timestamp;
alter table identity_group add column changed timestamp;
