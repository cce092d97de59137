//! Which paragraphs are headings and list items: `styles.xml` and `numbering.xml`.

use std::collections::HashMap;

use anyhow::Result;

use super::xml::{Xml, XmlEvent};

/// The level of headings by the id of their style, from 0 for a title.
#[derive(Default)]
pub struct Styles {
    levels: HashMap<String, usize>,
    /// The list and the level of items, by the id of their style.
    items: HashMap<String, (String, usize)>,
}

impl Styles {
    pub fn read(text: Option<&str>) -> Result<Styles> {
        let mut styles = Styles::default();
        let Some(text) = text else {
            return Ok(styles);
        };
        let mut bases: Vec<(String, String)> = Vec::new();
        let mut id = String::new();
        let mut xml = Xml::of(text);
        while let Some(event) = xml.next()? {
            let XmlEvent::Start(element) = event else {
                continue;
            };
            let value = element.get("val").unwrap_or_default();
            match element.name.as_str() {
                "style" => id = element.get("styleId").unwrap_or_default().to_owned(),
                "name" => {
                    if let Some(level) = level_named(value) {
                        styles.levels.insert(id.clone(), level);
                    }
                }
                "ilvl" => {
                    styles.items.entry(id.clone()).or_default().1 = value.parse().unwrap_or(0)
                }
                "numId" => styles.items.entry(id.clone()).or_default().0 = value.to_owned(),
                "basedOn" => bases.push((id.clone(), value.to_owned())),
                "outlineLvl" => {
                    if let Some(level) = outline_level(value) {
                        styles.levels.entry(id.clone()).or_insert(level);
                    }
                }
                _ => {}
            }
        }
        // A style takes over the level of the one that it is based on, which may come later.
        for _ in 0..4 {
            for (id, base) in &bases {
                if let Some(level) = styles.levels.get(base).copied() {
                    styles.levels.entry(id.clone()).or_insert(level);
                }
                if let Some(item) = styles.items.get(base).cloned() {
                    styles.items.entry(id.clone()).or_insert(item);
                }
            }
        }
        Ok(styles)
    }

    /// 0 for a title, 1 for a heading of the first level.
    pub fn level_of(&self, style: &str) -> Option<usize> {
        let known = self.levels.get(style).copied();
        known.or_else(|| level_named(style))
    }
}

impl Styles {
    /// The list and the level of paragraphs with this style.
    pub fn item_of(&self, style: &str) -> Option<(&str, usize)> {
        let (list, level) = self.items.get(style)?;
        (!list.is_empty() && list != "0").then_some((list, *level))
    }
}

/// The names of built-in styles are English in every language.
fn level_named(name: &str) -> Option<usize> {
    let name = name.to_lowercase();
    if name == "title" {
        return Some(0);
    }
    let number = name.strip_prefix("heading")?.trim();
    number.parse().ok().filter(|level| (1..=9).contains(level))
}

/// The level that `w:outlineLvl` says; 9 means text.
pub fn outline_level(value: &str) -> Option<usize> {
    let level: usize = value.parse().ok()?;
    (level < 9).then_some(level + 1)
}

/// Which lists are numbered, by the id of the list and the level.
#[derive(Default)]
pub struct Lists(HashMap<(String, usize), bool>);

impl Lists {
    pub fn read(text: Option<&str>) -> Result<Lists> {
        let Some(text) = text else {
            return Ok(Lists::default());
        };
        let mut formats: HashMap<(String, usize), bool> = HashMap::new();
        let mut lists: Vec<(String, String)> = Vec::new();
        let (mut definition, mut level, mut list) = (String::new(), 0, String::new());
        let mut xml = Xml::of(text);
        while let Some(event) = xml.next()? {
            let XmlEvent::Start(element) = event else {
                continue;
            };
            let value = element.get("val").unwrap_or_default();
            match element.name.as_str() {
                "abstractNum" => {
                    definition = element.get("abstractNumId").unwrap_or_default().to_owned();
                }
                "lvl" => {
                    level = element
                        .get("ilvl")
                        .and_then(|it| it.parse().ok())
                        .unwrap_or(0)
                }
                "numFmt" => {
                    let is_numbered = !matches!(value, "bullet" | "none");
                    formats.insert((definition.clone(), level), is_numbered);
                }
                "num" => list = element.get("numId").unwrap_or_default().to_owned(),
                "abstractNumId" => lists.push((list.clone(), value.to_owned())),
                _ => {}
            }
        }
        let mut all = HashMap::new();
        for (list, definition) in lists {
            for level in 0..9 {
                if let Some(is_numbered) = formats.get(&(definition.clone(), level)) {
                    all.insert((list.clone(), level), *is_numbered);
                }
            }
        }
        Ok(Lists(all))
    }

    pub fn is_numbered(&self, list: &str, level: usize) -> bool {
        let known = self.0.get(&(list.to_owned(), level));
        known.copied().unwrap_or(false)
    }
}
