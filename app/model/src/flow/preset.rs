//! The flows that are shipped.

use super::{Flow, Node, NodeKey, NodeKind, Preset};

impl Preset {
    /// The flow itself.
    pub fn flow(self) -> Flow {
        match self {
            Self::Simple => simple(),
        }
    }
}

/// 简单工单: 登记 → 处理 → 结束, and back to 处理 when it is asked again.
fn simple() -> Flow {
    let node = |key: &str, kind, next: &[&str]| Node {
        key: NodeKey(key.to_owned()),
        kind,
        next: next.iter().map(|&key| NodeKey(key.to_owned())).collect(),
    };
    Flow {
        preset: Preset::Simple,
        version: 1,
        nodes: vec![
            node("register", NodeKind::Register, &["handle", "end"]),
            node("handle", NodeKind::Handle, &["end"]),
            node("end", NodeKind::End, &["handle"]),
        ],
    }
}
