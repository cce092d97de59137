//! Each finding with the lines that it is about, for people.

use std::io::Write;
use std::ops::Range;
use std::path::Path;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet, Title,
};

use anyhow::Result;

use super::closing_lines::closing_lines;
use super::format::{Audience, OutputFormat, WriteOptions};
use super::rendering::{READABLE_FINDINGS, each_finding, shown};
use crate::cli::check::outcome::Outcome;
use crate::cli::check::reported::{Reported, Spot};
use crate::cli::excerpt::shown_around;
use crate::cli::printable::{printable, printable_in_place};
use crate::rules::Severity;

pub const FORMAT: OutputFormat = OutputFormat {
    name: "human",
    description: "Each finding with the lines that it is about",
    audience: Audience::People,
    needs_texts: true,
    needs_fixes: false,
    write: human,
};

fn human(out: &mut dyn Write, outcome: &Outcome, options: WriteOptions) -> Result<()> {
    let renderer = match options.colours {
        true => Renderer::styled(),
        false => Renderer::plain(),
    };
    let renderer = renderer.decor_style(DecorStyle::Ascii);
    let shown = shown(outcome, options);
    each_finding(out, &shown, |out, at, finding| {
        let group = match at < READABLE_FINDINGS {
            true => group(outcome, finding),
            false => title(finding).element(origin(outcome, &finding.spot)),
        };
        *out += &renderer.render(&[group]);
        *out += "\n\n";
    })?;
    out.write_all(closing_lines(outcome, options).as_bytes())?;
    Ok(())
}

fn group<'a>(outcome: &'a Outcome, finding: &'a Reported) -> Group<'a> {
    let spot = &finding.spot;
    let title = title(finding);
    let Some(excerpt) = Excerpt::of(outcome, spot) else {
        return title.element(origin(outcome, spot));
    };
    let (here, elsewhere): (Vec<_>, Vec<_>) = finding
        .related
        .iter()
        .partition(|(other, _)| excerpt.holds(other));
    let context = here.into_iter().map(|(spot, message)| {
        AnnotationKind::Context
            .span(excerpt.span(spot))
            .label(printable(message))
    });
    let primary = AnnotationKind::Primary.span(excerpt.span(spot));
    let snippet = excerpt
        .snippet(outcome)
        .annotation(primary)
        .annotations(context);
    let snippets = elsewhere.into_iter().filter_map(|(spot, message)| {
        let excerpt = Excerpt::of(outcome, spot)?;
        let context = AnnotationKind::Context
            .span(excerpt.span(spot))
            .label(printable(message));
        Some(excerpt.snippet(outcome).annotation(context))
    });
    title.element(snippet).elements(snippets)
}

fn title(finding: &Reported) -> Title<'_> {
    level(finding.severity)
        .primary_title(printable(&finding.message))
        .id(finding.rule)
}

fn origin<'a>(outcome: &'a Outcome, spot: &'a Spot) -> Origin<'a> {
    Origin::path(shown_path(outcome, &spot.path))
        .line(spot.start.line as usize)
        .char_column(spot.start.column as usize)
}

fn shown_path(outcome: &Outcome, path: &Path) -> String {
    printable(&outcome.shown_path(path)).into_owned()
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
    path: &'a Path,
    text: &'a str,
    /// The byte at which it starts in the file.
    start: usize,
    line: usize,
}

impl<'a> Excerpt<'a> {
    /// None if there is no text, or if it must not be shown.
    fn of(outcome: &'a Outcome, spot: &'a Spot) -> Option<Excerpt<'a>> {
        let text = outcome.text(&spot.path).filter(|_| !spot.confidential)?;
        let Range { start, end } = shown_around(text, &spot.bytes());
        let line = spot.start.line as usize;
        Some(Excerpt {
            path: &spot.path,
            text: &text[start..end],
            start,
            line,
        })
    }

    fn holds(&self, spot: &Spot) -> bool {
        let Range { start, end } = spot.bytes();
        *spot.path == *self.path
            && !spot.confidential
            && self.start <= start
            && end <= self.start + self.text.len()
    }

    fn span(&self, spot: &Spot) -> Range<usize> {
        let Range { start, end } = spot.bytes();
        start - self.start..end - self.start
    }

    fn snippet(&self, outcome: &'a Outcome) -> Snippet<'a, Annotation<'a>> {
        Snippet::source(printable_in_place(self.text))
            .line_start(self.line)
            .path(shown_path(outcome, self.path))
    }
}
