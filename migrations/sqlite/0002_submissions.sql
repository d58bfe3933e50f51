-- What was said under a key, so that a form changed since is told from the same one sent again.
alter table idempotency add column said text not null default '';
