-- null is what the browser wants
create table identity_preference (
    user_id bigint not null primary key references identity_user (id) on delete cascade,
    language varchar(35),
    zone varchar(64),
    theme varchar(8)
);
