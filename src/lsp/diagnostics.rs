//! Findings as the protocol's diagnostics.
//!
//! On the article's file the server shows more than the checker prints: findings about a claim's
//! sources, their independence, its attribution and its sign-offs leave a faint mark on the passage too, with a
//! pointer to the claim. A mark is a hint, whatever the finding is, so that editors count a finding once, as the checker
//! does. `tests/all/agreement.rs` checks that the two agree in everything else.
//!
//! A diagnostic has no `codeDescription`: the rules' pages have no public address yet.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use serde_json::{Value, json};
use tower_lsp::ls_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location,
    NumberOrString, Range,
};

use super::client::ClientAbilities;
use super::quiet::Quiet;
use super::snapshot::{Snapshot, range_in_text, shifted};
use crate::rules::{Analysis, Finding, Group, Severity, in_sentences};
use crate::text::Span;
use crate::text::line_index::LineIndex;
use crate::workspace::Place;
use crate::workspace::{ArticlePlace, ArticleText, File, Slot, Start};

/// The maximum number of diagnostics in one document. Editors show no more, and a draft can have 250,000 mistakes.
pub const MOST_DIAGNOSTICS: usize = 1_000;

/// The severity of what the article shows of a claim's findings.
const MARK: DiagnosticSeverity = DiagnosticSeverity::HINT;

/// The diagnostics of one draft: on the draft itself, and on the file of its article. If there are too many, those of
/// the highest severity.
#[derive(Default)]
pub struct Diagnostics {
    pub draft: Vec<Diagnostic>,
    pub article: Option<(Arc<Path>, Vec<Diagnostic>)>,
}

/// The diagnostics of the findings in `analysis` that do not wait, as this client can show them.
pub fn diagnostics_of(
    snapshot: &Snapshot,
    client: &ClientAbilities,
    analysis: &Analysis,
    quiet: &Quiet,
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
    let mut draft = Shown::default();
    let mut on_article = Shown::default();
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
        let shown = findings.iter().filter(|it| quiet.shows(Some(slot.id), it));
        for finding in shown {
            if let Place::Declaration { span, .. } = finding.place {
                draft.add(severity(finding.severity), || {
                    let range = converter.in_segment(start, slot, &lines, span);
                    Some(converter.diagnostic(finding, range))
                });
            }
            if external.is_some() && is_about_text(finding) {
                on_article.add(MARK, || {
                    converter.on_passage(finding, analysis, start, slot, &lines)
                });
            }
        }
    }
    let in_text = analysis.in_text().iter();
    let in_text = in_text.filter(|it| quiet.shows(None, it));
    let in_article = in_sentences(quiet.sentences(analysis)).chain(in_text);
    for finding in in_article.chain(analysis.of_exposures()) {
        let (span, article) = match (finding.place, article) {
            (Place::Article { span, .. }, Some(article)) => (span, article),
            (Place::Declaration { id, span, .. }, _) => {
                draft.add(severity(finding.severity), || {
                    let (start, slot) = file.get(id)?;
                    let lines = LineIndex::new(&slot.segment.text);
                    let range = converter.in_segment(start, slot, &lines, span);
                    Some(converter.diagnostic(finding, range))
                });
                continue;
            }
            (Place::Article { .. }, None) => continue,
        };
        match &article.place {
            Some(ArticlePlace::Embedded(id)) => draft.add(severity(finding.severity), || {
                let (start, _) = file.get(*id)?;
                let range = shifted(converter.in_article(article, span), start.line);
                Some(converter.diagnostic(finding, range))
            }),
            _ => on_article.add(severity(finding.severity), || {
                Some(converter.diagnostic(finding, converter.in_article(article, span)))
            }),
        }
    }
    Diagnostics {
        draft: draft.done(),
        article: external.map(|path| (path, on_article.done())),
    }
}

/// The diagnostics of one document, as many as are shown.
#[derive(Default)]
pub struct Shown {
    /// By severity, each with its number in the order in which they came.
    by_severity: BTreeMap<DiagnosticSeverity, Vec<(usize, Diagnostic)>>,
    shown: usize,
    came: usize,
}

