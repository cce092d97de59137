//! Findings as they are reported: with places that people and programs can read, and without what must not be
//! printed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::fingerprint::{Fingerprint, Fingerprints};
use crate::cli::excerpt::shown_around;
use crate::cli::exposed_words::ExposedWords;
use crate::cli::paths::path_in_workspace;
use crate::rules::{
    Analysis, Applicability, Finding, Fix, Severity, SharedAnalysis, automatic_fix, rule_named,
};
use crate::text::Slice;
use crate::text::line_index::LineIndex;
use crate::text::position::PositionEncoding;
use crate::workspace::Place;
use crate::workspace::{DeclarationId, File, FileId, Location, Workspace};

/// The texts that findings are about, by path.
pub type Texts = BTreeMap<Arc<Path>, Slice>;

/// An alias, because serde would borrow a `&str` from what it deserialises.
type RuleName = &'static str;

/// One finding. Ordered by path, place and rule, independent of threads. All findings of an archive are in
/// memory at once, so rare and fixed-size parts are boxed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reported {
    pub spot: Spot,
    #[serde(deserialize_with = "rule_name")]
    pub rule: RuleName,
    pub message: Box<str>,
    pub severity: Severity,
    pub related: Box<[(Spot, Box<str>)]>,
    /// The safe fix. Set only if the output needs it, and not cached: it contains words of the draft.
    #[serde(skip)]
    pub fix: Option<Box<SafeFix>>,
    /// Whether an option fixes it.
    pub fixable: Option<Fixable>,
    pub fingerprint: Fingerprint,
    /// The draft that was checked: the finding may be in its article.
    pub draft: Arc<Path>,
}

impl Reported {
    /// The places that it is about.
    pub fn spots(&self) -> impl Iterator<Item = &Spot> {
        let related = self.related.iter().map(|(spot, _)| spot);
        std::iter::once(&self.spot).chain(related)
    }

    /// The files that it is about.
    pub fn paths(&self) -> impl Iterator<Item = &Arc<Path>> {
        self.spots().map(|spot| &spot.path)
    }
}

/// The name of an existing rule.
fn rule_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static str, D::Error> {
    let name = <&str>::deserialize(deserializer)?;
    let rule = rule_named(name).ok_or_else(|| D::Error::custom("no rule has that name"));
    Ok(rule?.name)
}

/// Which options fix a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Fixable {
    /// `--fix`.
    Safe,
    /// Only `--fix --unsafe`.
    Unsafe,
}

impl Fixable {
    fn of(fix: &Fix) -> Option<Fixable> {
        match fix.applicability {
            Applicability::Safe => Some(Fixable::Safe),
            Applicability::Unsafe => Some(Fixable::Unsafe),
            Applicability::Manual => None,
        }
    }
}

/// A fix that may be applied without looking at the draft.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SafeFix {
    pub title: String,
    /// Each place, and its new text.
    pub edits: Vec<(Spot, String)>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Spot {
    pub path: Arc<Path>,
    pub start: Point,
    pub end: Point,
    /// In the declaration of a confidential source, or next to words that expose one: its lines are never
    /// printed, in any format.
    pub confidential: bool,
}

impl Spot {
    /// The byte range in the text of its file.
    pub fn bytes(&self) -> Range<usize> {
        self.start.byte as usize..self.end.byte as usize
    }
}

/// A place in a text. Lines and columns count from 1, columns in Unicode code points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Point {
    /// From the start of the text, from 0. Larger texts are not read.
    pub byte: u32,
    pub line: u32,
    pub column: u32,
}

/// The findings of one file, with the texts that they are about.
pub fn reported(
    workspace: &Workspace,
    file: &File,
    analysis: &Analysis,
    shared: &SharedAnalysis,
    exposed: &ExposedWords,
    wants_fixes: bool,
) -> (Vec<Reported>, Texts) {
    let declared = file
        .slots()
        .iter()
        .flat_map(|slot| analysis.of_declaration(slot.id));
    let findings: Vec<&Finding> = declared.chain(analysis.of_article()).collect();
    let article = analysis.article().map(|article| &**article);
    let mut places = Places {
        workspace,
        draft: file,
        analysis,
        fingerprints: Fingerprints::of(workspace, file, article),
        fixes: known_fixes(workspace, file, analysis, shared),
        wants_fixes,
        exposed: exposed.and_of(workspace, analysis),
        exposing: None,
        exposing_lines: None,
        texts: BTreeMap::new(),
    };
    let reported = findings
        .into_iter()
        .filter_map(|finding| places.reported(finding))
        .collect();
    let texts = places
        .texts
        .into_iter()
        .map(|(path, (text, _))| (path, text))
        .collect();
    (reported, texts)
}

