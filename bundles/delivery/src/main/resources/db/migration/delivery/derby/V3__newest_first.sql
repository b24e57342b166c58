-- Derby reads no index backwards, and deliveries are listed newest first
create unique index delivery_delivery_newest on delivery_delivery (id desc);
