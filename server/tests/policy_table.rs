//! The table of rights, printed and compared with the one that people have read and agreed to.
//! After a change that is meant: `UPDATE=1 cargo test --package server --test policy_table`, and read the difference.

mod table;

use std::fmt::Write;

use model::policy::{Relation, Right, Role, allows};

fn printed() -> String {
    let mut table = format!("{:22}", "right");
    for role in Role::ALL {
        for relation in Relation::ALL {
            write!(table, " {}", heading(*role, *relation)).expect("a string takes all");
        }
    }
    table.push('\n');
    for right in Right::ALL {
        write!(table, "{:22}", right.code()).expect("a string takes all");
        for role in Role::ALL {
            for relation in Relation::ALL {
                let mark = if allows(*role, *right, *relation) { "yes" } else { "-" };
                write!(table, " {mark:width$}", width = heading(*role, *relation).len())
                    .expect("a string takes all");
            }
        }
        table.truncate(table.trim_end().len());
        table.push('\n');
    }
    table
}

fn heading(role: Role, relation: Relation) -> String {
    let role: String = role.code().chars().take(3).collect();
    format!("{role}.{}", relation.code())
}

#[test]
fn the_rights_are_those_agreed_to() {
    table::compare("policy.txt", &printed());
}
