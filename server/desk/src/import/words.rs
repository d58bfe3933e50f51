//! The words that stand in files: headings and values, in both languages and in those of other desks. A test of the server
//! sees to it that every word of our own catalogues is among them.

use model::{
    ticket::{Priority, Status},
    transfer::{Subject, Target},
};

/// What each column probably is, by its heading; nothing twice.
pub fn suggest(headings: &[String], what: Subject) -> Vec<Option<Target>> {
    let mut free = Target::of(what).to_vec();
    let mut suggested = Vec::with_capacity(headings.len());
    for heading in headings {
        let heading = folded(heading);
        let found = free.iter().position(|target| synonyms(*target).contains(&heading.as_str()));
        suggested.push(found.map(|at| free.remove(at)));
    }
    suggested
}

/// How many columns stand in front of those of the file that was brought first: two where the rows are those that were
/// refused, their number and what is wrong with them; four where they were refused twice.
pub fn front(headings: &[String]) -> usize {
    let ours = |pair: &&[String]| {
        let (row, problem) = (folded(&pair[0]), folded(&pair[1]));
        matches!((row.as_str(), problem.as_str()), ("行号", "问题") | ("row", "problem"))
    };
    2 * headings.chunks_exact(2).take_while(ours).count()
}

/// The priority that goes by this word.
pub fn priority(word: &str) -> Option<Priority> {
    match folded(word).as_str() {
        "低" | "较低" | "low" | "p4" => Some(Priority::Low),
        "中" | "普通" | "一般" | "正常" | "medium" | "normal" | "p3" => Some(Priority::Medium),
        "高" | "较高" | "重要" | "high" | "p2" => Some(Priority::High),
        "紧急" | "特急" | "加急" | "urgent" | "critical" | "p1" => Some(Priority::Urgent),
        _ => None,
    }
}

/// The status that goes by this word.
pub fn status(word: &str) -> Option<Status> {
    match folded(word).as_str() {
        "未受理" | "待处理" | "待受理" | "新建" | "untouched" | "new" | "open" | "notstarted" => {
            Some(Status::Untouched)
        }
        "已回复" | "处理中" | "replied" | "answered" | "inprogress" => Some(Status::Replied),
        "再追问" | "追问" | "askedagain" | "reopened" => Some(Status::AskedAgain),
        "已关闭" | "关闭" | "已完成" | "已完结" | "closed" | "done" | "resolved" => {
            Some(Status::Closed)
        }
        _ => None,
    }
}

/// A word as it is compared: without case, blanks and the signs that mark a field as required.
fn folded(word: &str) -> String {
    let kept = |c: &char| !c.is_whitespace() && !"*＊:：_-".contains(*c);
    word.to_lowercase().chars().filter(kept).collect()
}

fn synonyms(target: Target) -> &'static [&'static str] {
    match target {
        Target::Title => &["标题", "工单标题", "主题", "工单主题", "title", "subject", "summary"],
        Target::Content => {
            &["内容", "工单内容", "描述", "问题描述", "详情", "content", "description", "details", "body"]
        }
        Target::Type => &["类型", "工单类型", "工单分类", "分类", "type", "tickettype", "category", "kind"],
        Target::Priority => &["优先级", "紧急程度", "优先级别", "priority", "urgency"],
        Target::Status => &["状态", "工单状态", "status", "state"],
        Target::Tags => &["标签", "tags", "tag", "labels"],
        Target::Contact => {
            &["联系人", "联系人姓名", "客户", "客户姓名", "contact", "contactname", "customer"]
        }
        Target::ContactPhone => &[
            "联系电话",
            "联系人电话",
            "客户电话",
            "电话",
            "手机",
            "手机号",
            "contactphone",
            "phone",
            "phonenumber",
        ],
        Target::Initiator => &["发起人", "工单发起人", "initiator", "requester", "requestedby"],
        Target::Department => &["受理部门", "部门", "department", "team"],
        Target::Handler => &["受理人", "处理人", "负责人", "handler", "assignee", "owner", "assignedto"],
        Target::Name => {
            &["姓名", "名称", "联系人", "联系人姓名", "客户姓名", "客户", "name", "fullname", "contact"]
        }
        Target::Phone => &[
            "电话",
            "联系电话",
            "手机",
            "手机号",
            "手机号码",
            "电话号码",
            "phone",
            "mobile",
            "phonenumber",
            "telephone",
        ],
        Target::Email => &["邮箱", "电子邮箱", "电子邮件", "邮件", "email", "mail", "emailaddress"],
        Target::Company => &["单位", "公司", "公司名称", "企业", "company", "organisation", "organization"],
        Target::Address => &["地址", "联系地址", "详细地址", "address"],
        Target::Remark => &["备注", "说明", "remark", "remarks", "note", "notes", "comment"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_either_language_are_understood_and_none_twice() {
        let headings = ["工单标题*", "Description", "title", "联系电话：", "部门", "备用"].map(str::to_owned);
        assert_eq!(
            suggest(&headings, Subject::Tickets),
            [
                Some(Target::Title),
                Some(Target::Content),
                None,
                Some(Target::ContactPhone),
                Some(Target::Department),
                None
            ]
        );
    }

    #[test]
    fn words_are_understood_whatever_their_case() {
        assert_eq!(priority(" URGENT "), Some(Priority::Urgent));
        assert_eq!(status("Asked again"), Some(Status::AskedAgain));
        assert_eq!(status("unknown"), None);
    }
}
