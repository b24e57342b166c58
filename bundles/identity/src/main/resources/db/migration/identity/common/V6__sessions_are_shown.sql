-- what the browser calls itself
alter table identity_session add column agent varchar(300);
