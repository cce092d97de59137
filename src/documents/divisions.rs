//! Sections, chapters, articles and the like: places that headings, captions or printed numbers name.

use std::ops::Range;

use super::document_text::{DocumentText, number_at_start};
use super::places::{Excerpt, Narrowed, PlacePart, known_if_any, narrow};
use crate::text::fold::fold_for_search;

/// The words before the number of a division, by CSL label: those of the languages in which Sayso reads articles.
/// Another word is not recognised, and then nobody knows whether there is such a division.
const WORDS: &[(&str, &[&str])] = &[
    (
        "section",
        &[
            "section",
            "sec.",
            "§",
            "abschnitt",
            "section",
            "sección",
            "seção",
            "sezione",
        ],
    ),
    (
        "chapter",
        &[
            "chapter",
            "ch.",
            "kapitel",
            "chapitre",
            "capítulo",
            "capitolo",
            "hoofdstuk",
        ],
    ),
    (
        "article",
        &[
            "article",
            "art.",
            "artikel",
            "artículo",
            "artigo",
            "articolo",
        ],
    ),
    ("part", &["part", "pt.", "teil", "partie", "parte", "deel"]),
    (
        "table",
        &[
            "table", "tab.", "tabelle", "tableau", "tabla", "tabela", "tabella", "tabel",
        ],
    ),
    (
        "figure",
        &["figure", "fig.", "abbildung", "abb.", "figura", "figuur"],
    ),
    (
        "appendix",
        &[
            "appendix", "annex", "anhang", "annexe", "anexo", "allegato", "bijlage",
        ],
    ),
    ("question", &["question", "q.", "q", "frage", "pregunta"]),
    ("slide", &["slide", "folie"]),
    ("item", &["item", "punkt", "point"]),
];

impl DocumentText {
    /// From the heading with this label and number, or with this title, to the next heading of its level. In a text
    /// without such a heading, from the passage that starts so to the next one that does.
    pub(super) fn in_division<'a>(
        &'a self,
        scope: &[Excerpt<'a>],
        part: PlacePart,
    ) -> Narrowed<'a> {
        let sections = self.sections_called(part);
        if !sections.is_empty() {
            return narrow(scope, |it| {
                let section = self.place(it).section;
                section.is_some_and(|at| sections.iter().any(|range| range.contains(&at)))
            });
        }
        let labelled = labelled(scope, part);
        let is_numbered = matches!(part.label, "section" | "article");
        known_if_any(match labelled.is_empty() && is_numbered {
            true => self.numbered(scope, part),
            false => labelled,
        })
    }

    /// Ranges of [`super::Extent::sections`].
    fn sections_called(&self, part: PlacePart) -> Vec<Range<u32>> {
        let sections = &self.extent.sections;
        let is_called = |title: &str, value: &str| {
            let number = number_at_start(title).filter(|_| part.label == "section");
            is_labelled(title, part.label, value)
                || number.is_some_and(|number| number.eq_ignore_ascii_case(value))
                || is_title(title, value)
        };
        let end_of_range = |from: usize, to: &str| {
            (from..sections.len()).find(|&at| is_called(&sections[at].title, to))
        };
        let all = (0..sections.len()).filter(|&at| is_called(&sections[at].title, part.from));
        let to_end = |at: usize| {
            let last = part.to.and_then(|to| end_of_range(at, to)).unwrap_or(at);
            let is_next = |it: &usize| sections[*it].level <= sections[last].level;
            let next = (last + 1..sections.len()).find(is_next);
            at as u32..next.unwrap_or(sections.len()) as u32
        };
        all.map(to_end).collect()
    }
}

/// The passages that start with the label and the number, each with those that follow it up to the next one that
/// starts with such a label.
fn labelled<'a>(scope: &[Excerpt<'a>], part: PlacePart) -> Vec<Excerpt<'a>> {
    let mut is_inside = false;
    let mut found = Vec::new();
    for excerpt in scope {
        if let Some(number) = number_after_label(excerpt.text, part.label) {
            is_inside = number.eq_ignore_ascii_case(part.from);
        }
        if is_inside {
            found.push(excerpt.clone());
        }
    }
    found
}

/// Whether a heading or a caption says that this is what has that label and number: `Table 2: Costs`.
pub(super) fn is_labelled(text: &str, label: &str, number: &str) -> bool {
    number_after_label(text, label).is_some_and(|it| it.eq_ignore_ascii_case(number))
}

fn number_after_label<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let (_, words) = WORDS.iter().find(|(known, _)| *known == label)?;
    let first = text.split_whitespace().next()?;
    let bare = first.trim_end_matches('.').to_lowercase();
    let is_label = words.iter().any(|word| word.trim_end_matches('.') == bare);
    is_label.then(|| number_at_start(text)).flatten()
}

/// Whether a heading is this title, with or without its number.
fn is_title(heading: &str, title: &str) -> bool {
    let has_words = title.contains(char::is_alphabetic);
    let (heading, title) = (
        fold_for_search(heading.trim()),
        fold_for_search(title.trim()),
    );
    let is_end = || {
        let before = heading.strip_suffix(&title);
        before.is_some_and(|before| before.ends_with(' ') && number_at_start(before).is_some())
    };
    has_words && title.chars().count() > 1 && (heading == title || is_end())
}
