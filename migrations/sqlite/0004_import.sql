-- A file whose rows become tickets or contacts. The rows themselves lie beside the files; `place` is how many bytes of
-- them are done, which moves in the transaction of the rows it passes.
create table import (
    tenant_id    blob   not null,
    id           blob   not null,
    person_id    blob   not null,
    what         text   not null,
    file_name    text   not null,
    state        text   not null,
    headings     text   not null,
    sample       text   not null,
    targets      text   not null,
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
    tenant_id   blob   not null,
    import_id   blob   not null,
    row_number  bigint not null,
    place       bigint not null,
    length      bigint not null,
    problems    text   not null,
    primary key (tenant_id, import_id, row_number),
    foreign key (tenant_id, import_id) references import (tenant_id, id)
);

-- What the columns of files with these headings were the last time.
create table import_memory (
    tenant_id  blob   not null,
    what       text   not null,
    shape      text   not null,
    targets    text   not null,
    primary key (tenant_id, what, shape)
);
