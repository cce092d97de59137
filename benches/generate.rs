//! Generates drafts of any size, always the same ones.
//!
//! Each claim quotes its own sentence, so every anchor is found exactly once. One claim in a hundred
//! has no source: a draft has few findings.

use std::fmt::Write;
use std::fs;
use std::path::Path;

/// Where a draft's article is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Article {
    InFile,
    Embedded,
}

pub struct Draft {
    /// The file's name without extension.
    pub stem: String,
    pub annotations: String,
    /// The Markdown file, for an article in a file.
    pub article: Option<String>,
}

/// A draft without references to other files. Drafts with different numbers share no name.
pub fn draft(number: usize, claims: usize, article: Article) -> Draft {
    let stem = format!("draft-{number:05}");
    let sentences: Vec<_> = (0..claims).map(|claim| sentence(number, claim)).collect();
    let paragraphs: Vec<_> = sentences
        .chunks(5)
        .map(|sentences| sentences.join(" "))
        .collect();

    let mut annotations = format!("article \"{}\"\n", title(number));
    if article == Article::InFile {
        writeln!(annotations, "  text: \"{stem}.md\"").unwrap();
    }
    annotations.push_str("  published: 2026-01-09\n  language: en\n\n");
    if article == Article::Embedded {
        writeln!(annotations, "text\n  {}\n", paragraphs.join("\n\n  ")).unwrap();
    }
    let declared = 2 + claims / 20;
    for index in 0..declared {
        entity(
            &mut annotations,
            &format!("person-{number}-{index}"),
            number * 1_000 + index,
        );
        source(&mut annotations, number, index);
    }
    for (index, sentence) in sentences.iter().enumerate() {
        claim(&mut annotations, number, index, index % declared, sentence);
    }
    let article = (article == Article::InFile).then(|| paragraphs.join("\n\n") + "\n");
    Draft {
        stem,
        annotations,
        article,
    }
}

/// Writes drafts into folders of a hundred; half of them have the article embedded.
pub fn write_workspace(root: &Path, drafts: usize, claims: usize) {
    for number in 0..drafts {
        let folder = root.join(format!("desk-{:03}", number / 100));
        fs::create_dir_all(&folder).unwrap();
        let article = if number % 2 == 0 {
            Article::InFile
        } else {
            Article::Embedded
        };
        write_draft(&folder, &draft(number, claims, article));
    }
}

pub fn write_draft(folder: &Path, draft: &Draft) {
    fs::write(
        folder.join(format!("{}.sayso", draft.stem)),
        &draft.annotations,
    )
    .unwrap();
    if let Some(article) = &draft.article {
        fs::write(folder.join(format!("{}.md", draft.stem)), article).unwrap();
    }
}

fn title(number: usize) -> String {
    format!(
        "The council of {} counts its {}",
        name(number * 7 + 3),
        pick(&THINGS, number, 1)
    )
}

fn sentence(number: usize, claim: usize) -> String {
    format!(
        "{} of {} counted {} {} {} near {}.",
        pick(&PEOPLE, number, claim),
        name(number * 31 + claim),
        claim + 2,
        pick(&QUALITIES, claim, number),
        pick(&THINGS, number, claim * 5 + 2),
        name(number * 17 + claim * 3 + 1),
    )
}

/// Declares a person. Different numbers give different names.
pub fn entity(text: &mut String, id: &str, number: usize) {
    let (first, last) = (name(number), name(number + 5));
    writeln!(
        text,
        "entity {id}: person \"{first} {last}\"\n  role: \"member of the council\"\n"
    )
    .unwrap();
}

fn source(text: &mut String, number: usize, index: usize) {
    let subject = pick(&THINGS, number, index);
    writeln!(
        text,
        "source report-{number}-{index}: report \"Report {index} on {subject}\"\n  \
         by: @person-{number}-{index}\n  issued: 2025-11-04\n  \
         url: https://example.org/reports/{number}/{index}\n",
    )
    .unwrap();
}

fn claim(text: &mut String, number: usize, index: usize, declared: usize, sentence: &str) {
    let sentence = sentence.trim_end_matches('.');
    writeln!(
        text,
        "claim c-{number}-{index}: number \"{sentence}\"\n  about: @person-{number}-{declared}"
    )
    .unwrap();
    if (number + index) % 100 != 99 {
        let page = index % 300 + 1;
        writeln!(text, "  source: @report-{number}-{declared} at p. {page}").unwrap();
    }
    text.push('\n');
}

/// A name that is unique to the number, for numbers below six hundred million.
fn name(number: usize) -> String {
    let mut name = String::new();
    let mut rest = number;
    for _ in 0..5 {
        name.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    name[..1].to_uppercase() + &name[1..]
}

fn pick(words: &[&'static str], number: usize, salt: usize) -> &'static str {
    words[(number.wrapping_mul(7) + salt.wrapping_mul(11)) % words.len()]
}

const SYLLABLES: [&str; 57] = [
    "ba", "be", "bi", "bo", "da", "de", "di", "do", "fa", "fe", "fi", "fo", "ga", "ge", "gi", "go",
    "ka", "ke", "ki", "ko", "la", "le", "li", "lo", "ma", "me", "mi", "mo", "na", "ne", "ni", "no",
    "pa", "pe", "pi", "po", "ra", "re", "ri", "ro", "sa", "se", "si", "so", "ta", "te", "ti", "to",
    "va", "ve", "vi", "vo", "wa", "we", "wi", "wo", "zu",
];
const PEOPLE: [&str; 6] = [
    "Surveyors",
    "Drivers",
    "Farmers",
    "Teachers",
    "Nurses",
    "Students",
];
const QUALITIES: [&str; 5] = ["new", "closed", "unpaid", "wooden", "registered"];
const THINGS: [&str; 9] = [
    "bridges", "wells", "schools", "ferries", "mills", "orchards", "roads", "lamps", "boats",
];
