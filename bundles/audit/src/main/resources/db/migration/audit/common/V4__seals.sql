-- public keys of the nodes that seal
create table audit_seal_key (
    id char(64) not null primary key,
    public_key varchar(200) not null,
    made timestamp not null
);

-- signatures over the trail as it was
create table audit_seal (
    sequence bigint not null primary key,
    hash char(64) not null,
    sealed timestamp not null,
    key_id char(64) not null references audit_seal_key (id),
    signature varchar(200) not null
);