/// Makes fingerprints distinct: of those that are alike, the second and further ones are numbered in order.
pub fn make_distinct(findings: &mut [Reported]) {
    let mut counts: FxHashMap<Fingerprint, usize> = FxHashMap::default();
    for finding in findings {
        let before = counts.entry(finding.fingerprint).or_default();
        if *before > 0 {
            finding.fingerprint = finding.fingerprint.numbered(*before);
        }
        *before += 1;
    }
}

/// The rule that reports what could not be read.
pub const SYNTAX_ERROR: &str = "syntax-error";

/// The finding about a Sayso file that could not be read.
pub fn unreadable(roots: &[PathBuf], path: &Path, problem: &str) -> Reported {
    let message = format!("this file {problem}");
    let fingerprint = Fingerprint::of(&[SYNTAX_ERROR, &path_in_workspace(roots, path)]);
    whole_file(path, SYNTAX_ERROR, Severity::Error, &message, fingerprint)
}

/// A finding about a whole file, whose text is not shown.
pub fn whole_file(
    path: &Path,
    rule: &'static str,
    severity: Severity,
    message: &str,
    fingerprint: Fingerprint,
) -> Reported {
    let path: Arc<Path> = path.into();
    let start = Point {
        byte: 0,
        line: 1,
        column: 1,
    };
    Reported {
        fingerprint,
        draft: path.clone(),
        spot: Spot {
            path,
            start,
            end: start,
            confidential: false,
        },
        rule,
        message: message.into(),
        severity,
        related: Box::default(),
        fix: None,
        fixable: None,
    }
}

/// The fix of each finding that can be fixed without a choice.
type KnownFixes = FxHashMap<FixKey, Fix>;

/// The rule, the place and the message of a finding.
type FixKey = (&'static str, Place, String);

fn known_fixes(
    workspace: &Workspace,
    file: &File,
    analysis: &Analysis,
    shared: &SharedAnalysis,
) -> KnownFixes {
    /// Nobody fixes more findings of a draft one by one.
    const MAX_FIXES: usize = 25_000;
    let budget = Analysis::MOST_COMPARED_TO_COUNT;
    let findings = analysis.all_findings_with_fixes(workspace, file, shared, budget);
    let known = |finding: Finding| {
        let fix = automatic_fix(workspace, analysis, file, &finding)?;
        Some((fix_key(&finding), fix.clone()))
    };
    findings.take(MAX_FIXES).filter_map(known).collect()
}

fn fix_key(finding: &Finding) -> FixKey {
    (
        finding.rule.name,
        finding.place,
        finding.message.to_string(),
    )
}

struct Places<'a> {
    workspace: &'a Workspace,
    draft: &'a File,
    analysis: &'a Analysis,
    fingerprints: Fingerprints<'a>,
    fixes: KnownFixes,
    /// Whether the output contains safe fixes.
    wants_fixes: bool,
    exposed: Cow<'a, ExposedWords>,
    /// The last declaration that was asked about, and whether it contains exposed words: a long one may have many
    /// findings.
    exposing: Option<(FileId, DeclarationId, bool)>,
    /// The same for lines: many findings may be in one line.
    exposing_lines: Option<(Arc<Path>, Range<usize>, bool)>,
    texts: BTreeMap<Arc<Path>, (Slice, LineIndex)>,
}

