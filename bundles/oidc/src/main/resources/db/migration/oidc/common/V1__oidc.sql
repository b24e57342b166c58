create table oidc_provider (
    id varchar(40) not null primary key,
    display_name varchar(100) not null,
    issuer varchar(500) not null,
    client_id varchar(255) not null,
    client_secret varchar(4000),
    scopes varchar(1000) not null,
    user_name_claim varchar(200) not null,
    groups_claim varchar(200),
    create_users boolean not null,
    account_id varchar(64),
    link_by_name boolean not null,
    enabled boolean not null,
    clock_skew_seconds integer not null,
    sign_out_at_provider boolean not null,
    version bigint not null
);

-- which values of the claim mean which groups
create table oidc_group_mapping (
    provider varchar(40) not null references oidc_provider (id) on delete cascade,
    claim_value varchar(255) not null,
    group_id bigint not null,
    primary key (provider, claim_value, group_id)
);

-- sign-ins under way, by the hash of their state: good for one use, in the browser that began
create table oidc_pending (
    state_hash char(64) not null primary key,
    browser_hash char(64) not null,
    provider varchar(40) not null,
    redirect_uri varchar(500) not null,
    return_to varchar(1000) not null,
    address varchar(100),
    created timestamp not null
);
create index oidc_pending_created on oidc_pending (created);

-- sealed ID tokens, to be shown to the provider at sign-out; by the public id of the session
create table oidc_id_token (
    session_id varchar(64) not null primary key,
    sealed varchar(32000) not null,
    created timestamp not null
);
create index oidc_id_token_created on oidc_id_token (created);

-- logout tokens that were obeyed: none is obeyed twice
create table oidc_logout (
    token_hash char(64) not null primary key,
    created timestamp not null
);
create index oidc_logout_created on oidc_logout (created);
