//! Workbooks of Excel for an import.
//!
//! Whatever is packed, and however: it is refused or becomes rows within the limits, without taking more memory or
//! time than a table is worth.

use std::io::{Cursor, Write};

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use crate::rows::rows;

const BOOK: &[u8] = br#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
const LINKS: &[u8] = br#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
/// Which parts an input gives, in this order; the rest of the workbook is as usual.
const PARTS: [&str; 3] = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"];

/// Takes the input as a packed file, or else as the parts of one, between zeros.
pub fn run(data: &[u8]) {
    if data.starts_with(b"PK") {
        rows(data);
    } else {
        rows(&packed(data));
    }
}

fn packed(parts: &[u8]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::with_capacity(2048)));
    let given = PARTS.into_iter().zip(parts.split(|byte| *byte == 0));
    for (name, part) in
        [("xl/workbook.xml", BOOK), ("xl/_rels/workbook.xml.rels", LINKS)].into_iter().chain(given)
    {
        let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        archive.start_file(name, plain).expect("memory takes every part");
        archive.write_all(part).expect("memory takes every byte");
    }
    archive.finish().expect("memory takes every byte").into_inner()
}
