//! Findings as the protocol's diagnostics.
//!
//! On the article's file the server shows more than the checker prints: findings about a claim's
//! sources, their independence, its attribution and its sign-offs appear on the passage too, with a
//! pointer to the claim. The checker would print the same finding twice. `tests/all/agreement.rs`
//! checks that the two agree in everything else.
//!
//! A diagnostic has no `codeDescription`: the rules' pages have no public address yet.

use std::path::Path;
use std::sync::Arc;

use tower_lsp::ls_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, Range,
};

use super::client::ClientAbilities;
use super::snapshot::{Snapshot, range_in_text, shifted};
use crate::rules::{Analysis, Finding, Group, Severity};
use crate::text::Span;
use crate::text::line_index::LineIndex;
use crate::workspace::Place;
use crate::workspace::{ArticlePlace, ArticleText, File, Slot, Start};

/// The diagnostics of one draft: on the draft itself, and on the file of its article.
#[derive(Default)]
pub struct Diagnostics {
    pub draft: Vec<Diagnostic>,
    pub article: Option<(Arc<Path>, Vec<Diagnostic>)>,
}

/// The diagnostics of the findings in `analysis`, as this client can show them.
pub fn diagnostics_of(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    analysis: &Analysis,
) -> Diagnostics {
    let Some(file) = snapshot.workspace.file(analysis.file()) else {
        return Diagnostics::default();
    };
    let article = analysis.article().map(|article| &**article);
    let converter = Converter {
        snapshot,
        client,
        file,
        article,
    };
    let mut draft = Vec::new();
    let mut on_article = Vec::new();
    let external = article.and_then(|article| match &article.place {
        Some(ArticlePlace::File(path)) => Some(path.clone()),
        _ => None,
    });
    for (start, slot) in file.placed() {
        let findings = analysis.of_declaration(slot.id);
        if findings.is_empty() {
            continue;
        }
        let lines = LineIndex::new(&slot.segment.text);
        for finding in findings {
            if let Place::Declaration { span, .. } = finding.place {
                let range = converter.in_segment(start, slot, &lines, span);
                draft.push(converter.diagnostic(finding, range));
            }
            if external.is_some() {
                on_article.extend(converter.on_passage(finding, analysis, start, slot, &lines));
            }
        }
    }
    for finding in analysis.of_article() {
        let (span, article) = match (finding.place, article) {
            (Place::Article { span, .. }, Some(article)) => (span, article),
            (Place::Declaration { id, span, .. }, _) => {
                if let Some((start, slot)) = file.get(id) {
                    let lines = LineIndex::new(&slot.segment.text);
                    let range = converter.in_segment(start, slot, &lines, span);
                    draft.push(converter.diagnostic(finding, range));
                }
                continue;
            }
            (Place::Article { .. }, None) => continue,
        };
        match &article.place {
            Some(ArticlePlace::Embedded(id)) => {
                if let Some((start, _)) = file.get(*id) {
                    let range = shifted(converter.in_article(article, span), start.line);
                    draft.push(converter.diagnostic(finding, range));
                }
            }
            _ => {
                on_article.push(converter.diagnostic(finding, converter.in_article(article, span)))
            }
        }
    }
    Diagnostics {
        draft,
        article: external.map(|path| (path, on_article)),
    }
}

struct Converter<'a> {
    snapshot: &'a Snapshot,
    client: &'a ClientAbilities,
    file: &'a File,
    article: Option<&'a ArticleText>,
}

impl Converter<'_> {
    fn diagnostic(&self, finding: &Finding, range: Range) -> Diagnostic {
        let name = finding.rule.name;
        let related = self.client.related_information && !finding.related.is_empty();
        let faded = self.client.unnecessary_tag && finding.unnecessary;
        Diagnostic {
            range,
            severity: Some(severity(finding.severity)),
            code: Some(NumberOrString::String(name.to_owned())),
            code_description: None,
            source: Some("sayso".to_owned()),
            message: finding.message.to_string(),
            related_information: related.then(|| self.related(finding)),
            tags: faded.then(|| vec![DiagnosticTag::UNNECESSARY]),
            data: None,
        }
    }

    fn related(&self, finding: &Finding) -> Vec<DiagnosticRelatedInformation> {
        let location = |place| self.location(place);
        finding
            .related
            .iter()
            .filter_map(|related| {
                Some(DiagnosticRelatedInformation {
                    location: location(related.place)?,
                    message: related.message.to_string(),
                })
            })
            .collect()
    }

    fn location(&self, place: Place) -> Option<Location> {
        // The article's text is already loaded. Looking it up by path would read the file again.
        if let (Place::Article { span, .. }, Some(article)) = (place, self.article)
            && let Some(ArticlePlace::File(path)) = &article.place
        {
            let range = self.in_article(article, span);
            return Some(Location {
                uri: self.snapshot.uri(path)?,
                range,
            });
        }
        let location = place.location(&self.snapshot.workspace, self.article)?;
        self.snapshot.location(&location)
    }

    /// The second diagnostic of a finding on the claim's passage, if its rule is about the text.
    fn on_passage(
        &self,
        finding: &Finding,
        analysis: &Analysis,
        start: Start,
        slot: &Slot,
        lines: &LineIndex,
    ) -> Option<Diagnostic> {
        let is_about_text = matches!(
            finding.rule.group,
            Group::Sourcing | Group::Independence | Group::Attribution | Group::SignOff
        );
        let passage = analysis
            .passages()
            .found(slot.id)
            .filter(|_| is_about_text)?;
        let Place::Declaration { span, .. } = finding.place else {
            return None;
        };
        let range = self.in_article(self.article?, Span::from(passage));
        let mut diagnostic = self.diagnostic(finding, range);
        if self.client.related_information {
            let claim = Location {
                uri: self.snapshot.uri(&self.file.path)?,
                range: self.in_segment(start, slot, lines, span),
            };
            let message = "the claim that quotes this passage".to_owned();
            let claim = DiagnosticRelatedInformation {
                location: claim,
                message,
            };
            diagnostic
                .related_information
                .get_or_insert_default()
                .insert(0, claim);
        }
        Some(diagnostic)
    }

    fn in_segment(&self, start: Start, slot: &Slot, lines: &LineIndex, span: Span) -> Range {
        let range = range_in_text(
            &slot.segment.text,
            lines,
            span.range(),
            self.snapshot.encoding,
        );
        shifted(range, start.line)
    }

    fn in_article(&self, article: &ArticleText, span: Span) -> Range {
        range_in_text(
            &article.text,
            &article.lines,
            span.range(),
            self.snapshot.encoding,
        )
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Information => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}
