-- What lets programs act for people, and whom the desk tells of events.

alter table contact add column version bigint not null default 1;
alter table contact add column updated_at bigint;

create table api_token (
    tenant_id     blob   not null,
    id            blob   not null,
    person_id     blob   not null,
    name          text   not null,
    token_hash    blob   not null,
    prefix        text   not null,
    grants        text   not null,
    created_at    bigint not null,
    expires_at    bigint not null,
    last_used_at  bigint,
    last_address  text,
    primary key (tenant_id, id),
    foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create unique index api_token_hash on api_token (token_hash);
create index api_token_person on api_token (tenant_id, person_id, created_at);

-- `old_secret` signs beside `secret` until its time is over, so that receivers can change over.
create table webhook (
    tenant_id         blob   not null,
    id                blob   not null,
    name              text   not null,
    url               text   not null,
    topics            text   not null,
    secret            text   not null,
    old_secret        text,
    old_secret_until  bigint,
    failing_since     bigint,
    next_try_at       bigint,
    off_at            bigint,
    off_cause         text,
    created_at        bigint not null,
    primary key (tenant_id, id)
);

-- Which workers do a job; those that wait for others have workers of their own.
alter table job add column lane text not null default 'inward';
drop index job_due;
create index job_due on job (lane, state, run_at);

-- One message to one webhook; a job stands behind each that waits.
create table delivery (
    tenant_id   blob   not null,
    id          blob   not null,
    webhook_id  blob   not null,
    topic       text   not null,
    body        text   not null,
    state       text   not null,
    attempts    bigint not null,
    at          bigint not null,
    status      bigint,
    cause       text,
    error       text,
    response    text,
    created_at  bigint not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, webhook_id) references webhook (tenant_id, id)
);
create index delivery_webhook on delivery (tenant_id, webhook_id, id);
create index delivery_old on delivery (tenant_id, created_at);
