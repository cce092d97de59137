//! The words with which headings and captions say what they number: `Table 2`, `Chapter 3`.

use super::document_text::number_at_start;

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

/// Whether a heading or a caption says that this is what has that label and number: `Table 2: Costs`.
pub(super) fn is_labelled(text: &str, label: &str, number: &str) -> bool {
    number_after_label(text, label).is_some_and(|it| it.eq_ignore_ascii_case(number))
}

pub(super) fn number_after_label<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let (_, words) = WORDS.iter().find(|(known, _)| *known == label)?;
    let first = text.split_whitespace().next()?;
    let bare = first.trim_end_matches('.').to_lowercase();
    let is_label = words.iter().any(|word| word.trim_end_matches('.') == bare);
    is_label.then(|| number_at_start(text)).flatten()
}
