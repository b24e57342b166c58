-- goes up when whoever is signed in as the user must sign in again, at whatever door
alter table identity_user add column sign_in_epoch bigint not null default 0;
