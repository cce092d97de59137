//! The words of the Sayso language: keywords, kinds, fields, and the values of fields.

use super::snippet::choice;
use super::{Completion, CompletionKind, Insert, Request};
use crate::model::languages::LANGUAGES;
use crate::model::schema::{self, FieldSpec, Shape};
use crate::rules::{RULES, Rule};
use crate::syntax::Keyword;

impl Request<'_> {
    pub(super) fn keywords(&self) -> Vec<Completion> {
        let wants_headline = self.options.snippets && self.rest_of_line().trim().is_empty();
        let allowed = Keyword::ALL
            .into_iter()
            .filter(|k| !self.exists_already(*k));
        let item = |keyword: Keyword| {
            let mut item = self.item(CompletionKind::Keyword, keyword.word());
            item.documentation = Some(schema::summary_of(keyword).to_owned());
            if wants_headline {
                item.insert = Insert::Snippet(headline_of(keyword));
            }
            item
        };
        allowed.map(item).collect()
    }

    /// Whether another declaration already has the keyword, and a file may have only one.
    pub(super) fn exists_already(&self, keyword: Keyword) -> bool {
        matches!(keyword, Keyword::Article | Keyword::Text)
            && self
                .file
                .first(keyword)
                .is_some_and(|slot| slot.id != self.id)
    }

    pub(super) fn kinds(&self, keyword: Keyword) -> Vec<Completion> {
        let kinds = schema::kinds_of(keyword).iter();
        kinds
            .map(|&kind| {
                let mut item = self.item(CompletionKind::Kind, kind);
                let sourceless = schema::UNSOURCED_CLAIM_KINDS.contains(&kind);
                if keyword == Keyword::Claim && sourceless {
                    item.detail = Some("needs no source".to_owned());
                }
                item
            })
            .collect()
    }

    /// The fields that can still be added.
    pub(super) fn fields(&self) -> Vec<Completion> {
        let Some(item) = &self.segment.item else {
            return Vec::new();
        };
        let fields = schema::fields_of(item.keyword()).iter();
        let free = fields.filter(|field| field.many || !self.has_field(field.name));
        free.map(|field| self.field(field)).collect()
    }

    /// Whether a line other than this one has that field.
    fn has_field(&self, name: &str) -> bool {
        let text = &*self.segment.text;
        let declaration = self.segment.syntax().declaration.as_ref();
        declaration.is_some_and(|declaration| {
            let mut same = declaration.fields_named(text, name);
            same.any(|field| !field.name.touches(self.offset))
        })
    }

    fn field(&self, field: &FieldSpec) -> Completion {
        let mut item = self.item(CompletionKind::Field, field.name);
        item.detail = Some(field.summary.to_owned());
        item.documentation = Some(format!("```sayso\n{}: {}\n```", field.name, field.example));
        item.insert = match self.rest_of_line().trim_start().starts_with(':') {
            true => Insert::Text(field.name.to_owned()),
            false if self.options.snippets => {
                Insert::Snippet(format!("{}: {}", field.name, stub_of(field.shape)))
            }
            false => Insert::Text(format!("{}: ", field.name)),
        };
        item
    }

    pub(super) fn words(&self, words: &[&str]) -> Vec<Completion> {
        let words = words.iter();
        words
            .map(|word| self.item(CompletionKind::Word, *word))
            .collect()
    }

    /// The rules that can be allowed. If snippets are supported and nothing follows, with a place for the
    /// reason.
    pub(super) fn rules(&self) -> Vec<Completion> {
        let wants_reason = self.options.snippets && self.rest_of_line().trim().is_empty();
        let rules = RULES.iter().filter(|rule| rule.can_be_allowed());
        let item = |rule: &&Rule| {
            let mut item = self.item(CompletionKind::Rule, rule.name);
            item.detail = Some(rule.summary.to_owned());
            if wants_reason {
                item.insert = Insert::Snippet(format!("{} \"$1\"", rule.name));
            }
            item
        };
        rules.map(item).collect()
    }

    pub(super) fn languages(&self) -> Vec<Completion> {
        let languages = LANGUAGES.iter();
        languages
            .map(|(tag, name)| {
                let mut item = self.item(CompletionKind::Word, *tag);
                item.detail = Some((*name).to_owned());
                item
            })
            .collect()
    }
}

/// The snippet of a headline.
fn headline_of(keyword: Keyword) -> String {
    let kinds = choice(2, schema::kinds_of(keyword));
    match keyword {
        Keyword::Article => {
            "article \"${1:headline}\"\n  text: \"${2:article.md}\"\n  $0".to_owned()
        }
        Keyword::Text => "text\n  $0".to_owned(),
        Keyword::Entity => format!("entity ${{1:name}}: {kinds} \"${{3:Name}}\"\n  $0"),
        Keyword::Source => format!("source ${{1:name}}: {kinds} \"${{3:title}}\"\n  by: $0"),
        Keyword::Claim => format!("claim: {kinds} \"${{3}}\"\n  source: $0"),
        Keyword::Unknown => String::new(),
    }
}

/// The snippet of a value.
fn stub_of(shape: Shape) -> String {
    match shape {
        Shape::Text | Shape::Path | Shape::File | Shape::Role => "\"$1\"".to_owned(),
        Shape::Approval | Shape::SignOff => "${1:date} by $2".to_owned(),
        Shape::Retraction => "${1:date} \"$2\"".to_owned(),
        Shape::Allow => "$1 \"$2\"".to_owned(),
        Shape::Choice(words) => choice(1, words),
        _ => "$1".to_owned(),
    }
}
