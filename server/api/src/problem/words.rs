//! Problems in words, in both languages.

use model::{Error, Locale, Problem as Wrong, flow::Refusal};

use super::Trouble;

fn choose<T>(locale: Locale, chinese: T, english: T) -> T {
    match locale {
        Locale::ZhCn => chinese,
        Locale::En => english,
    }
}

/// What happened, and what to do about it.
pub fn of(trouble: &Trouble, locale: Locale) -> (&'static str, String) {
    let say = |title: (&'static str, &'static str), detail: (&str, &str)| {
        (choose(locale, title.0, title.1), choose(locale, detail.0, detail.1).to_owned())
    };
    match trouble {
        Trouble::Desk(error) => of_desk(error, locale),
        Trouble::NoToken => say(
            ("缺少令牌", "No token"),
            (
                "请在请求头中提供 Authorization: Bearer gd_…，令牌可在“我的账号”中创建。",
                "Send Authorization: Bearer gd_…; make a token under My account.",
            ),
        ),
        Trouble::Narrow(grant) => {
            let (title, _) = say(("令牌权限不足", "The token is not for this"), ("", ""));
            let code = grant.code();
            (
                title,
                choose(locale, format!("此操作需要 {code} 权限。"), format!("This needs the scope {code}.")),
            )
        }
        Trouble::Malformed(what) => {
            (choose(locale, "请求格式错误", "The request cannot be read"), what.clone())
        }
        Trouble::NotUnderstood(what) => (invalid(locale), what.clone()),
        Trouble::MediaType => say(
            ("不支持的内容类型", "Unsupported media type"),
            ("请使用文档中列出的 Content-Type。", "Send a Content-Type that the document names."),
        ),
        Trouble::NoVersion => say(
            ("缺少版本号", "No version"),
            (
                "请用 If-Match 或 version 说明修改所依据的版本；If-Match: * 表示任意版本。",
                "Say by If-Match or version which version you began with; If-Match: * takes any.",
            ),
        ),
        Trouble::Overtaken(_) => conflict(locale),
        Trouble::LongAddress => say(
            ("请求地址过长", "The address is too long"),
            ("请缩短查询条件。", "Ask for less in the query."),
        ),
        Trouble::LongHeaders => say(
            ("请求头过长", "The headers are too long"),
            ("请减少请求头。", "Send fewer or shorter headers."),
        ),
        Trouble::Method => say(
            ("不支持的方法", "Method not allowed"),
            ("此地址支持的方法见 Allow。", "Allow names the methods of this address."),
        ),
    }
}

fn invalid(locale: Locale) -> &'static str {
    choose(locale, "部分内容有误", "Some of it is not valid")
}

fn conflict(locale: Locale) -> (&'static str, String) {
    let detail = choose(
        locale,
        "内容已被他人修改，请查看 conflict 后再提交。",
        "Somebody else saved first; look at conflict and send it again.",
    );
    (choose(locale, "版本冲突", "Conflict"), detail.to_owned())
}

