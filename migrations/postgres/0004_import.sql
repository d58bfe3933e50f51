-- A file whose rows become tickets or contacts. The rows themselves lie beside the files; `place` is how many bytes of
-- them are done, which moves in the transaction of the rows it passes.
create table import (
    tenant_id    uuid   not null,
    id           uuid   not null,
    person_id    uuid   not null,
    what         text   not null,
    file_name    text   not null,
    state        text   not null,
    headings     jsonb   not null,
    sample       jsonb   not null,
    targets      jsonb   not null,
    shape        text   not null,
    remembered   bigint not null,
    size         bigint not null,
    place        bigint not null,
    row_count    bigint not null,
    done         bigint not null,
    good         bigint not null,
    bad          bigint not null,
    created_at   bigint not null,
    finished_at  bigint,
    primary key (tenant_id, id),
    foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create index import_created on import (tenant_id, created_at);

-- A row that was refused, and where among the bytes it lies.
create table import_error (
    tenant_id   uuid   not null,
    import_id   uuid   not null,
    row_number  bigint not null,
    place       bigint not null,
    length      bigint not null,
    problems    jsonb   not null,
    primary key (tenant_id, import_id, row_number),
    foreign key (tenant_id, import_id) references import (tenant_id, id)
);

-- What the columns of files with these headings were the last time.
create table import_memory (
    tenant_id  uuid   not null,
    what       text   not null,
    shape      text   not null,
    targets    jsonb   not null,
    primary key (tenant_id, what, shape)
);
