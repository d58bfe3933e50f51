//! The languages the desk speaks.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A language of the interface; Chinese is the first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::Type), sqlx(type_name = "text"))]
pub enum Locale {
    /// 简体中文.
    #[default]
    #[serde(rename = "zh-CN")]
    #[cfg_attr(feature = "sql", sqlx(rename = "zh-CN"))]
    ZhCn,
    /// English.
    #[serde(rename = "en")]
    #[cfg_attr(feature = "sql", sqlx(rename = "en"))]
    En,
}

impl Locale {
    /// Every language, in the order in which people choose.
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The best of our languages for an `Accept-Language` header.
    pub fn negotiate(accept_language: &str) -> Self {
        accept_language
            .split(',')
            .find_map(|range| range.split(';').next()?.trim().parse().ok())
            .unwrap_or_default()
    }
}

impl FromStr for Locale {
    type Err = ();

    fn from_str(tag: &str) -> Result<Self, ()> {
        let language = tag.split(['-', '_']).next().unwrap_or(tag);
        match language.to_ascii_lowercase().as_str() {
            "zh" => Ok(Self::ZhCn),
            "en" => Ok(Self::En),
            _ => Err(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_language_we_speak_wins() {
        let cases = [
            ("zh-CN,zh;q=0.9,en;q=0.8", Locale::ZhCn),
            ("fr-FR, en-GB;q=0.8, zh;q=0.5", Locale::En),
            ("de", Locale::ZhCn),
            ("", Locale::ZhCn),
        ];
        for (header, expected) in cases {
            assert_eq!(Locale::negotiate(header), expected, "{header}");
        }
    }
}
