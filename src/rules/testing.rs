//! Tests of rules: they check a small workspace, and compare its findings or the fixed texts.
//!
//! [`fixture`] describes the notation. Files that are not Sayso are articles.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use expect_test::Expect;
use jiff::civil::date;
use rustc_hash::FxHashMap;

use crate::rules::catalogue::{CHECKS, RULES};
use crate::rules::check::Check;
use crate::rules::context::allow::AllowContext;
use crate::rules::context::allowances::Allowances;
use crate::rules::context::{Context, FileContext};
use crate::rules::engine::analysis::{Analysis, analyse_shared};
use crate::rules::engine::shared::SharedAnalysis;
use crate::rules::finding::{Applicability, Edit, Finding};
use crate::rules::report::Report;
use crate::rules::rule::{Rule, Subject};
use crate::signoff::{Signing, checked_of};
use crate::text::{Slice, fixture};
use crate::workspace::{
    ArticleProblem, CopyProblem, File, FileId, Place, Settings, Workspace, copy_for_tests,
};

const ROOT: &str = "/w";

/// Compares the findings of `rule` in all files: place, quoted text, severity, message.
#[track_caller]
pub fn check(rule: &'static Rule, fixture: &str, expect: Expect) {
    let world = World::of(fixture);
    let mut out = String::new();
    for (file, analysis) in &world.analyses {
        for finding in all_findings(&world, *file, analysis) {
            if finding.rule == rule {
                out += &world.shown(&finding);
            }
        }
    }
    expect.assert_eq(&out);
}

/// The findings of `rule` in all files, as [`check`] shows them.
pub fn messages(rule: &'static Rule, fixture: &str) -> Vec<String> {
    let world = World::of(fixture);
    let analyses = world.analyses.iter();
    let findings = analyses.flat_map(|(file, analysis)| all_findings(&world, *file, analysis));
    let findings = findings.filter(|finding| finding.rule == rule);
    findings.map(|finding| world.shown(&finding)).collect()
}

/// The number of findings of `rule` in all files.
pub fn count(rule: &'static Rule, fixture: &str) -> usize {
    let world = World::of(fixture);
    let analyses = world.analyses.iter();
    let findings = analyses.flat_map(|(file, analysis)| all_findings(&world, *file, analysis));
    findings.filter(|finding| finding.rule == rule).count()
}

/// The time that each rule takes for all declarations, and the number of its findings.
pub fn costs(fixture: &str) -> Vec<(&'static str, (std::time::Duration, usize))> {
    let world = World::of(fixture);
    let mut costs = Vec::new();
    for (rule, check) in RULES.iter().zip(CHECKS) {
        if rule.is_about_text() {
            continue;
        }
        let mut findings = Vec::new();
        let started = std::time::Instant::now();
        for (file_id, analysis) in &world.analyses {
            let file = world.workspace.file(*file_id).expect("a file");
            let (known, memo) = Default::default();
            for slot in file.slots() {
                let resolved = world.workspace.resolutions(*file_id, &slot.segment);
                let around = FileContext {
                    workspace: &world.workspace,
                    settings: &Settings::default(),
                    file_id: *file_id,
                    file,
                    article_text: analysis.article().map(|article| &**article),
                    passages: analysis.passages(),
                    same_quantities: analysis.same_quantities(),
                    allowances: &Allowances::default(),
                    prose_rules: &[],
                    known: &known,
                    memo: &memo,
                };
                let context = Context::new(around, slot, &resolved);
                let findings = &mut findings;
                let mut report = Report::new(rule, findings);
                match check {
                    Check::Declaration(check) if subject_fits(rule, &context) => {
                        check(&context, &mut report);
                    }
                    Check::Allow(check) => {
                        let allowing = AllowContext {
                            declaration: &context,
                            rules: RULES,
                            suppressed: &[],
                        };
                        check(&allowing, &mut report);
                    }
                    Check::Declaration(_)
                    | Check::Text(_)
                    | Check::Sentence(_)
                    | Check::Exposure(_)
                    | Check::ArticleFile => {}
                }
            }
        }
        costs.push((rule.name, (started.elapsed(), findings.len())));
    }
    costs
}

/// Whether the rule checks this declaration.
fn subject_fits(rule: &Rule, context: &Context) -> bool {
    match rule.subject {
        Subject::Claim => context.claim().is_some(),
        Subject::Source => context.source().is_some(),
        _ => true,
    }
}

/// Compares the fixes of all findings of `rule`, with the files that they change.
#[track_caller]
pub fn check_fix(rule: &'static Rule, fixture: &str, expect: Expect) {
    let world = World::of(fixture);
    let mut out = String::new();
    for (file, analysis) in &world.analyses {
        for finding in findings_with_fixes(&world.workspace, *file, analysis) {
            for fix in finding.fixes.iter().filter(|_| finding.rule == rule) {
                let applicability = match fix.applicability {
                    Applicability::Safe => Some("safe"),
                    Applicability::Unsafe => None,
                    Applicability::Manual => Some("manual"),
                };
                let marks = fix.preferred.then_some("preferred").into_iter();
                let marks: Vec<&str> = marks.chain(applicability).collect();
                let marks = match marks.is_empty() {
                    true => String::new(),
                    false => format!(" ({})", marks.join(", ")),
                };
                out += &format!("=== {}{marks}\n", fix.title);
                out += &world.fixed(&fix.edits);
            }
        }
    }
    expect.assert_eq(&out);
}

