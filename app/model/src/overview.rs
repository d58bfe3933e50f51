//! 工单概况: counters and distributions.

use serde::{Deserialize, Serialize};

use crate::{TypeId, ticket::Status};

/// The four counters (UK-87..94), within the reader's data scope.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counters {
    /// 工单总数.
    pub total: i64,
    /// 未关闭工单总数.
    pub open: i64,
    /// 我的工单总数: created by me, closed ones included.
    pub mine: i64,
    /// Of those, how many are closed.
    pub mine_closed: i64,
    /// 我的待办工单总数.
    pub pending: i64,
}

/// How many open tickets are of one type; without type when `id` is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeShare {
    /// The type.
    pub id: Option<TypeId>,
    /// Its name.
    pub name: Option<String>,
    /// How many.
    pub count: i64,
}

/// How many open tickets stand in one status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusShare {
    /// The status; never closed.
    pub status: Status,
    /// How many.
    pub count: i64,
}

/// Whose open tickets the charts show (N-UK12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whose {
    /// Created or handled by me.
    #[default]
    Mine,
    /// All in my data scope.
    All,
}

crate::form::codes! {
    Whose { Mine = "mine", All = "all" }
}

/// All that the overview shows besides the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// The counters.
    pub counters: Counters,
    /// 工单类型分布 of my tickets.
    pub types_mine: Vec<TypeShare>,
    /// 工单类型分布 of all I may see.
    pub types_all: Vec<TypeShare>,
    /// 工单状态分布 of my tickets.
    pub statuses_mine: Vec<StatusShare>,
    /// 工单状态分布 of all I may see.
    pub statuses_all: Vec<StatusShare>,
}
