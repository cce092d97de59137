//! Whole declarations to start with, as snippets.

use super::passages::in_marks;
use super::snippet::{choice, place};
use super::{Completion, CompletionKind, Insert, Request};
use crate::model::schema::{self, CLAIM_KINDS, UNSOURCED_CLAIM_KINDS};
use crate::syntax::Keyword;

/// Kinds of claims with fields of their own, for which there are other snippets.
const WITH_OWN_FIELDS: &[&str] = &["quote", "allegation"];

/// A declaration to start with.
struct Draft {
    /// What somebody types to find it.
    label: &'static str,
    summary: &'static str,
    keyword: Keyword,
    /// The lines. `TODAY` becomes today's date, `QUOTATION` the next words of the article, and `KINDS`, `STATUS` and
    /// `TERMS` a choice of words.
    lines: &'static [&'static str],
}

static DRAFTS: &[Draft] = &[
    Draft {
        label: "draft",
        summary: "The start of an annotated draft: the article and the file of its text",
        keyword: Keyword::Article,
        lines: &[
            "article \"${1:headline}\"",
            "  text: \"${2:article.md}\"",
            "  byline: \"${3:name}\"",
            "  language: ${4:en}",
            "  status: STATUS",
            "",
            "$0",
        ],
    },
    Draft {
        label: "embedded text",
        summary: "The article's text in this file instead of a file of its own",
        keyword: Keyword::Text,
        lines: &["text", "  ${0:The article's first paragraph.}"],
    },
    Draft {
        label: "person",
        summary: "A person that the newsroom knows",
        keyword: Keyword::Entity,
        lines: &[
            "entity ${1:name}: person \"${2:Full Name}\"",
            "  aka: \"${3:another name}\"",
            "  role: \"${4:role}\"",
            "$0",
        ],
    },
    Draft {
        label: "organisation",
        summary: "An organisation that the newsroom knows",
        keyword: Keyword::Entity,
        lines: &[
            "entity ${1:name}: organisation \"${2:Full name}\"",
            "  aka: \"${3:another name}\"",
            "  url: ${4:https://example.org/}",
            "$0",
        ],
    },
    Draft {
        label: "place",
        summary: "A place that the newsroom knows",
        keyword: Keyword::Entity,
        lines: &[
            "entity ${1:name}: place \"${2:Full name}\"",
            "  aka: \"${3:another name}\"",
            "$0",
        ],
    },
    Draft {
        label: "interview",
        summary: "An interview by the newsroom",
        keyword: Keyword::Source,
        lines: &[
            "source ${1:name}: interview \"${2:Conversation with …}\"",
            "  by: @${3:person}",
            "  event: ${4:TODAY}",
            "  terms: TERMS",
            "$0",
        ],
    },
    Draft {
        label: "webpage",
        summary: "A page on the web, with an archived copy",
        keyword: Keyword::Source,
        lines: &[
            "source ${1:name}: webpage \"${2:title}\"",
            "  by: @${3:publisher}",
            "  issued: ${4:TODAY}",
            "  retrieved: ${5:TODAY}",
            "  url: ${6:https://example.org/page}",
            "  archived: ${7:https://archive.example.org/page}",
            "$0",
        ],
    },
    Draft {
        label: "document",
        summary: "A document that the newsroom has",
        keyword: Keyword::Source,
        lines: &[
            "source ${1:name}: document \"${2:title}\"",
            "  by: @${3:author}",
            "  issued: ${4:TODAY}",
            "  file: \"${5:path}\"",
            "$0",
        ],
    },
    Draft {
        label: "confidential",
        summary: "A source whose identity is not written in the repository",
        keyword: Keyword::Source,
        lines: &[
            "source ${1:name}: interview \"${2:what it is, without who}\"",
            "  confidential: yes",
            "  described-as: \"${3:as the article may call the source}\"",
            "  reason: \"${4:why the source stays unnamed}\"",
            "  approved: ${5:TODAY} by \"${6:editor}\"",
            "$0",
        ],
    },
    Draft {
        label: "claim with source",
        summary: "A passage of the article and the source that supports it",
        keyword: Keyword::Claim,
        lines: &[
            "claim: KINDS QUOTATION",
            "  about: @${3:entity}",
            "  source: @${4:source} at ${5:p. 1}",
            "$0",
        ],
    },
    Draft {
        label: "quote",
        summary: "A quotation in the article: who said it and where",
        keyword: Keyword::Claim,
        lines: &[
            "claim: quote QUOTATION",
            "  said-by: @${3:person}",
            "  source: @${4:source} at ${5:p. 1} \"${6:the source's words}\"",
            "$0",
        ],
    },
    Draft {
        label: "allegation",
        summary: "An accusation, with two independent sources",
        keyword: Keyword::Claim,
        lines: &[
            "claim: allegation QUOTATION",
            "  about: @${3:person}",
            "  source: @${4:source} at ${5:p. 1}",
            "  source: @${6:independent-source} at ${7:p. 1}",
            "$0",
        ],
    },
];

impl Request<'_> {
    /// Only on an empty line, and for clients that know where the words go that have to be filled in.
    pub(super) fn drafts(&self) -> Vec<Completion> {
        if !self.options.snippets || !self.rest_of_line().trim().is_empty() {
            return Vec::new();
        }
        let quotation = self.quotation();
        let possible = DRAFTS
            .iter()
            .filter(|draft| !self.exists_already(draft.keyword));
        let possible = possible.map(|draft| self.draft(draft, &quotation));
        possible.collect()
    }

    fn draft(&self, draft: &Draft, quotation: &str) -> Completion {
        let signing = self.options.signing;
        let today = signing.map_or("date".to_owned(), |signing| signing.today.to_string());
        let lines = draft.lines.join("\n");
        let snippet = lines
            .replace("TODAY", &today)
            .replace("KINDS", &choice(1, &sourced_kinds()))
            .replace("STATUS", &choice(5, words_of(Keyword::Article, "status")))
            .replace("TERMS", &choice(5, words_of(Keyword::Source, "terms")))
            .replace("QUOTATION", quotation);
        let mut item = self.item(CompletionKind::Draft, draft.label);
        item.detail = Some(draft.summary.to_owned());
        item.insert = Insert::Snippet(snippet);
        item
    }

    /// The next sentence of the article without a claim, in quotation marks, to be replaced or kept.
    fn quotation(&self) -> String {
        match self.next_uncovered() {
            Some(sentence) => {
                let (open, sentence, close) = in_marks(&sentence);
                format!("{open}{}{close}", place(2, &sentence))
            }
            None => format!("\"{}\"", place(2, "words of the article")),
        }
    }
}

/// The kinds of claims that need a source and no other field.
fn sourced_kinds() -> Vec<&'static str> {
    let mut kinds = CLAIM_KINDS.to_vec();
    kinds.retain(|kind| !UNSOURCED_CLAIM_KINDS.contains(kind) && !WITH_OWN_FIELDS.contains(kind));
    kinds
}

fn words_of(keyword: Keyword, field: &str) -> &'static [&'static str] {
    let field = schema::field_of(keyword, field);
    match field.map(|field| field.shape) {
        Some(schema::Shape::Choice(words)) => words,
        _ => &[],
    }
}
