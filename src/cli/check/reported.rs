//! What a check found, with places as people and programs read them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use super::fingerprint::{Fingerprint, Fingerprints};
use crate::cli::exposed_words::Hushed;
use crate::cli::paths::path_in_workspace;
use crate::model::schema::UNSOURCED_CLAIM_KINDS;
use crate::rules::{Analysis, Finding, Fix, Place, Severity, rule_named, safe_fix};
use crate::text::Slice;
use crate::text::line_index::LineIndex;
use crate::text::position::PositionEncoding;
use crate::workspace::{File, Location, Workspace};

/// The texts that findings are about, by path.
pub type Texts = BTreeMap<Arc<Path>, Slice>;

/// Under this name, since a `&str` would be taken for one that lives as long as what it is read from.
type RuleName = &'static str;

/// One finding. Ordered by path, place and rule, whatever the threads did. All findings of an archive
/// are there at once: what is rare or never grows takes no room in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Reported {
    pub spot: Spot,
    #[serde(deserialize_with = "rule_name")]
    pub rule: RuleName,
    pub message: Box<str>,
    pub severity: Severity,
    pub related: Box<[(Spot, Box<str>)]>,
    /// The safe way to mend it. Looked for only where somebody wants to know, and not kept:
    /// it holds words of the draft.
    #[serde(skip)]
    pub fix: Option<Box<SafeFix>>,
    pub fingerprint: Fingerprint,
    /// The draft that was looked at: the finding may stand in its article.
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

/// The name of a rule that there is.
fn rule_name<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static str, D::Error> {
    let name = <&str>::deserialize(deserializer)?;
    let rule = rule_named(name).ok_or_else(|| D::Error::custom("no rule has that name"));
    Ok(rule?.name)
}

/// What anybody may apply without looking.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SafeFix {
    pub title: String,
    /// Each place, and what stands there afterwards.
    pub edits: Vec<(Spot, String)>,
}

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Spot {
    pub path: Arc<Path>,
    pub start: Point,
    pub end: Point,
    /// In the declaration of a confidential source, or near what tells who one is: the lines are
    /// never shown.
    pub confidential: bool,
}

impl Spot {
    /// In the text of its file.
    pub fn bytes(&self) -> Range<usize> {
        self.start.byte as usize..self.end.byte as usize
    }
}

/// A place in a text. Lines and columns count from 1, columns in Unicode code points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Point {
    /// As spans count them: larger texts are not read.
    pub byte: u32,
    pub line: u32,
    pub column: u32,
}

/// The numbers of the closing line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    pub files: usize,
    pub files_with_findings: usize,
    pub claims: usize,
    pub sourced: usize,
    pub unsourced: usize,
    /// Claims of kinds that need no source, and have none.
    pub needing_no_source: usize,
    pub errors: usize,
    pub warnings: usize,
    pub information: usize,
    pub hints: usize,
}

impl Summary {
    /// Counts the claims of a file.
    pub fn count(&mut self, file: &File) {
        self.files += 1;
        for (_, _, item) in file.items() {
            let Some(claim) = item.claim() else { continue };
            self.claims += 1;
            if claim.sources().next().is_some() {
                self.sourced += 1;
            } else if UNSOURCED_CLAIM_KINDS.contains(&item.kind().unwrap_or("fact")) {
                self.needing_no_source += 1;
            } else {
                self.unsourced += 1;
            }
        }
    }

    /// Adds the claims of other files.
    pub fn add(&mut self, other: &Summary) {
        self.files += other.files;
        self.claims += other.claims;
        self.sourced += other.sourced;
        self.unsourced += other.unsourced;
        self.needing_no_source += other.needing_no_source;
    }

    /// Counts the findings, which are in order, and forgets those that it knew.
    pub fn take(&mut self, findings: &[Reported]) {
        [self.errors, self.warnings, self.information, self.hints] = [0; 4];
        let of_one_file = findings.chunk_by(|one, next| one.spot.path == next.spot.path);
        self.files_with_findings = of_one_file.count();
        for finding in findings {
            *match finding.severity {
                Severity::Error => &mut self.errors,
                Severity::Warning => &mut self.warnings,
                Severity::Information => &mut self.information,
                Severity::Hint => &mut self.hints,
            } += 1;
        }
    }
}

