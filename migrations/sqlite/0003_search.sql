-- The words of every ticket; rows are numbered by tenant and ticket number, texts are cut by the program.
create virtual table search_index using fts5 (tokens, content = '', contentless_delete = 1, tokenize = 'ascii');

-- How far a tenant is indexed: `ordinal` is its place in the index, `version` how all its texts are cut. While they are
-- being cut as `building` says, tickets below number `below` are yet to come.
create table search_state (
    tenant_id  blob   not null primary key,
    ordinal    bigint not null,
    version    bigint not null,
    building   bigint not null,
    below      bigint
);

-- Whose words change with their contact.
create index ticket_contact on ticket (tenant_id, contact_id, number) where deleted_at is null;