/// The current seal of the claim with that name in the fixture.
#[track_caller]
pub fn seal_of(fixture: &str, claim: &str) -> String {
    let world = World::of(fixture);
    let files = world.workspace.files();
    let mut sealed = files.filter_map(|(id, file)| {
        let segment = file.declared(claim).next()?.segment;
        let text = world.workspace.article(id)?;
        checked_of(&world.workspace, id, segment, text)
    });
    let checked = sealed.next().expect("a claim that can be sealed");
    checked.seal().to_string()
}

/// The titles of the fixes of `rule`.
pub fn fix_titles(rule: &'static Rule, fixture: &str) -> Vec<String> {
    let world = World::of(fixture);
    let analyses = world.analyses.iter();
    let findings = analyses
        .flat_map(|(file, analysis)| findings_with_fixes(&world.workspace, *file, analysis));
    let findings = findings.filter(|finding| finding.rule == rule);
    let fixes = findings.flat_map(|finding| finding.fixes);
    fixes.map(|fix| fix.title).collect()
}

/// The workspace of a fixture, with its files and their analyses.
struct World {
    workspace: Workspace,
    texts: FxHashMap<PathBuf, Slice>,
    analyses: Vec<(FileId, Analysis)>,
}

impl World {
    fn of(fixture: &str) -> World {
        let texts: Vec<(PathBuf, String)> = fixture::parse(fixture)
            .into_iter()
            .map(|file| (Path::new(ROOT).join(file.path), file.text))
            .collect();
        let mut workspace = Workspace::new([PathBuf::from(ROOT)]);
        for (path, text) in texts
            .iter()
            .filter(|(path, _)| crate::workspace::disk::is_sayso(path))
        {
            workspace.insert(File::new(path, text));
        }
        let texts: FxHashMap<PathBuf, Slice> = texts
            .into_iter()
            .map(|(path, text)| (path, text.into()))
            .collect();
        let ids: Vec<FileId> = workspace.files().map(|(id, _)| id).collect();
        let read = |path: &Path| texts.get(path).cloned().ok_or(ArticleProblem::Missing);
        for &id in &ids {
            workspace.refresh_article(id, &read);
        }
        for &id in &ids {
            for path in workspace.copies_seen_by(id) {
                let text = texts.get(&*path).map(|text| text.as_bytes());
                let copy = text.map(|text| copy_for_tests(&path, text));
                let copy = copy.ok_or(CopyProblem::File(ArticleProblem::Missing));
                workspace.copies.put(path, copy);
            }
        }
        // As `sayso check` does it.
        let shared = SharedAnalysis::default();
        let analysis = |id| analyse_shared(&workspace, id, workspace.article(id).cloned(), &shared);
        let analyses = ids.into_iter().map(|id| (id, analysis(id))).collect();
        World {
            workspace,
            texts,
            analyses,
        }
    }

    /// The file that a place is in, and its absolute byte range there.
    fn absolute(&self, place: Place) -> (PathBuf, Range<usize>) {
        let location = place
            .location(&self.workspace, None)
            .expect("a place that is there");
        (location.path.to_path_buf(), location.range)
    }

    fn quoted(&self, place: Place) -> String {
        let (path, range) = self.absolute(place);
        let text = &self.texts[&path];
        let line = text[..range.start].matches('\n').count() + 1;
        let name = path
            .strip_prefix(ROOT)
            .expect("below the root")
            .display()
            .to_string();
        format!("{name}:{line} {:?}", &text[range])
    }

    fn shown(&self, finding: &Finding) -> String {
        let faded = if finding.unnecessary { " (faded)" } else { "" };
        let mut out = format!(
            "{} {}{faded}: {}\n",
            self.quoted(finding.place),
            finding.severity.word(),
            finding.message
        );
        for related in &finding.related {
            out += &format!("    {}: {}\n", self.quoted(related.place), related.message);
        }
        out
    }

    fn fixed(&self, edits: &[Edit]) -> String {
        let mut by_file: BTreeMap<PathBuf, Vec<(Range<usize>, &str)>> = BTreeMap::new();
        for edit in edits {
            let (path, range) = self.absolute(edit.place);
            by_file.entry(path).or_default().push((range, &edit.text));
        }
        let mut out = String::new();
        for (path, mut edits) in by_file {
            let mut text = self.texts[&path].to_string();
            edits.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
            for (range, replacement) in edits {
                text.replace_range(range, replacement);
            }
            out += &text;
        }
        out
    }
}

fn all_findings(world: &World, file: FileId, analysis: &Analysis) -> Vec<Finding> {
    let slots = world.workspace.file(file).expect("a file").slots();
    let declared = slots
        .iter()
        .flat_map(|slot| analysis.of_declaration(slot.id));
    declared.chain(analysis.of_article()).cloned().collect()
}

fn findings_with_fixes(
    workspace: &Workspace,
    file_id: FileId,
    analysis: &Analysis,
) -> Vec<Finding> {
    let file = workspace.file(file_id).expect("a file");
    let signing = Signing {
        today: date(2026, 3, 4),
        signer: None,
    };
    let mut findings: Vec<Finding> = Vec::new();
    for slot in file.slots() {
        findings.extend(analysis.findings_with_choices(workspace, file, slot, Some(&signing)));
    }
    if let Some(article) = analysis.article().and_then(|text| text.article()) {
        for at in 0..article.sentences().len() {
            findings.extend(analysis.findings_with_fixes_in_sentence(workspace, file, article, at));
        }
    }
    findings.extend(analysis.findings_with_fixes_in_text(workspace, file, |_| true));
    findings
}
