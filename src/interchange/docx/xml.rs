//! The XML in Word files as a flat sequence of events, with names that have no prefix. Entities that a document
//! declares itself are not expanded.

use anyhow::{Result, anyhow, bail};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// No program nests elements as deeply.
const DEEPEST: usize = 2_000;

pub enum XmlEvent {
    Start(Element),
    End(String),
    Text(String),
}

pub struct Element {
    /// Without its prefix.
    pub name: String,
    attributes: Vec<(String, String)>,
}

impl Element {
    /// The value of an attribute, whatever its prefix is.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Whether a property such as `w:b` is on: without a value it is.
    pub fn is_on(&self) -> bool {
        !matches!(self.get("val"), Some("0" | "false" | "off" | "none"))
    }
}

pub struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// The end of an element that is empty.
    end: Option<String>,
}

impl<'a> Xml<'a> {
    pub fn of(text: &'a str) -> Xml<'a> {
        Xml {
            reader: Reader::from_str(text),
            depth: 0,
            end: None,
        }
    }

    /// The next event; `None` at the end.
    pub fn next(&mut self) -> Result<Option<XmlEvent>> {
        if let Some(name) = self.end.take() {
            return Ok(Some(XmlEvent::End(name)));
        }
        loop {
            let event = self.reader.read_event().map_err(|_| broken())?;
            return Ok(Some(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        bail!("its elements are nested too deeply: save it again in Word");
                    }
                    XmlEvent::Start(element(&start))
                }
                Event::Empty(start) => {
                    let element = element(&start);
                    self.end = Some(element.name.clone());
                    XmlEvent::Start(element)
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    XmlEvent::End(end.local_name().as_ref().to_owned())
                }
                Event::Text(text) => XmlEvent::Text(text.xml10_content().into_owned()),
                Event::CData(text) => XmlEvent::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(reference) => {
                    let char = reference.resolve_char_ref().ok().flatten();
                    let named = match reference.xml10_content().as_ref() {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    };
                    match char.or(named) {
                        Some(char) => XmlEvent::Text(char.to_string()),
                        None => continue,
                    }
                }
                Event::Eof if self.depth > 0 => return Err(broken()),
                Event::Eof => return Ok(None),
                _ => continue,
            }));
        }
    }
}

fn broken() -> anyhow::Error {
    anyhow!("a part of it is no valid XML: save it again in Word")
}

fn element(start: &BytesStart) -> Element {
    let attributes = start.attributes().flatten().map(|attribute| {
        let value = attribute.normalized_value(XmlVersion::Implicit1_0);
        let value = value.map(|value| value.into_owned()).unwrap_or_default();
        (attribute.key.local_name().as_ref().to_owned(), value)
    });
    Element {
        name: start.local_name().as_ref().to_owned(),
        attributes: attributes.collect(),
    }
}
