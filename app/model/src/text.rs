//! Texts that are valid by having their type: parse once at the edge. None of them holds a control character beside
//! line breaks and tabs.

use crate::Problem;

/// Parses a required text of at most `max` characters, without blanks at its ends.
pub fn required(text: &str, max: u32) -> Result<String, Problem> {
    optional(text, max)?.ok_or(Problem::Required)
}

/// Parses a text that may be left empty.
pub fn optional(text: &str, max: u32) -> Result<Option<String>, Problem> {
    let text = text.replace(|c: char| c.is_control() && !"\n\r\t".contains(c), "");
    let text = text.trim();
    if text.chars().count() > max as usize {
        return Err(Problem::TooLong { max });
    }
    Ok((!text.is_empty()).then(|| text.to_owned()))
}

/// Parses rich text: something must be left to see once the tags are gone.
pub fn rich(html: &str, max: u32) -> Result<String, Problem> {
    let visible = !plain(html).is_empty() || html.contains("<img");
    if visible { required(html, max) } else { Err(Problem::Required) }
}

/// The words of rich text on one line, for lists, search and mails.
pub fn plain(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => {
                in_tag = true;
                words.push(' ');
            }
            '>' if in_tag => in_tag = false,
            c if !in_tag => words.push(c),
            _ => {}
        }
    }
    unescape(&words).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cleaned text of HTML with its entities as the characters they mean.
pub fn unescape(text: &str) -> String {
    ["&nbsp;", "&lt;", "&gt;", "&quot;", "&#39;", "&amp;"]
        .into_iter()
        .zip([" ", "<", ">", "\"", "'", "&"])
        .fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c))
}

/// Parses an e-mail address and folds it to lower case, the form in which it is an account.
pub fn email(text: &str) -> Result<String, Problem> {
    let address = required(text, 254)?.to_lowercase();
    let (local, domain) = address.rsplit_once('@').ok_or(Problem::NotAnEmail)?;
    let blank = |c: char| c.is_whitespace() || c.is_control() || "<>()[],;:\\\"".contains(c);
    let label = |label: &str| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-');
    let plausible = !local.is_empty()
        && local.len() <= 64
        && !address.contains(blank)
        && !local.contains('@')
        && domain.contains('.')
        && domain.split('.').all(label);
    if plausible { Ok(address) } else { Err(Problem::NotAnEmail) }
}

/// Parses a phone number: digits, blanks, `+ - ( ) *` and an extension behind `转` or `#`.
pub fn phone(text: &str) -> Result<Option<String>, Problem> {
    let Some(number) = optional(text, 40)? else { return Ok(None) };
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let plausible = number.chars().all(|c| c.is_ascii_digit() || " +-()*#转".contains(c));
    if plausible && (3..=24).contains(&digits) { Ok(Some(number)) } else { Err(Problem::NotAPhone) }
}

/// The shortest password that is accepted, in characters.
pub const PASSWORD_MIN: u32 = 10;
/// The longest, so that hashing cannot be made to take long.
pub const PASSWORD_MAX: u32 = 128;

/// Checks a new password: length, and that it is not among those tried first.
pub fn new_password(text: &str) -> Result<String, Problem> {
    let length = text.chars().count() as u32;
    if length == 0 {
        return Err(Problem::Required);
    }
    if length < PASSWORD_MIN {
        return Err(Problem::TooShort { min: PASSWORD_MIN });
    }
    if length > PASSWORD_MAX {
        return Err(Problem::TooLong { max: PASSWORD_MAX });
    }
    if is_common(&text.to_lowercase()) { Err(Problem::TooCommon) } else { Ok(text.to_owned()) }
}

fn is_common(password: &str) -> bool {
    const STEMS: [&str; 12] = [
        "password",
        "passw0rd",
        "123456789",
        "987654321",
        "qwertyuiop",
        "1qaz2wsx",
        "iloveyou",
        "woaini1314",
        "admin123",
        "gongdan123",
        "abc12345",
        "a12345678",
    ];
    let first = password.chars().next();
    password.chars().all(|c| Some(c) == first) || STEMS.iter().any(|stem| password.starts_with(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_folded_and_trimmed() {
        assert_eq!(email(" Li.Min@Example.COM "), Ok("li.min@example.com".to_owned()));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "li",
            "li@",
            "@example.com",
            "li@example",
            "a b@example.com",
            "a@b@c.com",
            "a@-x.com",
            "<a@b.cn>",
        ] {
            assert_eq!(email(text), Err(Problem::NotAnEmail), "{text}");
        }
    }

    #[test]
    fn phone_numbers_keep_their_shape() {
        for text in ["138 2216 0477", "+86-10-12345678", "12345", "010-6552 9988转603"] {
            assert_eq!(phone(text), Ok(Some(text.to_owned())), "{text}");
        }
        assert_eq!(phone(" "), Ok(None));
        assert_eq!(phone("call me"), Err(Problem::NotAPhone));
    }

    #[test]
    fn rich_text_is_empty_when_nothing_is_to_be_seen() {
        for html in ["", "<p></p>", "<p>&nbsp; <br></p>"] {
            assert_eq!(rich(html, 100), Err(Problem::Required), "{html}");
        }
        assert!(rich("<p><img src=\"/files/1\"></p>", 100).is_ok());
        assert_eq!(plain("<p>一楼 &lt;漏水&gt;</p><p>二楼</p>"), "一楼 <漏水> 二楼");
    }

    #[test]
    fn what_cannot_be_seen_is_left_out() {
        assert_eq!(required("\0王\u{7}芳\u{1b}", 2), Ok("王芳".to_owned()));
        assert_eq!(required(" \0 ", 2), Err(Problem::Required));
        assert_eq!(optional("一楼\r\n\t二楼\0", 20), Ok(Some("一楼\r\n\t二楼".to_owned())));
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        assert_eq!(required(&"水".repeat(200), 200).map(|t| t.len()), Ok(600));
        assert_eq!(required(&"水".repeat(201), 200), Err(Problem::TooLong { max: 200 }));
    }

    #[test]
    fn the_passwords_everybody_tries_are_refused() {
        for text in ["password2026", "1111111111", "Admin12345!"] {
            assert_eq!(new_password(text), Err(Problem::TooCommon), "{text}");
        }
        assert_eq!(new_password("short"), Err(Problem::TooShort { min: PASSWORD_MIN }));
        assert!(new_password("雨后的石板路很滑，慢走").is_ok());
    }
}