/// The findings of one file, with the texts that they are about.
pub fn reported(
    workspace: &Workspace,
    file: &File,
    analysis: &Analysis,
    wants_fixes: bool,
) -> (Vec<Reported>, Texts) {
    let declared = file
        .slots()
        .iter()
        .flat_map(|slot| analysis.of_declaration(slot.id));
    let findings: Vec<&Finding> = declared.chain(analysis.of_article()).collect();
    let fixes = match wants_fixes {
        true => Some(safe_fixes(workspace, file, analysis)),
        false => None,
    };
    let article = analysis.article().map(|article| &**article);
    let mut places = Places {
        workspace,
        draft: file,
        analysis,
        fingerprints: Fingerprints::of(workspace, file, article),
        fixes,
        hushed: Hushed::of(workspace, analysis),
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

/// Gives every finding a fingerprint of its own: of those that are alike, the second and further
/// ones in their order are numbered.
pub fn tell_apart(findings: &mut [Reported]) {
    let mut seen: FxHashMap<Fingerprint, usize> = FxHashMap::default();
    for finding in findings {
        let before = seen.entry(finding.fingerprint).or_default();
        if *before > 0 {
            finding.fingerprint = finding.fingerprint.numbered(*before);
        }
        *before += 1;
    }
}

/// A Sayso file that could not be read.
pub fn unreadable(roots: &[PathBuf], path: &Path, problem: &str) -> Reported {
    const RULE: &str = "syntax-error";
    let path: Arc<Path> = path.into();
    let start = Point {
        byte: 0,
        line: 1,
        column: 1,
    };
    Reported {
        fingerprint: Fingerprint::of(&[RULE, &path_in_workspace(roots, &path)]),
        draft: path.clone(),
        spot: Spot {
            path,
            start,
            end: start,
            confidential: false,
        },
        rule: RULE,
        message: format!("this file {problem}").into(),
        severity: Severity::Error,
        related: Box::default(),
        fix: None,
    }
}

/// The safe fix of each finding that has one, by what tells the finding.
type SafeFixes = FxHashMap<(&'static str, Place, String), Fix>;

fn safe_fixes(workspace: &Workspace, file: &File, analysis: &Analysis) -> SafeFixes {
    /// Of a draft with more findings than that, nobody mends one after the other.
    const MOST: usize = 25_000;
    let fixable = analysis.all_fixable(workspace, file, false).take(MOST);
    let fixes = fixable.filter_map(|finding| Some((told(&finding), safe_fix(&finding)?.clone())));
    fixes.collect()
}

fn told(finding: &Finding) -> (&'static str, Place, String) {
    (finding.rule.name, finding.place, finding.message.clone())
}

struct Places<'a> {
    workspace: &'a Workspace,
    draft: &'a File,
    analysis: &'a Analysis,
    fingerprints: Fingerprints<'a>,
    /// Where somebody wants to know them.
    fixes: Option<SafeFixes>,
    hushed: Hushed,
    texts: BTreeMap<Arc<Path>, (Slice, LineIndex)>,
}

impl Places<'_> {
    fn reported(&mut self, finding: &Finding) -> Option<Reported> {
        let related = finding
            .related
            .iter()
            .filter_map(|it| Some((self.spot(it.place)?, it.message.as_str().into())));
        let related: Box<[(Spot, Box<str>)]> = related.collect();
        let is_hushed = |message: &str| self.hushed.hides(message);
        let tells = is_hushed(&finding.message) || related.iter().any(|(_, it)| is_hushed(it));
        Some(Reported {
            fingerprint: self.fingerprints.of_finding(finding),
            draft: self.draft.path.clone(),
            spot: self.spot(finding.place)?,
            rule: finding.rule.name,
            message: match tells {
                true => {
                    format!("{}: the words are shown in an editor", finding.rule.summary).into()
                }
                false => finding.message.as_str().into(),
            },
            severity: finding.severity,
            related: match tells {
                true => Box::default(),
                false => related,
            },
            fix: self.fix(finding).filter(|_| !tells).map(Box::new),
        })
    }

    /// None that would show what is not to be shown.
    fn fix(&mut self, finding: &Finding) -> Option<SafeFix> {
        let fix = self.fixes.as_ref()?.get(&told(finding))?.clone();
        let edits = fix.edits.into_iter().map(|edit| {
            let spot = self.spot(edit.place)?;
            let is_shown = !spot.confidential && !self.hushed.hides(&edit.text);
            is_shown.then_some((spot, edit.text))
        });
        Some(SafeFix {
            edits: edits.collect::<Option<_>>()?,
            title: fix.title,
        })
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
            let lines = LineIndex::new(&text);
            self.texts.insert(path.clone(), (text, lines));
        }
        let (text, lines) = &self.texts[&path];
        let confidential =
            self.is_confidential(place) || self.hushed.hides_lines(&path, text, &range);
        let Range { start, end } = range;
        Some(Spot {
            start: point(text, lines, start),
            end: point(text, lines, end),
            path,
            confidential,
        })
    }

    fn is_confidential(&self, place: Place) -> bool {
        let Place::Declaration { file, id, .. } = place else {
            return false;
        };
        let slot = self.workspace.file(file).and_then(|file| file.get(id));
        let item = slot.and_then(|(_, slot)| slot.segment.item.as_ref());
        item.and_then(|item| item.source())
            .is_some_and(|source| source.confidential)
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
