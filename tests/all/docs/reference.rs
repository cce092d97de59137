//! The language reference is complete.

use sayso::model::{lower, schema};
use sayso::syntax::{Keyword, parse, segment_starts};

use super::blocks::{blocks_of, read};

const PAGES: [&str; 3] = ["docs/language.md", "docs/sign-offs.md", "README.md"];

#[test]
fn every_block_is_as_described() {
    for block in PAGES.iter().flat_map(|page| blocks_of(page, "sayso")) {
        let mistakes = mistakes_in(&block.text);
        match block.info.as_str() {
            "sayso" => assert!(mistakes.is_empty(), "{}: {mistakes:#?}", block.place),
            "sayso error" => assert!(!mistakes.is_empty(), "{}: no mistake", block.place),
            other => panic!("{}: `{other}` is no mark of a block", block.place),
        }
    }
}

#[test]
fn every_field_is_in_a_table_and_in_an_example() {
    let page = read("docs/language.md");
    let examples = examples();
    for keyword in Keyword::ALL {
        let section = format!(
            "{}{}",
            section_on(&page, keyword),
            section_below(&page, "\n### Every declaration\n")
        );
        for field in schema::fields_of(keyword) {
            let (name, word) = (field.name, keyword.word());
            let row = section.lines().find(|line| {
                let first_cell = line.strip_prefix('|').and_then(|row| row.split('|').next());
                first_cell.is_some_and(|cell| cell.contains(&format!("`{name}`")))
            });
            assert!(row.is_some(), "no row for `{name}` of `{word}`");
            assert!(
                examples.contains(&(keyword, name.to_owned())),
                "no example of `{name}` of `{word}`"
            );
        }
    }
}

#[test]
fn every_kind_and_label_is_named() {
    let page = read("docs/language.md");
    for keyword in Keyword::ALL {
        let section = section_on(&page, keyword);
        for kind in schema::kinds_of(keyword) {
            let named = section.contains(&format!("`{kind}`"));
            assert!(named, "the kind `{kind}` of `{}`", keyword.word());
        }
    }
    for (label, _) in sayso::model::locators::LABELS {
        assert!(page.contains(&format!("`{label}`")), "the label `{label}`");
    }
}

/// The problems within each declaration of the file. Names and quotations are not looked up.
pub fn mistakes_in(text: &str) -> Vec<String> {
    let mut mistakes = Vec::new();
    for segment in segments(text) {
        let parsed = parse(segment);
        mistakes.extend(
            parsed
                .errors
                .into_iter()
                .map(|error| error.message.to_string()),
        );
        if let Some(declaration) = &parsed.declaration {
            let item = lower(&segment.into(), declaration, false);
            let problems = item.problems().iter();
            mistakes.extend(problems.map(|problem| format!("{problem:?}")));
        }
    }
    mistakes
}

fn segments(text: &str) -> impl Iterator<Item = &str> {
    let starts = segment_starts(text);
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([text.len()]).collect();
    starts
        .into_iter()
        .zip(ends)
        .map(|(start, end)| &text[start..end])
}

/// Every field in an example, with the keyword of its declaration.
fn examples() -> Vec<(Keyword, String)> {
    let mut fields = Vec::new();
    for block in blocks_of("docs/language.md", "sayso") {
        for segment in segments(&block.text) {
            let Some(declaration) = parse(segment).declaration else {
                continue;
            };
            for field in &declaration.fields {
                fields.push((declaration.keyword, field.name.of(segment).to_owned()));
            }
        }
    }
    fields
}

/// The part of the page on one kind of declaration: from its heading to the next of that level.
fn section_on(page: &str, keyword: Keyword) -> &str {
    section_below(page, &format!("\n## `{}`\n", keyword.word()))
}

fn section_below<'a>(page: &'a str, heading: &str) -> &'a str {
    let (_, section) = page
        .split_once(heading)
        .unwrap_or_else(|| panic!("no section {heading:?}"));
    section.split("\n## ").next().unwrap_or(section)
}
