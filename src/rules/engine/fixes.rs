//! Fixes that can be applied without a choice by the user, and the files that fixes change.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::rules::engine::analysis::Analysis;
use crate::rules::engine::shared::SharedAnalysis;
use crate::rules::finding::{Applicability, Edit, Finding, Fix};
use crate::workspace::{ArticleText, File, Workspace};

/// The replacements in one file, as byte ranges with their new text, sorted by start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEdits {
    pub path: Arc<Path>,
    pub edits: Vec<(Range<usize>, String)>,
}

/// The edits by file. `None` if one of them has no place: half a fix must not be applied.
pub fn located(
    workspace: &Workspace,
    article: Option<&ArticleText>,
    edits: &[Edit],
) -> Option<Vec<FileEdits>> {
    let mut files: Vec<FileEdits> = Vec::new();
    for edit in edits {
        let location = edit.place.location(workspace, article)?;
        let change = (location.range, edit.text.clone());
        match files.iter_mut().find(|file| file.path == location.path) {
            Some(file) => file.edits.push(change),
            None => files.push(FileEdits {
                path: location.path,
                edits: vec![change],
            }),
        }
    }
    for file in &mut files {
        file.edits.sort_by_key(|(range, _)| range.start);
    }
    Some(files)
}

/// The fixes of a draft that can be applied without a choice by the user.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftFixes {
    /// The number of findings that are fixed.
    pub fixes: usize,
    /// Byte ranges of the draft with their new text, sorted by start, without overlaps.
    pub edits: Vec<(Range<usize>, String)>,
}

/// The fixes of the draft of `analysis` for the findings that are wanted: the safe ones and, if `with_unsafe`, the
/// unsafe ones. If fixes overlap, takes the first; the others may follow once that is applied.
pub fn draft_fixes(
    workspace: &Workspace,
    analysis: &Analysis,
    with_unsafe: bool,
    is_wanted: impl Fn(&Finding) -> bool,
) -> DraftFixes {
    first_draft_fixes(workspace, analysis, with_unsafe, is_wanted, usize::MAX)
}

/// The same, but only for the first `most` findings that can be fixed.
pub fn first_draft_fixes(
    workspace: &Workspace,
    analysis: &Analysis,
    with_unsafe: bool,
    is_wanted: impl Fn(&Finding) -> bool,
    most: usize,
) -> DraftFixes {
    let mut fixes = DraftFixes::default();
    let mut taken = Taken::default();
    let Some(file) = workspace.file(analysis.file()) else {
        return fixes;
    };
    let budget = match with_unsafe {
        true => Analysis::MOST_COMPARED,
        // A fix that searches for another name is never safe.
        false => 0,
    };
    let shared = SharedAnalysis::default();
    let findings = analysis.all_findings_with_fixes(workspace, file, &shared, budget);
    for finding in findings.filter(is_wanted) {
        let fix = automatic(&finding, with_unsafe);
        if let Some(edits) = fix.and_then(|fix| own_edits(workspace, analysis, file, fix))
            && taken.take(&edits)
        {
            fixes.edits.extend(edits);
            fixes.fixes += 1;
            if fixes.fixes >= most {
                break;
            }
        }
    }
    fixes.edits.sort_by_key(|(range, _)| range.start);
    fixes
}

/// The edits of the fix, if it changes the draft only. One that changes another file also affects other drafts, so it is
/// not applied automatically.
fn own_edits(
    workspace: &Workspace,
    analysis: &Analysis,
    file: &File,
    fix: &Fix,
) -> Option<Vec<(Range<usize>, String)>> {
    let article = analysis.article().map(|article| &**article);
    let mut located = located(workspace, article, &fix.edits)?.into_iter();
    match (located.next(), located.next()) {
        (Some(own), None) if own.path == file.path => Some(own.edits),
        _ => None,
    }
}

/// The fix that `sayso check --fix` applies, or only `--fix --unsafe`.
pub fn automatic_fix<'a>(
    workspace: &Workspace,
    analysis: &Analysis,
    file: &File,
    finding: &'a Finding,
) -> Option<&'a Fix> {
    let fix = automatic(finding, true)?;
    own_edits(workspace, analysis, file, fix).map(|_| fix)
}

/// The fix that needs no choice: the safe one or, if `with_unsafe`, the only unsafe one if it is preferred.
fn automatic(finding: &Finding, with_unsafe: bool) -> Option<&Fix> {
    let of = |wanted: Applicability| {
        let fixes = finding.fixes.iter();
        fixes.filter(move |fix| fix.applicability == wanted)
    };
    if let Some(safe) = of(Applicability::Safe).next() {
        return Some(safe);
    }
    let mut likely = of(Applicability::Unsafe);
    match (likely.next(), likely.next()) {
        (Some(fix), None) => Some(fix).filter(|fix| with_unsafe && fix.preferred),
        _ => None,
    }
}

/// The ranges that are already replaced: their ends by their starts.
#[derive(Default)]
struct Taken(BTreeMap<usize, usize>);

impl Taken {
    /// Takes the ranges of the edits if all are free. Returns whether they were.
    fn take(&mut self, edits: &[(Range<usize>, String)]) -> bool {
        let is_free = !edits.iter().any(|(range, _)| self.overlaps(range));
        if is_free {
            self.0
                .extend(edits.iter().map(|(range, _)| (range.start, range.end)));
        }
        is_free
    }

    fn overlaps(&self, range: &Range<usize>) -> bool {
        let before = self.0.range(..range.start).next_back();
        let after = self.0.range(range.start..).next();
        before.is_some_and(|(_, end)| *end > range.start)
            || after.is_some_and(|(start, _)| *start == range.start || *start < range.end)
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::rules::analyse;

    #[track_caller]
    fn check(text: &str, with_unsafe: bool, expect: Expect) {
        let mut workspace = Workspace::new(["/w".into()]);
        let change = workspace.insert(File::new(Path::new("/w/a.sayso"), text));
        let analysis = analyse(&workspace, change.file.expect("a file"), None);
        let fixes = draft_fixes(&workspace, &analysis, with_unsafe, |_| true);
        let mut out = format!("{}\n", fixes.fixes);
        for (range, replacement) in fixes.edits {
            out += &format!("{:?} → {replacement:?}\n", &text[range]);
        }
        expect.assert_eq(&out);
    }

    const DRAFT: &str = "\
source s: reprt \"S\"
  isued: 2026
  isued: 2026
source x: report \"X\"
  by: @rosa
claim a: \"One\"
  source: @ss
  about: @ros, @ro
  verdict: Confirmed
claim b: \"Two\"
  issued: 2026
entity rosa: person \"Rosa\"
entity rom: place \"Rome\"
";

    #[test]
    fn safe_fixes_only() {
        check(
            DRAFT,
            false,
            expect![[r#"
            4
            "reprt" → "report"
            "isued" → "issued"
            "isued" → "issued"
            "Confirmed" → "confirmed"
        "#]],
        );
    }

    #[test]
    fn safe_and_unsafe_fixes() {
        check(
            DRAFT,
            true,
            expect![[r#"
            6
            "reprt" → "report"
            "isued" → "issued"
            "isued" → "issued"
            "@ss" → "@s"
            "@ro" → "@rom"
            "Confirmed" → "confirmed"
        "#]],
        );
    }

    #[test]
    fn each_repeated_field_is_fixed_once() {
        let text = "claim a: \"One\"\n  verdict: Confirmed\n  verdict: Confirmed\n";
        check(
            text,
            false,
            expect![[r#"
            2
            "Confirmed" → "confirmed"
            "Confirmed" → "confirmed"
        "#]],
        );
    }
}
