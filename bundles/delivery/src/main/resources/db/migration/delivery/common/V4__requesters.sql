-- who asked for a delivery, and the account they belonged to
alter table delivery_delivery add column requested_by varchar(200);
alter table delivery_delivery add column requester_account_id varchar(100);
