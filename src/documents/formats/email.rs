//! E-mails: header fields, each a section of its name, and the paragraphs of the message.

use mail_parser::MessageParser;

use super::plain::paragraphs;
use crate::documents::Unreadable;
use crate::documents::builder::Builder;
use crate::documents::document_text::{DocumentText, PassageKind, Place, Section};
use crate::documents::format::DocumentFormat;

const FIELDS: [&str; 5] = ["From", "To", "Cc", "Date", "Subject"];

pub fn read(bytes: &[u8]) -> Result<DocumentText, Unreadable> {
    let message = MessageParser::default()
        .parse(bytes)
        .ok_or(Unreadable::Damaged)?;
    let mut builder = Builder::new(DocumentFormat::Email);
    let mut field = |name: &str, text: &str| -> Result<(), Unreadable> {
        builder.text().extent.sections.push(Section {
            title: name.to_owned(),
            level: 1,
        });
        builder.push(PassageKind::Header, text, Place::default())
    };
    for name in FIELDS {
        let text = match name {
            "Subject" => message.subject().map(str::to_owned),
            "Date" => message.date().map(|date| date.to_rfc3339()),
            "From" => message.from().map(people),
            "To" => message.to().map(people),
            _ => message.cc().map(people),
        };
        if let Some(text) = text {
            field(name, &text)?;
        }
    }
    builder.text().extent.sections.push(Section {
        title: "Message".to_owned(),
        level: 1,
    });
    for part in 0..message.text_body_count() {
        let text = message.body_text(part).unwrap_or_default();
        for paragraph in paragraphs(&text) {
            builder.push(PassageKind::Paragraph, paragraph.text, Place::default())?;
        }
    }
    Ok(builder.finish())
}

fn people(addresses: &mail_parser::Address) -> String {
    let people = addresses
        .iter()
        .map(|person| match (person.name(), person.address()) {
            (Some(name), Some(address)) => format!("{name} <{address}>"),
            (name, address) => name.or(address).unwrap_or_default().to_owned(),
        });
    people.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_has_fields_and_paragraphs() {
        let mail = "From: Ines Varga <ines@town.example>\r\nTo: desk@gazette.example\r\nSubject: =?utf-8?q?Br=C3=BCcke?=\r\n\
            Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
            The bridge=\r\n is closed.\r\n\r\nIt is k=FCrzer.\r\n";
        let text = read(mail.as_bytes()).unwrap();
        let passages: Vec<&str> = text.passages.iter().map(|it| &*it.text).collect();
        assert_eq!(
            passages,
            [
                "Ines Varga <ines@town.example>",
                "desk@gazette.example",
                "Brücke",
                "The bridge is closed.",
                "It is kürzer."
            ]
        );
        assert_eq!(text.locator_of(4, 0).unwrap(), "para 2");
    }
}