impl Shown {
    /// Adds a diagnostic, unless there are enough that are at least as severe. If there are too many then, the last of
    /// the least severe ones is left out.
    pub fn add(&mut self, severity: DiagnosticSeverity, make: impl FnOnce() -> Option<Diagnostic>) {
        let least = self.by_severity.last_key_value().map(|(least, _)| *least);
        let is_full = self.shown >= MOST_DIAGNOSTICS;
        self.came += 1;
        if is_full && least.is_none_or(|least| least <= severity) {
            return;
        }
        let Some(diagnostic) = make() else {
            self.came -= 1;
            return;
        };
        let alike = self.by_severity.entry(severity).or_default();
        alike.push((self.came, diagnostic));
        self.shown += 1;
        if is_full && let Some(mut least) = self.by_severity.last_entry() {
            least.get_mut().pop();
            if least.get().is_empty() {
                least.remove();
            }
            self.shown -= 1;
        }
    }

    /// All of them in the order in which they came. One more at the start of the document says if some are left out.
    pub fn done(self) -> Vec<Diagnostic> {
        let mut shown: Vec<_> = self.by_severity.into_values().flatten().collect();
        shown.sort_by_key(|(number, _)| *number);
        let mut shown: Vec<Diagnostic> = shown.into_iter().map(|(_, shown)| shown).collect();
        if self.came > self.shown {
            shown.push(more());
        }
        shown
    }
}

/// What stands for the findings that are not shown.
fn more() -> Diagnostic {
    const MORE: &str = "not all findings are shown here, because there are too many: fix some of them, or run `sayso check` to see the others";
    Diagnostic {
        severity: Some(DiagnosticSeverity::INFORMATION),
        source: Some("sayso".to_owned()),
        message: MORE.to_owned(),
        ..Diagnostic::default()
    }
}

/// What identifies a diagnostic: the place of its finding, its rule and its message.
pub type DiagnosticKey<'a> = ([u32; 4], Option<&'a str>, &'a str);

/// The data of a diagnostic: where its finding is. The mark on a passage is elsewhere.
fn place_of_finding(range: Range) -> Value {
    json!({"finding": corners(range)})
}

fn place_in_data(data: &Value) -> Option<[u32; 4]> {
    serde_json::from_value(data.get("finding")?.clone()).ok()
}

pub fn key_of(diagnostic: &Diagnostic) -> DiagnosticKey<'_> {
    let rule = match &diagnostic.code {
        Some(NumberOrString::String(rule)) => Some(&**rule),
        _ => None,
    };
    let place = diagnostic.data.as_ref().and_then(place_in_data);
    let place = place.unwrap_or(corners(diagnostic.range));
    (place, rule, &diagnostic.message)
}

pub fn corners(range: Range) -> [u32; 4] {
    let Range { start, end } = range;
    [start.line, start.character, end.line, end.character]
}

/// Whether the finding's rule is about the text, so that it appears on the claim's passage too.
fn is_about_text(finding: &Finding) -> bool {
    matches!(
        finding.rule.group,
        Group::Sourcing | Group::Independence | Group::Attribution | Group::SignOff
    )
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
            data: self.client.diagnostic_data.then(|| place_of_finding(range)),
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

    /// The mark of a finding on the claim's passage, if it has one, or on the words of it that the finding is about.
    fn on_passage(
        &self,
        finding: &Finding,
        analysis: &Analysis,
        start: Start,
        slot: &Slot,
        lines: &LineIndex,
    ) -> Option<Diagnostic> {
        let passage = analysis.passages().found(slot.id)?;
        let Place::Declaration { span, .. } = finding.place else {
            return None;
        };
        let words = finding.in_article.unwrap_or(Span::from(passage));
        let range = self.in_article(self.article?, words);
        let on_claim = self.in_segment(start, slot, lines, span);
        let mut diagnostic = Diagnostic {
            range,
            severity: Some(MARK),
            ..self.diagnostic(finding, on_claim)
        };
        if self.client.related_information {
            let claim = Location {
                uri: self.snapshot.uri(&self.file.path)?,
                range: on_claim,
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

#[cfg(test)]
mod tests {
    use tower_lsp::ls_types::Position;

    use super::*;

    /// The mark on a passage is identified by the place of its finding, however a client sends it back.
    #[test]
    fn a_mark_is_identified_by_its_finding() {
        let range = |line| Range::new(Position::new(line, 7), Position::new(line, 9));
        let mut mark = Diagnostic {
            range: range(0),
            data: Some(place_of_finding(range(4))),
            ..Diagnostic::default()
        };
        assert_eq!(key_of(&mark).0, [4, 7, 4, 9]);
        for data in [None, Some(json!("other")), Some(json!({"finding": [1]}))] {
            mark.data = data;
            assert_eq!(key_of(&mark).0, [0, 7, 0, 9]);
        }
    }
}
