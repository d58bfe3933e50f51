-- The words of every ticket with their positions; texts are cut by the program.
create table search_index (
    tenant_id  uuid     not null,
    number     bigint   not null,
    tokens     tsvector not null,
    primary key (tenant_id, number)
);
create index search_index_tokens on search_index using gin (tokens) with (fastupdate = off);

-- How far a tenant is indexed: `ordinal` is its place in the index, `version` how all its texts are cut. While they are
-- being cut as `building` says, tickets below number `below` are yet to come.
create table search_state (
    tenant_id  uuid   not null primary key,
    ordinal    bigint not null,
    version    bigint not null,
    building   bigint not null,
    below      bigint
);

-- Whose words change with their contact.
create index ticket_contact on ticket (tenant_id, contact_id, number) where deleted_at is null;
