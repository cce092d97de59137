//! Labels of places in a source: the locators of CSL 1.0.2 with their usual short forms.

use std::borrow::Cow;

/// The CSL name of each label and the ways to write it. Completion offers the first one.
pub static LABELS: &[(&str, &[&str])] = &[
    ("page", &["p.", "pp.", "page", "pages", "p", "pp"]),
    (
        "paragraph",
        &[
            "para",
            "paras",
            "paragraph",
            "paragraphs",
            "para.",
            "paras.",
            "par.",
            "¶",
            "¶¶",
        ],
    ),
    ("line", &["line", "lines", "l.", "ll."]),
    (
        "section",
        &["section", "sections", "sec.", "secs.", "§", "§§"],
    ),
    ("chapter", &["chapter", "chapters", "ch.", "chs.", "chap."]),
    ("table", &["table", "tables", "tab."]),
    ("figure", &["figure", "figures", "fig.", "figs."]),
    ("cell", &["cell", "cells"]),
    ("row", &["row", "rows"]),
    ("column", &["column", "columns", "col.", "cols."]),
    ("sheet", &["sheet", "sheets"]),
    ("folio", &["folio", "folios", "fol.", "fols."]),
    ("volume", &["volume", "volumes", "vol.", "vols."]),
    ("part", &["part", "parts", "pt.", "pts."]),
    (
        "note",
        &[
            "note",
            "notes",
            "n.",
            "nn.",
            "footnote",
            "footnotes",
            "fn.",
            "fns.",
        ],
    ),
    ("article", &["article", "articles", "art.", "arts."]),
    ("appendix", &["appendix", "appendices", "app.", "annex"]),
    ("book", &["book", "books", "bk."]),
    ("issue", &["issue", "issues", "no.", "nos."]),
    ("act", &["act", "acts"]),
    ("scene", &["scene", "scenes", "sc."]),
    ("canon", &["canon", "canons"]),
    ("elocation", &["elocation", "loc."]),
    ("sub-verbo", &["s.v.", "s.vv."]),
    ("title", &["title", "titles", "tit."]),
    ("equation", &["equation", "equations", "eq.", "eqs."]),
    ("opus", &["opus", "op."]),
    ("rule", &["rule", "rules", "r."]),
    ("verse", &["verse", "verses", "v.", "vv."]),
    ("version", &["version", "versions"]),
    ("supplement", &["supplement", "supplements", "supp."]),
    ("question", &["question", "questions", "q."]),
    ("slide", &["slide", "slides"]),
    ("item", &["item", "items"]),
    ("minute", &["minute", "minutes", "min."]),
];

/// The CSL label of this word, in any letter case.
pub fn label_of(word: &str) -> Option<&'static str> {
    let is_lower = |c: char| c.is_ascii_lowercase() || matches!(c, '.' | '¶' | '§');
    let word = match word.chars().all(is_lower) {
        true => Cow::Borrowed(word),
        false => word.to_lowercase().into(),
    };
    LABELS
        .iter()
        .find(|(_, forms)| forms.contains(&&*word))
        .map(|(label, _)| *label)
}

/// A time in a recording, which needs no label.
pub const TIME: &str = "time";

/// The labels of places that a source of this kind usually has, the most usual first. None if that is not known.
pub fn labels_in(source_kind: &str) -> &'static [&'static str] {
    match source_kind {
        "interview" => &[TIME, "page", "paragraph", "line", "question"],
        "broadcast" => &[TIME],
        "photo-video" => &[TIME, "item"],
        "email" | "statement" | "press-release" | "wire" | "news-article" | "social-post" => {
            &["paragraph", "page", "line", "item"]
        }
        "webpage" => &["section", "paragraph", "table", "figure"],
        "dataset" => &["row", "cell", "column", "table", "sheet"],
        "document" | "report" | "study" => &[
            "page",
            "paragraph",
            "section",
            "chapter",
            "table",
            "figure",
            "note",
            "appendix",
        ],
        "court-record" => &["page", "paragraph", "line", "section", "folio"],
        "legislation" => &["article", "section", "paragraph", "chapter", "part", "page"],
        "book" => &["page", "chapter", "part", "note"],
        "map" => &["sheet", "cell", "figure"],
        "observation" => &[TIME, "note", "page"],
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::schema::SOURCE_KINDS;

    #[test]
    fn every_kind_of_source_has_known_labels() {
        for kind in SOURCE_KINDS {
            let labels = labels_in(kind);
            assert!(!labels.is_empty(), "{kind}");
            for label in labels {
                let is_known = LABELS.iter().any(|(known, _)| known == label);
                assert!(is_known || *label == TIME, "{kind}: {label}");
            }
        }
    }
}
