//! What the server says about a file it took.

use serde::{Deserialize, Serialize};

/// A file that the server holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stored {
    /// Its id, which the form submits.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: i64,
    /// What its content is.
    pub media_type: String,
    /// The address that serves it.
    pub href: String,
}

impl Stored {
    /// Whether browsers show it as a picture.
    pub fn is_picture(&self) -> bool {
        matches!(
            self.media_type.as_str(),
            "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/bmp"
        )
    }
}

/// Reads the server's answer to an upload.
pub fn read_answer(status: u16, body: &str, max_bytes: u64) -> model::Result<Stored> {
    if (200..300).contains(&status) {
        return serde_json::from_str(body).map_err(|_| model::Error::Unavailable);
    }
    Err(serde_json::from_str(body).unwrap_or_else(|_| by_status(status, max_bytes)))
}

fn by_status(status: u16, max_bytes: u64) -> model::Error {
    match status {
        0 => model::Error::Offline,
        401 => model::Error::SignedOut,
        403 => model::Error::Forbidden,
        404 => model::Error::NotFound,
        413 => model::Error::TooLarge { max_bytes },
        _ => model::Error::Unavailable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_a_file_or_a_reason() {
        let file = r#"{"id":"7","name":"a.png","size":3,"media_type":"image/png","href":"/files/7"}"#;
        assert!(read_answer(200, file, 9).is_ok_and(|stored| stored.is_picture()));
        let told = serde_json::to_string(&model::Error::TooLarge { max_bytes: 5 }).expect("json");
        assert_eq!(read_answer(413, &told, 9), Err(model::Error::TooLarge { max_bytes: 5 }));
        assert_eq!(read_answer(413, "too big", 9), Err(model::Error::TooLarge { max_bytes: 9 }));
        assert_eq!(read_answer(502, "<html>", 9), Err(model::Error::Unavailable));
        assert_eq!(read_answer(200, "<html>", 9), Err(model::Error::Unavailable));
    }
}
