//! 附件: files on tickets and replies.

use serde::{Deserialize, Serialize};

use crate::{AttachmentId, ReplyId, Route, Time};

/// The most bytes of one file.
pub const FILE_MAX_BYTES: u64 = 20 * 1024 * 1024;
/// The most files of one ticket form or reply.
pub const FILES_MAX: usize = 20;
/// The longest file name kept, in characters.
pub const FILE_NAME_MAX: usize = 120;

/// A stored file, as lists and forms show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "sql", derive(sqlx::FromRow))]
pub struct Attachment {
    /// The file.
    pub id: AttachmentId,
    /// The reply it came with; none when it belongs to the ticket's own content.
    pub reply_id: Option<ReplyId>,
    /// Its name, without any path.
    pub name: String,
    /// Its size in bytes.
    pub size: i64,
    /// What its content is, found out by looking at it.
    pub media_type: String,
    /// When it was uploaded.
    pub created_at: Time,
}

impl Attachment {
    /// Whether a browser may show it as a picture.
    pub fn is_picture(&self) -> bool {
        matches!(
            self.media_type.as_str(),
            "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/bmp"
        )
    }

    /// The address that serves the file to those who may see it.
    pub fn href(&self) -> String {
        Route::File(self.id).href()
    }
}

/// The files that do not show within the text already.
pub fn beside(text: &str, files: &[Attachment]) -> Vec<Attachment> {
    files.iter().filter(|file| !text.contains(&file.href())).cloned().collect()
}
