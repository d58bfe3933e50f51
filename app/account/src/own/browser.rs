//! A browser's own description of itself, in words that its owner recognises.

/// A browser and its device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Described {
    /// Browser and system, as far as they are known.
    pub(super) name: Option<String>,
    /// Whether it is one to carry about.
    pub(super) phone: bool,
}

/// More special names stand before those that they also claim.
const BROWSERS: [(&str, &str); 9] = [
    ("MicroMessenger/", "WeChat"),
    ("DingTalk/", "DingTalk"),
    ("Lark/", "Feishu"),
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("CriOS/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: [(&str, &str); 7] = [
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

impl Described {
    pub(super) fn of(user_agent: &str) -> Self {
        let find = |names: &[(&str, &'static str)]| {
            names.iter().find(|(sign, _)| user_agent.contains(sign)).map(|(_, name)| *name)
        };
        let name = match (find(&BROWSERS), find(&SYSTEMS)) {
            (Some(browser), Some(system)) => Some(format!("{browser} · {system}")),
            (Some(one), None) | (None, Some(one)) => Some(one.to_owned()),
            (None, None) => None,
        };
        let phone = ["Mobile", "Android", "iPhone"].iter().any(|sign| user_agent.contains(sign));
        Self { name, phone }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_called_by_the_name_people_know() {
        let cases = [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0",
                Some("Edge · Windows"),
                false,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_0) AppleWebKit/605.1 Version/19.0 Safari/605.1",
                Some("Safari · macOS"),
                false,
            ),
            (
                "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/150.0 Mobile Safari/537.36",
                Some("Chrome · Android"),
                true,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) MicroMessenger/8.0 Mobile",
                Some("WeChat · iPhone"),
                true,
            ),
            ("curl/8", None, false),
        ];
        for (user_agent, name, phone) in cases {
            assert_eq!(Described::of(user_agent), Described { name: name.map(str::to_owned), phone });
        }
    }
}
