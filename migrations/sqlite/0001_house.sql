-- The whole house. Every key begins with the tenant; ids are made by the program; times are milliseconds
-- since 1970 in UTC.

create table tenant (
    id          blob   not null primary key,
    name        text   not null,
    zone        text   not null,
    created_at  bigint not null
);

-- Numbers that count up without gaps: the last ticket number, the last event number.
create table counter (
    tenant_id  blob   not null,
    name       text   not null,
    value      bigint not null,
    primary key (tenant_id, name)
);

create table department (
    tenant_id   blob   not null,
    id          blob   not null,
    name        text   not null,
    created_at  bigint not null,
    primary key (tenant_id, id)
);
create unique index department_name on department (tenant_id, name);

create table person (
    tenant_id        blob   not null,
    id               blob   not null,
    email            text   not null,
    name             text   not null,
    password_hash    text   not null,
    role             text   not null,
    scope            text   not null,
    department_id    blob,
    created_at       bigint not null,
    last_sign_in_at  bigint,
    disabled_at      bigint,
    primary key (tenant_id, id),
    foreign key (tenant_id, department_id) references department (tenant_id, id)
);
create unique index person_email on person (tenant_id, email);
create index person_department on person (tenant_id, department_id, name);

create table session (
    tenant_id     blob   not null,
    id            blob   not null,
    token_hash    blob   not null,
    person_id     blob   not null,
    user_agent    text   not null,
    address       text   not null,
    created_at    bigint not null,
    last_seen_at  bigint not null,
    expires_at    bigint not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create unique index session_token on session (token_hash);
create index session_person on session (tenant_id, person_id, last_seen_at);

-- A one-time link: the first administrator's (without inviter and e-mail) or that of somebody invited.
create table invitation (
    tenant_id      blob   not null,
    id             blob   not null,
    token_hash     blob   not null,
    name           text   not null,
    email          text   not null,
    role           text   not null,
    scope          text   not null,
    department_id  blob,
    inviter_id     blob,
    created_at     bigint not null,
    expires_at     bigint not null,
    used_at        bigint,
    primary key (tenant_id, id)
);
create unique index invitation_token on invitation (token_hash);

-- Failed tries by what was tried: an account, an address.
create table throttle (
    tenant_id     blob   not null,
    subject       text   not null,
    failures      bigint not null,
    last_at       bigint not null,
    blocked_until bigint not null,
    primary key (tenant_id, subject)
);

create table ticket_type (
    tenant_id   blob   not null,
    id          blob   not null,
    name        text   not null,
    creator_id  blob,
    created_at  bigint not null,
    primary key (tenant_id, id)
);
create unique index ticket_type_name on ticket_type (tenant_id, name);

create table tag (
    tenant_id   blob   not null,
    id          blob   not null,
    name        text   not null,
    colour      text   not null,
    created_at  bigint not null,
    primary key (tenant_id, id)
);
create unique index tag_name on tag (tenant_id, name);

create table contact (
    tenant_id   blob   not null,
    id          blob   not null,
    name        text   not null,
    phone       text,
    email       text,
    company     text,
    address     text,
    remark      text,
    created_at  bigint not null,
    primary key (tenant_id, id)
);
create index contact_name on contact (tenant_id, name);
create index contact_phone on contact (tenant_id, phone);

create table ticket (
    tenant_id      blob    not null,
    id             blob    not null,
    number         bigint  not null,
    version        bigint  not null,
    title          text    not null,
    content        text    not null,
    type_id        blob,
    priority       text    not null,
    flow           text    not null,
    flow_version   bigint  not null,
    node           text    not null,
    reply_state    text    not null,
    status         text    not null,
    creator_id     blob    not null,
    initiator_id   blob    not null,
    assignee_id    blob,
    handler_id     blob,
    department_id  blob,
    contact_id     blob,
    created_at     bigint  not null,
    updated_at     bigint  not null,
    closed_at      bigint,
    deleted_at     bigint,
    primary key (tenant_id, id),
    foreign key (tenant_id, type_id) references ticket_type (tenant_id, id),
    foreign key (tenant_id, creator_id) references person (tenant_id, id),
    foreign key (tenant_id, initiator_id) references person (tenant_id, id),
    foreign key (tenant_id, handler_id) references person (tenant_id, id),
    foreign key (tenant_id, department_id) references department (tenant_id, id),
    foreign key (tenant_id, contact_id) references contact (tenant_id, id)
);
create unique index ticket_number on ticket (tenant_id, number);
create index ticket_all on ticket (tenant_id, number) where deleted_at is null;
create index ticket_closed on ticket (tenant_id, number) where deleted_at is null and status = 'closed';
create index ticket_mine on ticket (tenant_id, creator_id, number) where deleted_at is null;
create index ticket_mine_open on ticket (tenant_id, creator_id, number)
    where deleted_at is null and status <> 'closed';
create index ticket_initiated on ticket (tenant_id, initiator_id, number) where deleted_at is null;
create index ticket_handled on ticket (tenant_id, handler_id, number) where deleted_at is null;
create index ticket_pending on ticket (tenant_id, handler_id, number)
    where deleted_at is null and status <> 'closed';
create index ticket_department on ticket (tenant_id, department_id, number) where deleted_at is null;

create table ticket_tag (
    tenant_id  blob not null,
    ticket_id  blob not null,
    tag_id     blob not null,
    primary key (tenant_id, ticket_id, tag_id),
    foreign key (tenant_id, ticket_id) references ticket (tenant_id, id),
    foreign key (tenant_id, tag_id) references tag (tenant_id, id)
);
create index ticket_tag_tag on ticket_tag (tenant_id, tag_id, ticket_id);

create table star (
    tenant_id   blob   not null,
    person_id   blob   not null,
    ticket_id   blob   not null,
    created_at  bigint not null,
    primary key (tenant_id, person_id, ticket_id),
    foreign key (tenant_id, ticket_id) references ticket (tenant_id, id)
);

create table reply (
    tenant_id   blob   not null,
    id          blob   not null,
    ticket_id   blob   not null,
    kind        text   not null,
    content     text   not null,
    author_id   blob   not null,
    created_at  bigint not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, ticket_id) references ticket (tenant_id, id)
);
create index reply_ticket on reply (tenant_id, ticket_id, id);

