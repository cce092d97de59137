//! Each finding with the lines that it is about.

use std::path::Path;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::summary::closing_line;
use crate::cli::check::Outcome;
use crate::cli::report::{Reported, Spot};
use crate::rules::Severity;

/// How many bytes of a text are laid out around a finding: enough for its lines, and bounded, so
/// that a text of one endless line is no burden.
const AROUND: usize = 2000;

/// With colour codes; whoever prints it takes them out where they are not wanted.
pub fn human(outcome: &Outcome) -> String {
    let renderer = Renderer::styled().decor_style(DecorStyle::Ascii);
    let mut out = String::new();
    for finding in &outcome.findings {
        out += &renderer.render(&[group(outcome, finding)]);
        out += "\n\n";
    }
    out + &closing_line(&outcome.summary)
}

fn group<'a>(outcome: &'a Outcome, finding: &'a Reported) -> Group<'a> {
    let title = level(finding.severity)
        .primary_title(&*finding.message)
        .id(finding.rule);
    let Some(text) = outcome.text(&finding.spot.path) else {
        let path =
            annotate_snippets::Origin::path(outcome.shown(&finding.spot.path).to_string_lossy());
        return title.element(path);
    };
    let same_file = |path: &Path| *path == *finding.spot.path;
    let excerpt = Excerpt::around(text, &finding.spot);
    let mut snippet = Snippet::source(excerpt.text)
        .line_start(excerpt.line)
        .path(outcome.shown(&finding.spot.path).to_string_lossy())
        .annotation(AnnotationKind::Primary.span(excerpt.span(&finding.spot)));
    let mut elsewhere: Vec<Snippet<'a, annotate_snippets::Annotation<'a>>> = Vec::new();
    for (spot, message) in &finding.related {
        if same_file(&spot.path) && excerpt.holds(spot) {
            let context = AnnotationKind::Context.span(excerpt.span(spot));
            snippet = snippet.annotation(context.label(message));
        } else if let Some(text) = outcome.text(&spot.path) {
            let excerpt = Excerpt::around(text, spot);
            let context = AnnotationKind::Context
                .span(excerpt.span(spot))
                .label(message);
            let path = outcome.shown(&spot.path).to_string_lossy();
            elsewhere.push(
                Snippet::source(excerpt.text)
                    .line_start(excerpt.line)
                    .path(path)
                    .annotation(context),
            );
        }
    }
    title.element(snippet).elements(elsewhere)
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Information => Level::INFO.with_name("information"),
        Severity::Hint => Level::NOTE.with_name("hint"),
    }
}

/// The lines around a place.
struct Excerpt<'a> {
    text: &'a str,
    /// Where it starts in the file.
    start: usize,
    line: usize,
}

impl<'a> Excerpt<'a> {
    fn around(text: &'a str, spot: &Spot) -> Excerpt<'a> {
        let from = text.floor_char_boundary(spot.start.byte.saturating_sub(AROUND));
        let line_start = text[from..spot.start.byte]
            .rfind(['\n', '\r'])
            .map(|at| from + at + 1);
        let start = line_start.unwrap_or(from);
        let to = text.floor_char_boundary((spot.end.byte + AROUND).min(text.len()));
        let end = text[spot.end.byte..to]
            .find(['\n', '\r'])
            .map_or(to, |at| spot.end.byte + at);
        Excerpt {
            text: &text[start..end],
            start,
            line: spot.start.line as usize,
        }
    }

    fn holds(&self, spot: &Spot) -> bool {
        self.start <= spot.start.byte && spot.end.byte <= self.start + self.text.len()
    }

    fn span(&self, spot: &Spot) -> std::ops::Range<usize> {
        spot.start.byte - self.start..spot.end.byte - self.start
    }
}
