//! The tables that are filled.

use super::Table;

macro_rules! tables {
    ($($name:ident = $table:literal: $($column:literal),+;)+) => {$(
        #[doc = concat!("Rows of `", $table, "`.")]
        pub static $name: Table = Table { name: $table, columns: &[$($column),+] };
    )+};
}

tables! {
    COUNTER = "counter": "tenant_id", "name", "value";
    DEPARTMENT = "department": "tenant_id", "id", "name", "created_at";
    TYPE = "ticket_type": "tenant_id", "id", "name", "created_at";
    PERSON = "person": "tenant_id", "id", "email", "name", "password_hash", "role", "scope", "department_id",
        "created_at";
    CONTACT = "contact": "tenant_id", "id", "name", "phone", "address", "created_at";
    TICKET = "ticket": "tenant_id", "id", "number", "version", "title", "content", "type_id", "priority", "flow",
        "flow_version", "node", "reply_state", "status", "creator_id", "initiator_id", "assignee_id", "handler_id",
        "department_id", "contact_id", "created_at", "updated_at", "closed_at";
    TICKET_TAG = "ticket_tag": "tenant_id", "ticket_id", "tag_id";
    STAR = "star": "tenant_id", "person_id", "ticket_id", "created_at";
    REPLY = "reply": "tenant_id", "id", "ticket_id", "kind", "content", "author_id", "created_at";
    EVENT = "event": "tenant_id", "seq", "ticket_id", "version", "actor_id", "actor_name", "kind", "payload", "at";
}