-- A file belongs to nobody's ticket until the form it was uploaded for is saved.
create table attachment (
    tenant_id    blob   not null,
    id           blob   not null,
    uploader_id  blob   not null,
    ticket_id    blob,
    reply_id     blob,
    name         text   not null,
    size         bigint not null,
    media_type   text   not null,
    hash         text   not null,
    created_at   bigint not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, ticket_id) references ticket (tenant_id, id)
);
create index attachment_ticket on attachment (tenant_id, ticket_id, id);
create index attachment_waiting on attachment (tenant_id, created_at) where ticket_id is null;

-- The log that everything else is projected from. `version` is the ticket's after the change.
create table event (
    tenant_id   blob   not null,
    seq         bigint not null,
    ticket_id   blob,
    version     bigint,
    actor_id    blob,
    actor_name  text,
    kind        text   not null,
    payload     text   not null,
    at          bigint not null,
    primary key (tenant_id, seq)
);
create index event_ticket on event (tenant_id, ticket_id, seq);

-- How many tickets, by whose they are, type and status. `facet` is tenant, creator, handler or involved
-- (creator or handler); person and type are nil where they do not apply.
create table tally (
    tenant_id  blob   not null,
    facet      text   not null,
    person_id  blob   not null,
    type_id    blob   not null,
    status     text   not null,
    tickets    bigint not null,
    primary key (tenant_id, facet, person_id, type_id, status)
);

-- One answer per key, however often a form is sent.
create table idempotency (
    tenant_id   blob   not null,
    person_id   blob   not null,
    key         text   not null,
    result      bigint not null,
    created_at  bigint not null,
    primary key (tenant_id, person_id, key)
);

create table job (
    tenant_id     blob   not null,
    id            blob   not null,
    kind          text   not null,
    payload       text   not null,
    state         text   not null,
    attempts      bigint not null,
    run_at        bigint not null,
    leased_until  bigint,
    last_error    text,
    created_at    bigint not null,
    finished_at   bigint,
    primary key (tenant_id, id)
);
create index job_due on job (state, run_at);
