-- answers that were written beforehand; name_key: the name in lower case
create table engagement_saved_reply (
    id         bigint generated always as identity primary key,
    account_id varchar(64) not null,
    name       varchar(200) not null,
    name_key   varchar(600) not null,
    category   varchar(60),
    changed    timestamp not null,
    version    bigint not null
);
create unique index engagement_saved_reply_name on engagement_saved_reply (account_id, name_key);
create index engagement_saved_reply_order on engagement_saved_reply (name_key, id);

create table engagement_saved_reply_text (
    reply_id     bigint not null,
    language_tag varchar(35) not null,
    content      varchar(10000) not null
);
create unique index engagement_saved_reply_text_key on engagement_saved_reply_text (reply_id, language_tag);
