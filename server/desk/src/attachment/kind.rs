//! What a file is: its name says what it claims to be, its first bytes must agree. Only the kinds named here
//! are taken.

use model::Problem;

/// The media type of a file that is accepted.
pub(super) fn media_type(extension: &str, bytes: &[u8]) -> Result<&'static str, Problem> {
    let (signature, media_type) = expected(extension).ok_or(Problem::FileRefused)?;
    let fits = match signature {
        Signature::Exactly(found) => infer::get(bytes).is_some_and(|kind| found.contains(&kind.mime_type())),
        Signature::Audio => infer::is_audio(bytes) || is_mp4(bytes) || is_mpeg_audio(bytes),
        Signature::Video => infer::is_video(bytes),
        Signature::Zip => bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06"),
        Signature::Ole => bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        Signature::Text => is_text(bytes),
        Signature::Drawing => !bytes.contains(&0),
    };
    if fits { Ok(media_type) } else { Err(Problem::FileRefused) }
}

/// How the content of a file must begin.
enum Signature {
    /// As one of these media types.
    Exactly(&'static [&'static str]),
    /// As any sound.
    Audio,
    /// As any film.
    Video,
    /// As a zip archive, which most office files are.
    Zip,
    /// As an older office file.
    Ole,
    /// As words, not as a script or a page.
    Text,
    /// As a drawing in XML, which may hold scripts and is therefore only ever downloaded.
    Drawing,
}

fn expected(extension: &str) -> Option<(Signature, &'static str)> {
    use Signature::{Audio, Drawing, Exactly, Ole, Text, Video, Zip};
    Some(match extension {
        "png" => (Exactly(&["image/png"]), "image/png"),
        "jpg" | "jpeg" => (Exactly(&["image/jpeg"]), "image/jpeg"),
        "gif" => (Exactly(&["image/gif"]), "image/gif"),
        "webp" => (Exactly(&["image/webp"]), "image/webp"),
        "bmp" => (Exactly(&["image/bmp"]), "image/bmp"),
        "tif" | "tiff" => (Exactly(&["image/tiff"]), "image/tiff"),
        "heic" | "heif" => (Exactly(&["image/heif"]), "image/heif"),
        "svg" => (Drawing, "application/octet-stream"),
        "pdf" => (Exactly(&["application/pdf"]), "application/pdf"),
        "docx" => (Zip, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        "xlsx" => (Zip, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        "pptx" => (Zip, "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
        "odt" => (Zip, "application/vnd.oasis.opendocument.text"),
        "ods" => (Zip, "application/vnd.oasis.opendocument.spreadsheet"),
        "odp" => (Zip, "application/vnd.oasis.opendocument.presentation"),
        "ofd" => (Zip, "application/ofd"),
        "doc" | "wps" => (Ole, "application/msword"),
        "xls" | "et" => (Ole, "application/vnd.ms-excel"),
        "ppt" | "dps" => (Ole, "application/vnd.ms-powerpoint"),
        "txt" | "log" | "md" => (Text, "text/plain"),
        "csv" => (Text, "text/csv"),
        "mp3" => (Audio, "audio/mpeg"),
        "m4a" => (Audio, "audio/mp4"),
        "aac" => (Audio, "audio/aac"),
        "wav" => (Audio, "audio/wav"),
        "ogg" | "opus" => (Audio, "audio/ogg"),
        "flac" => (Audio, "audio/flac"),
        "amr" => (Audio, "audio/amr"),
        "mp4" | "m4v" => (Video, "video/mp4"),
        "mov" => (Video, "video/quicktime"),
        "webm" => (Video, "video/webm"),
        "mkv" => (Video, "video/x-matroska"),
        "avi" => (Video, "video/x-msvideo"),
        "wmv" => (Video, "video/x-ms-wmv"),
        "mpg" | "mpeg" => (Video, "video/mpeg"),
        "zip" => (Zip, "application/zip"),
        "rar" => (Exactly(&["application/vnd.rar"]), "application/vnd.rar"),
        "7z" => (Exactly(&["application/x-7z-compressed"]), "application/x-7z-compressed"),
        _ => return None,
    })
}

fn is_mp4(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp")
}

/// A frame of MPEG sound without a tag in front.
fn is_mpeg_audio(bytes: &[u8]) -> bool {
    matches!(bytes, [0xff, second, ..] if second & 0xe0 == 0xe0 && *second != 0xff)
}

/// Words in any encoding; UTF-16 has zeros, but says so at its beginning.
fn is_text(bytes: &[u8]) -> bool {
    let is_wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    is_wide || (infer::get(bytes).is_none() && !bytes.contains(&0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n0000";

    #[test]
    fn a_file_is_taken_when_name_and_content_agree() {
        for (extension, bytes, media_type_of_it) in [
            ("png", PNG, "image/png"),
            ("jpeg", b"\xff\xd8\xff\xe0\0\x10JFIF".as_slice(), "image/jpeg"),
            ("pdf", b"%PDF-1.7\n", "application/pdf"),
            ("zip", b"PK\x03\x04\x14\0\0\0", "application/zip"),
            ("csv", "编号,标题\n1,停水\n".as_bytes(), "text/csv"),
            ("txt", b"\xc4\xe3\xba\xc3", "text/plain"),
            ("mp3", b"ID3\x03\0\0\0\0\0\0", "audio/mpeg"),
            ("svg", b"<svg><script>alert(1)</script></svg>", "application/octet-stream"),
        ] {
            assert_eq!(media_type(extension, bytes), Ok(media_type_of_it), "{extension}");
        }
    }

    #[test]
    fn a_disguised_or_dangerous_file_is_refused() {
        for (extension, bytes) in [
            ("png", b"MZ\x90\0\x03\0\0\0".as_slice()),
            ("jpg", PNG),
            ("pdf", b"<html><script>alert(1)</script></html>"),
            ("exe", b"MZ\x90\0"),
            ("html", b"<html></html>"),
            ("js", b"alert(1)"),
            ("sh", b"#!/bin/sh\n"),
            ("txt", b"#!/bin/sh\nrm -rf /\n"),
            ("txt", b"<!DOCTYPE html><script>alert(1)</script>"),
            ("csv", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0"),
            ("docx", b"MZ\x90\0"),
            ("svg", b"\0\0\0\0"),
        ] {
            assert_eq!(media_type(extension, bytes), Err(Problem::FileRefused), "{extension}");
        }
    }
}
