//! The parts of a Word file: a ZIP archive of XML, whose parts name each other in lists of relationships.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use anyhow::{Result, anyhow, bail};
use zip::ZipArchive;

use super::xml::{Xml, XmlEvent};

/// The maximum size of a part in bytes, unpacked. The text of a long novel has a hundredth of it.
const LARGEST_PART: u64 = 64_000_000;

/// The maximum size of all parts that are read.
const LARGEST_TOTAL: u64 = 128_000_000;

pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    read: u64,
}

/// Where a part leads to.
#[derive(Clone, Debug)]
pub struct Relationship {
    /// The last part of its type: `comments`, `hyperlink`.
    pub kind: String,
    pub target: String,
}

/// By their ids.
pub type Relationships = HashMap<String, Relationship>;

impl<'a> Package<'a> {
    pub fn open(bytes: &'a [u8]) -> Result<Package<'a>> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| {
            anyhow!("it is no Word document (.docx), or it is damaged: save it again in Word")
        })?;
        Ok(Package { archive, read: 0 })
    }

    /// The text of a part. `None` if there is none.
    pub fn part(&mut self, name: &str) -> Result<Option<String>> {
        let Ok(part) = self.archive.by_name(name) else {
            return Ok(None);
        };
        if part.encrypted() {
            bail!("it is encrypted: save it without a password first");
        }
        let mut bytes = Vec::new();
        part.take(LARGEST_PART + 1)
            .read_to_end(&mut bytes)
            .map_err(|_| anyhow!("a part of it is damaged: save it again in Word"))?;
        self.read += bytes.len() as u64;
        if bytes.len() as u64 > LARGEST_PART || self.read > LARGEST_TOTAL {
            bail!("it is too large when unpacked: split it into several documents");
        }
        text_of(bytes).map(Some)
    }

    /// The name of the main part.
    pub fn main_part(&mut self) -> Result<String> {
        let all = self.relationships_of("")?;
        let main = all.into_values().find(|it| it.kind == "officeDocument");
        Ok(main.map_or_else(|| "word/document.xml".to_owned(), |it| it.target))
    }

    /// The relationships of a part, with the names of other parts as seen from the top.
    pub fn relationships_of(&mut self, part: &str) -> Result<Relationships> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let list = match folder {
            "" => format!("_rels/{file}.rels"),
            _ => format!("{folder}/_rels/{file}.rels"),
        };
        let mut all = Relationships::new();
        let Some(text) = self.part(&list)? else {
            return Ok(all);
        };
        let mut xml = Xml::of(&text);
        while let Some(event) = xml.next()? {
            let XmlEvent::Start(element) = event else {
                continue;
            };
            if element.name != "Relationship" {
                continue;
            }
            let (Some(id), Some(target)) = (element.get("Id"), element.get("Target")) else {
                continue;
            };
            let kind = element.get("Type").unwrap_or_default();
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let target = match element.get("TargetMode") == Some("External") {
                true => target.to_owned(),
                false => inside(folder, target),
            };
            all.insert(id.to_owned(), Relationship { kind, target });
        }
        Ok(all)
    }
}

/// The name of a part that another one in `folder` names.
fn inside(folder: &str, target: &str) -> String {
    let joined = match target.strip_prefix('/') {
        Some(from_top) => from_top.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut steps = Vec::new();
    for step in joined.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn text_of(bytes: Vec<u8>) -> Result<String> {
    let wide = |read: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes[2..]
            .chunks_exact(2)
            .map(|pair| read([pair[0], pair[1]]))
            .collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        _ if bytes.starts_with(&[0xff, 0xfe]) => Ok(wide(u16::from_le_bytes)),
        _ if bytes.starts_with(&[0xfe, 0xff]) => Ok(wide(u16::from_be_bytes)),
        _ => String::from_utf8(bytes)
            .map_err(|_| anyhow!("a part of it is not UTF-8: save it again in Word")),
    }
}