fn of_desk(error: &Error, locale: Locale) -> (&'static str, String) {
    let say = |title: (&'static str, &'static str), detail: (&str, &str)| {
        (choose(locale, title.0, title.1), choose(locale, detail.0, detail.1).to_owned())
    };
    match error {
        Error::SignedOut => say(
            ("令牌无效", "The token is not valid"),
            (
                "令牌不存在、已过期或已撤销，或者账号已停用。",
                "It is unknown, expired or revoked, or its account is switched off.",
            ),
        ),
        Error::NotFound => say(
            ("找不到这项内容", "Not found"),
            ("内容不存在，或您无权查看。", "It does not exist, or you may not see it."),
        ),
        Error::Forbidden => say(
            ("没有权限", "Not allowed"),
            ("令牌所属的用户不能执行此操作。", "The person behind the token may not do this."),
        ),
        Error::Refused(refusal) => say(("当前不能执行", "Not possible now"), of_refusal(*refusal)),
        Error::Invalid(_) => (
            invalid(locale),
            choose(locale, "请查看 errors 中的各项说明。", "See errors, field by field.").to_owned(),
        ),
        Error::Conflict(_) => conflict(locale),
        Error::Registered { .. } => say(
            ("工单已创建", "Registered already"),
            ("此前的请求已创建工单，编号见 number。", "An earlier request made the ticket; see number."),
        ),
        Error::LinkExpired => {
            say(("链接已失效", "The link has expired"), ("请重新获取。", "Ask for another."))
        }
        Error::Throttled { .. } => say(
            ("请求过于频繁", "Too many requests"),
            ("请在 Retry-After 秒后再试。", "Try again after Retry-After seconds."),
        ),
        Error::TooLarge { max_bytes } => (
            choose(locale, "内容过大", "Too large"),
            choose(locale, format!("最多 {max_bytes} 字节。"), format!("At most {max_bytes} bytes.")),
        ),
        Error::Unavailable | Error::Offline => say(
            ("服务暂时不可用", "Unavailable"),
            ("未做任何修改，请稍后重试。", "Nothing was changed; try again shortly."),
        ),
        Error::Internal { .. } => say(
            ("系统出现故障", "A fault of ours"),
            ("请重试；如仍有问题，请提供 instance。", "Try again; if it stays, quote instance."),
        ),
    }
}

fn of_refusal(refusal: Refusal) -> (&'static str, &'static str) {
    match refusal {
        Refusal::NotYours => ("您不能对此工单执行该操作。", "This is not yours to do on this ticket."),
        Refusal::Closed => ("工单已关闭。", "The ticket is closed."),
        Refusal::NotClosed => ("工单尚未关闭。", "The ticket is not closed."),
        Refusal::Deleted => ("工单已删除。", "The ticket has been deleted."),
        Refusal::SameHandler => ("处理人没有变化。", "The handler stays the same."),
    }
}

/// What is wrong with a field.
pub fn of_field(wrong: &Wrong, locale: Locale) -> String {
    let say = |chinese: &str, english: &str| choose(locale, chinese, english).to_owned();
    match wrong {
        Wrong::Required => say("不能为空", "is required"),
        Wrong::TooLong { max } => {
            choose(locale, format!("最多 {max} 个字符"), format!("takes at most {max} characters"))
        }
        Wrong::TooShort { min } => {
            choose(locale, format!("至少 {min} 个字符"), format!("needs at least {min} characters"))
        }
        Wrong::TooMany { max } => {
            choose(locale, format!("最多 {max} 项"), format!("takes at most {max} items"))
        }
        Wrong::NotAnEmail => say("邮箱格式不正确", "is not an e-mail address"),
        Wrong::NotAPhone => say("电话号码格式不正确", "is not a phone number"),
        Wrong::NotOffered => say("所选的值不存在", "is not one of the values on offer"),
        Wrong::Taken => say("已被使用", "is taken"),
        Wrong::WrongCredentials => say("账号或密码不正确", "does not fit"),
        Wrong::TooCommon => say("过于常见", "is too common"),
        Wrong::OutsideDepartment => say("处理人不属于所选部门", "does not belong to the department"),
        Wrong::FileTooLarge { max_bytes } => {
            choose(locale, format!("文件最多 {max_bytes} 字节"), format!("takes at most {max_bytes} bytes"))
        }
        Wrong::FileRefused => say("不支持此类文件", "is a kind of file that is not taken"),
        Wrong::FileEmpty => say("文件内容为空", "is empty"),
        Wrong::UnknownFilter => say("筛选条件无效", "is no such filter or value"),
        Wrong::NotAUrl => say("不是有效的网址", "is not an address"),
        Wrong::UrlRefused => say("不允许使用此地址", "is an address that may not be used"),
        Wrong::DateRefused => say("日期无效", "is not a day that may be chosen"),
        Wrong::Ambiguous => say("有重名，无法确定是哪一个", "names several"),
        Wrong::Unreadable(_) => say("无法读取此文件", "is a file that cannot be read"),
        Wrong::NotWritten => say("未能写入，请稍后重试", "could not be written; try again later"),
        Wrong::KeyReused => say("此键已用于不同的内容", "stands for another body already"),
    }
}
