//! Word documents of their parts, as Word, Google Docs and LibreOffice write them.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A document of the text of its body, and of what stands at its margin.
#[derive(Default)]
pub struct Word {
    pub body: String,
    pub comments: String,
    pub extended: String,
    pub footnotes: String,
    pub endnotes: String,
    pub links: Vec<&'static str>,
}

const NAMES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" \
    xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

impl Word {
    pub fn of(body: &str) -> Word {
        Word {
            body: body.to_owned(),
            ..Word::default()
        }
    }

    /// Adds a comment of one paragraph.
    pub fn comment(mut self, id: usize, author: &str, text: &str) -> Word {
        self.comments += &format!(
            "<w:comment w:id=\"{id}\" w:author=\"{author}\" w:date=\"2026-01-0{}T10:00:00Z\"><w:p w14:paraId=\"P{id}\"><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>",
            id % 9 + 1
        );
        self
    }

    /// Says that comment `id` replies to `parent`, or is resolved.
    pub fn extended(mut self, id: usize, parent: Option<usize>, is_done: bool) -> Word {
        let parent = parent.map(|parent| format!(" w15:paraIdParent=\"P{parent}\""));
        self.extended += &format!(
            "<w15:commentEx w15:paraId=\"P{id}\"{} w15:done=\"{}\"/>",
            parent.unwrap_or_default(),
            u8::from(is_done)
        );
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut parts: Vec<(String, String)> = Vec::new();
        let mut relationships = String::new();
        let mut add = |kind: &str, element: &str, text: &str| {
            if !text.is_empty() {
                parts.push((
                    format!("word/{kind}.xml"),
                    format!("<w:{element} {NAMES}>{text}</w:{element}>"),
                ));
                relationships += &format!(
                    "<Relationship Id=\"{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{kind}.xml\"/>"
                );
            }
        };
        add("comments", "comments", &self.comments);
        add("footnotes", "footnotes", &self.footnotes);
        add("endnotes", "endnotes", &self.endnotes);
        add("commentsExtended", "commentsEx", &self.extended);
        for (number, link) in self.links.iter().enumerate() {
            relationships += &format!(
                "<Relationship Id=\"link{number}\" Type=\"{OFFICE}/hyperlink\" Target=\"{link}\" TargetMode=\"External\"/>"
            );
        }
        parts.push((
            "word/document.xml".to_owned(),
            format!(
                "<w:document {NAMES}><w:body>{}</w:body></w:document>",
                self.body
            ),
        ));
        let list = |text: &str| format!("<Relationships>{text}</Relationships>");
        parts.push((
            "word/_rels/document.xml.rels".to_owned(),
            list(&relationships),
        ));
        let main = format!(
            "<Relationship Id=\"r\" Type=\"{OFFICE}/officeDocument\" Target=\"word/document.xml\"/>"
        );
        parts.push(("_rels/.rels".to_owned(), list(&main)));
        let parts: Vec<(&str, &[u8])> = parts
            .iter()
            .map(|(name, text)| (&**name, text.as_bytes()))
            .collect();
        zipped(&parts)
    }
}

pub fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive
            .start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        archive.write_all(bytes).expect("its bytes");
    }
    archive.finish().expect("an archive").into_inner()
}

/// A paragraph of runs and marks.
pub fn p(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

/// A run.
pub fn r(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// The start, the end and the reference of a comment.
pub fn start(id: usize) -> String {
    format!("<w:commentRangeStart w:id=\"{id}\"/>")
}

pub fn end(id: usize) -> String {
    format!("<w:commentRangeEnd w:id=\"{id}\"/><w:r><w:commentReference w:id=\"{id}\"/></w:r>")
}
