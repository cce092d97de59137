//! `sayso explain` for the words of the language: keywords, fields, kinds and values.

use serde::Serialize;

use crate::model::explanations::{CONNECTIVES, Meaning, words_of};
use crate::model::schema::{Shape, UNSOURCED_CLAIM_KINDS, fields_of, kinds_of};
use crate::rules::{RULES, with_article};
use crate::syntax::Keyword;

/// One meaning of a word in the JSON output.
#[derive(Serialize)]
pub struct WordDescription {
    word: &'static str,
    /// What it is: "field of a claim".
    what: String,
    summary: String,
    /// The value of a field, or the words that can be written there.
    #[serde(skip_serializing_if = "Option::is_none")]
    takes: Option<String>,
    /// Words of the language that belong to it: the fields and kinds of a declaration.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    words: Vec<&'static str>,
    example: String,
    /// The names of the rules whose pages mention it.
    rules: Vec<&'static str>,
}

pub fn described(meanings: &[Meaning]) -> Vec<WordDescription> {
    meanings.iter().map(described_one).collect()
}

pub fn explained(meanings: &[Meaning]) -> String {
    let sections: Vec<String> = described(meanings).iter().map(section).collect();
    sections.join("\n") + "\nSee also docs/language.md, the reference of the language.\n"
}

fn section(word: &WordDescription) -> String {
    let mut out = format!(
        "\x1b[1m{}\x1b[0m ({})\n\n{}\n",
        word.word, word.what, word.summary
    );
    if let Some(takes) = &word.takes {
        out += &format!("It takes {takes}.\n");
    }
    if !word.words.is_empty() {
        out += &format!("Its words: {}.\n", word.words.join(", "));
    }
    out += &format!("\n    {}\n", word.example.replace('\n', "\n    "));
    if !word.rules.is_empty() {
        out += &format!("\nRules about it: {}\n", word.rules.join(", "));
    }
    out
}

fn described_one(meaning: &Meaning) -> WordDescription {
    let word = meaning.word();
    let summary = meaning.summary().to_owned();
    let description = |what: String, example: String, mention: String| WordDescription {
        word,
        what,
        summary: summary.clone(),
        takes: None,
        words: Vec::new(),
        example,
        rules: rules_about(&mention),
    };
    match *meaning {
        Meaning::Keyword(keyword) => WordDescription {
            words: kinds_of(keyword)
                .iter()
                .copied()
                .chain(fields_of(keyword).iter().map(|field| field.name))
                .collect(),
            ..description(
                "declaration".into(),
                headline_of(keyword, None),
                format!("`{word}`"),
            )
        },
        Meaning::Field(keyword, field) => {
            let several = match field.many {
                true => "; several are separated by commas",
                false => "",
            };
            WordDescription {
                takes: Some(field.shape.expected() + several),
                words: words_of(field).to_vec(),
                ..description(
                    format!("field of {}", with_article(keyword)),
                    format!("{word}: {}", field.example),
                    format!("`{word}:"),
                )
            }
        }
        Meaning::Kind(keyword, kind) => {
            let mut description = description(
                format!("kind of {}", keyword.word()),
                headline_of(keyword, Some(kind)),
                format!("`{word}`"),
            );
            if keyword == Keyword::Claim && UNSOURCED_CLAIM_KINDS.contains(&kind) {
                description.summary += " Such a claim needs no source.";
            }
            description
        }
        Meaning::Value(keyword, field, _) => {
            let value = match field.shape {
                Shape::Reply => format!("@ines-varga {word} 2026-03-02"),
                _ => word.to_owned(),
            };
            description(
                format!("value of `{}:` in {}", field.name, with_article(keyword)),
                format!("{}: {value}", field.name),
                format!("`{word}`"),
            )
        }
        Meaning::Connective(_) => {
            let known = CONNECTIVES.iter().find(|(name, ..)| *name == word);
            let example = known.map_or("", |(.., example)| example);
            description(
                "word in a value".into(),
                example.into(),
                format!("`{word}`"),
            )
        }
    }
}

fn headline_of(keyword: Keyword, kind: Option<&str>) -> String {
    match keyword {
        Keyword::Article => "article \"Harbour Bridge closed\"".into(),
        Keyword::Text => "text\n  Harbour Bridge was closed on Monday.".into(),
        Keyword::Entity => format!(
            "entity harbour-bridge: {} \"Harbour Bridge\"",
            kind.unwrap_or("place")
        ),
        Keyword::Source => format!(
            "source town-notice: {} \"Notice of 2 March\"",
            kind.unwrap_or("press-release")
        ),
        Keyword::Claim => format!(
            "claim closed: {} \"Harbour Bridge was closed on Monday\"",
            kind.unwrap_or("fact")
        ),
        Keyword::Unknown => String::new(),
    }
}

/// The rules whose pages contain `mention` as code.
fn rules_about(mention: &str) -> Vec<&'static str> {
    let rules = RULES
        .iter()
        .filter(|rule| rule.documentation.contains(mention));
    rules.map(|rule| rule.name).collect()
}