impl Places<'_> {
    fn reported(&mut self, finding: &Finding) -> Option<Reported> {
        let related = finding
            .related
            .iter()
            .filter_map(|it| Some((self.spot(it.place)?, it.message.as_str().into())));
        let related: Box<[(Spot, Box<str>)]> = related.collect();
        let is_exposing = |message: &str| self.exposed.are_in(message);
        let exposes =
            is_exposing(&finding.message) || related.iter().any(|(_, it)| is_exposing(it));
        let spot = self.spot(finding.place)?;
        // A message may show a part of a name only.
        let exposes = exposes || spot.confidential && finding.message.has_written_words();
        let is_hushed = exposes
            || self.is_exposing(&spot.path, &spot.bytes())
            || self.is_in_exposing_declaration(finding.place);
        let fix = self.known_fix(finding).filter(|_| !exposes).cloned();
        Some(Reported {
            fingerprint: match is_hushed {
                true => self.fingerprints.of_hushed(finding, &self.exposed),
                false => self.fingerprints.of_finding(finding),
            },
            draft: self.draft.path.clone(),
            spot,
            rule: finding.rule.name,
            message: match exposes {
                true => format!(
                    "{}: open the draft in an editor to see the words",
                    finding.rule.summary
                )
                .into(),
                false => finding.message.as_str().into(),
            },
            severity: finding.severity,
            related: match exposes {
                true => Box::default(),
                false => related,
            },
            fixable: fix.as_ref().and_then(Fixable::of),
            fix: fix.and_then(|fix| self.safe_fix(&fix)).map(Box::new),
        })
    }

    /// The fix of a finding, unless it would write exposed words: even that there is one would say something about them.
    fn known_fix(&self, finding: &Finding) -> Option<&Fix> {
        // Usually there are none.
        let fix = (!self.fixes.is_empty()).then(|| self.fixes.get(&fix_key(finding)))??;
        let mut texts = fix.edits.iter().map(|edit| &edit.text).chain([&fix.title]);
        (!texts.any(|text| self.exposed.are_in(text))).then_some(fix)
    }

    /// The safe fix that the output contains, unless it would print confidential text.
    fn safe_fix(&mut self, fix: &Fix) -> Option<SafeFix> {
        if !self.wants_fixes || fix.applicability != Applicability::Safe {
            return None;
        }
        let edits = fix.edits.iter().map(|edit| {
            let spot = self.spot(edit.place)?;
            (!spot.confidential).then(|| (spot, edit.text.clone()))
        });
        let edits = edits.collect::<Option<_>>()?;
        let title = fix.title.clone();
        Some(SafeFix { title, edits })
    }

    fn spot(&mut self, place: Place) -> Option<Spot> {
        let article = self.analysis.article();
        let known = article.map(|article| &**article);
        let Location { path, range } = place.location(self.workspace, known)?;
        if !self.texts.contains_key(&path) {
            let text = match self
                .workspace
                .id_of(&path)
                .and_then(|id| self.workspace.file(id))
            {
                Some(file) => file.text(),
                None => article?.text.clone(),
            };
            let lines = LineIndex::of_file(&text);
            self.texts.insert(path.clone(), (text, lines));
        }
        let confidential = self.is_confidential(place) || self.is_exposing(&path, &range);
        let (text, lines) = &self.texts[&path];
        let Range { start, end } = range;
        Some(Spot {
            start: point(text, lines, start),
            end: point(text, lines, end),
            path,
            confidential,
        })
    }

    /// Whether the declaration contains exposed words: a fingerprint is made of its title, too.
    fn is_in_exposing_declaration(&mut self, place: Place) -> bool {
        let Place::Declaration { file, id, .. } = place else {
            return false;
        };
        if self.exposed.is_empty() {
            return false;
        }
        let known = self.exposing.filter(|(of, at, _)| (*of, *at) == (file, id));
        if let Some((.., is_exposing)) = known {
            return is_exposing;
        }
        let slot = self.workspace.file(file).and_then(|file| file.slot(id));
        let is_exposing = slot.is_some_and(|slot| self.exposed.are_in(&slot.segment.text));
        self.exposing = Some((file, id, is_exposing));
        is_exposing
    }

    /// Whether the lines around `range` contain exposed words.
    fn is_exposing(&mut self, path: &Arc<Path>, range: &Range<usize>) -> bool {
        if self.exposed.is_empty() {
            return false;
        }
        let Some((text, _)) = self.texts.get(path) else {
            return false;
        };
        let lines = shown_around(text, range);
        let known = self.exposing_lines.as_ref();
        if let Some((.., is_exposing)) = known.filter(|it| (&it.0, &it.1) == (path, &lines)) {
            return *is_exposing;
        }
        let is_exposing = self.exposed.are_in_lines(path, text, &lines);
        self.exposing_lines = Some((path.clone(), lines, is_exposing));
        is_exposing
    }

    fn is_confidential(&self, place: Place) -> bool {
        let Place::Declaration { file, id, .. } = place else {
            return false;
        };
        let slot = self.workspace.file(file).and_then(|file| file.slot(id));
        slot.is_some_and(|slot| slot.is_protected)
    }
}

fn point(text: &str, lines: &LineIndex, byte: usize) -> Point {
    let position = lines.position(text, byte, PositionEncoding::Utf32);
    Point {
        byte: byte as u32,
        line: position.line + 1,
        column: position.character + 1,
    }
}
