//! What can be done at a place: the quick fixes of what was found there, and signing claims off.

use std::ops::Range;
use std::path::Path;

use super::cursor::whole_span;
use crate::article::{Article, Sentence};
use crate::rules::{Analysis, Edit, FileEdits, Finding, Fix, keeping, located, sign_off};
use crate::signoff::{Signing, Standing};
use crate::workspace::{ArticlePlace, ArticleText, DeclarationId, File, Slot, Start, Workspace};

/// In how many bytes somebody may be choosing among fixes.
const CHOSEN_FOR: usize = 5_000;

/// One way to mend one finding, or to sign claims.
#[derive(Clone, Debug)]
pub struct CodeAction {
    /// An order: "Add `said-by:`".
    pub title: String,
    /// None where claims are signed.
    pub finding: Option<Finding>,
    /// Why it cannot be done yet, and what to do about that.
    pub disabled: Option<&'static str>,
    /// Whether most would take it.
    pub preferred: bool,
    /// What is replaced, file by file, in order.
    pub edits: Vec<FileEdits>,
}

/// Why nobody can sign yet.
const NOBODY: &str = "nobody is known who signs here: set `sayso.signAs` to your name";

/// The same, where somebody is named.
const UNDECLARED: &str = "`sayso.signAs` names somebody who is declared nowhere: declare them as an entity, or set it to your name";

/// The fixes of what was found in `range` of the file at `path`, which is the draft of `analysis` or
/// its article, and the sign-offs of the claims there.
pub fn code_actions(
    workspace: &Workspace,
    path: &Path,
    range: Range<usize>,
    analysis: &Analysis,
    signing: &Signing,
) -> Vec<CodeAction> {
    let Some(file) = workspace.file(analysis.file()) else {
        return Vec::new();
    };
    let place = At {
        workspace,
        file,
        analysis,
        path,
        range,
        signing,
    };
    let mut findings = place.findings();
    findings.retain(|finding| place.touches(finding));
    let mending = findings
        .iter()
        .flat_map(|finding| place.draft_fixes(finding));
    let mut actions: Vec<CodeAction> = mending.collect();
    let keeping = findings.iter().filter_map(|finding| place.keeping(finding));
    for last in keeping.chain(place.sign_offs()) {
        if !actions.iter().any(|known| known.edits == last.edits) {
            actions.push(last);
        }
    }
    actions
}

/// A stretch of a draft or of its article.
struct At<'a> {
    workspace: &'a Workspace,
    file: &'a File,
    analysis: &'a Analysis,
    path: &'a Path,
    range: Range<usize>,
    signing: &'a Signing,
}

impl At<'_> {
    /// What is found again, with its fixes, in all declarations and sentences around the place.
    fn findings(&self) -> Vec<Finding> {
        let mut declarations = self.declarations();
        let mut findings = Vec::new();
        if let Some((article, range)) = self.in_article() {
            let quoting = self.analysis.passages().overlapping(range.clone());
            declarations.extend(quoting.map(|(id, _)| id));
            declarations.sort();
            declarations.dedup();
            findings.extend(self.sentences(article, range));
        }
        findings.extend(declarations.into_iter().flat_map(|id| self.found_in(id)));
        findings
    }

    fn declarations(&self) -> Vec<DeclarationId> {
        if *self.path != *self.file.path {
            return Vec::new();
        }
        let placed = self.file.placed();
        let near = placed
            .skip_while(|(start, slot)| start.byte + (slot.bytes as usize) < self.range.start)
            .take_while(|(start, _)| start.byte <= self.range.end);
        near.map(|(_, slot)| slot.id).collect()
    }

    /// The article, and the place as bytes of its source; none where the place is not in it.
    fn in_article(&self) -> Option<(&Article, Range<usize>)> {
        let text = self.analysis.article()?;
        let origin = match text.place.as_ref()? {
            ArticlePlace::File(path) => (**path == *self.path).then_some(0)?,
            ArticlePlace::Embedded(id) => {
                let (start, slot) = self.file.get(*id)?;
                let is_near = self.declarations().contains(&slot.id);
                is_near.then_some(start.byte)?
            }
        };
        let from = |offset: usize| offset.saturating_sub(origin);
        // A cursor between two letters touches both.
        let range = from(self.range.start)..from(self.range.end) + 1;
        Some((text.article()?, range))
    }

    fn found_in(&self, id: DeclarationId) -> Vec<Finding> {
        let slot = self.file.get(id).map(|(_, slot)| slot);
        let Some(slot) = slot.filter(|_| !self.analysis.of_declaration(id).is_empty()) else {
            return Vec::new();
        };
        // Who asks about half the draft at once does not choose a source for each claim in it.
        match self.range.len() <= CHOSEN_FOR {
            true => self.analysis.findings_with_choices(
                self.workspace,
                self.file,
                slot,
                Some(self.signing),
            ),
            false => self
                .analysis
                .findings_with_fixes(self.workspace, self.file, slot),
        }
    }

    fn text(&self) -> Option<&ArticleText> {
        self.analysis.article().map(|text| &**text)
    }

    fn sentences(&self, article: &Article, range: Range<usize>) -> Vec<Finding> {
        let touched = self.analysis.passages().touched();
        let sentences = article.sentences().iter().enumerate();
        let near = sentences
            .filter(|(_, sentence)| sentence.range.start < range.end)
            .filter(|(_, sentence)| range.start <= sentence.range.end);
        near.filter(|(at, _)| touched.get(*at) == Some(&0))
            .flat_map(|(_, sentence)| self.found_in_sentence(article, sentence))
            .collect()
    }

    fn found_in_sentence(&self, article: &Article, sentence: &Sentence) -> Vec<Finding> {
        self.analysis
            .findings_with_fixes_in_sentence(self.workspace, self.file, article, sentence)
    }

    fn touches(&self, finding: &Finding) -> bool {
        let location = finding.place.location(self.workspace, self.text());
        location.is_some_and(|location| {
            *location.path == *self.path
                && location.range.start <= self.range.end
                && self.range.start <= location.range.end
        })
    }

    fn draft_fixes(&self, finding: &Finding) -> Vec<CodeAction> {
        let fixes = finding.fixes.iter();
        fixes.filter_map(|fix| self.action(finding, fix)).collect()
    }

    /// The last resort: the finding is right, and the draft stays as it is.
    fn keeping(&self, finding: &Finding) -> Option<CodeAction> {
        self.action(finding, &keeping(self.workspace, finding)?)
    }

    fn action(&self, finding: &Finding, fix: &Fix) -> Option<CodeAction> {
        Some(CodeAction {
            edits: located(self.workspace, self.text(), &fix.edits)?,
            title: fix.title.clone(),
            finding: Some(Finding {
                fixes: Vec::new(),
                ..finding.clone()
            }),
            disabled: None,
            preferred: fix.preferred,
        })
    }

    /// Signing the claims at the place: all of them or none, as `sayso sign` does.
    fn sign_offs(&self) -> Option<CodeAction> {
        let claims = self.claims();
        let what = match &claims[..] {
            [] => return None,
            [one] => match one.segment.item.as_ref().and_then(|item| item.name()) {
                Some(name) => format!("claim `{name}`"),
                None => "this claim".to_owned(),
            },
            many => format!("{} claims", many.len()),
        };
        let action = |title, edits, disabled| CodeAction {
            title,
            finding: None,
            disabled,
            preferred: false,
            edits,
        };
        let not_yet = |why| {
            let title = format!("Sign off {what}");
            Some(action(title, Vec::new(), Some(why)))
        };
        let Some(signer) = &self.signing.signer else {
            return not_yet(NOBODY);
        };
        let Some(who) = signer.who(self.workspace, self.analysis.file()) else {
            return not_yet(UNDECLARED);
        };
        let mut edits: Vec<Edit> = Vec::new();
        for claim in claims {
            let signed = sign_off(self.workspace, self.analysis, claim, signer).ok()?;
            if signed.earlier != Some(Standing::Whole) {
                edits.extend(signed.edits);
            }
        }
        let located = located(self.workspace, self.text(), &edits)?;
        let title = format!("Sign off {what} as {}", who.label);
        (!edits.is_empty()).then(|| action(title, located, None))
    }

    /// The claims that stand at the place, or whose passages do.
    fn claims(&self) -> Vec<&Slot> {
        let is_claim = |slot: &Slot| {
            let item = slot.segment.item.as_ref();
            item.is_some_and(|item| item.claim().is_some())
        };
        let mut ids = self.declarations();
        ids.retain(|id| self.file.get(*id).is_some_and(|at| self.is_on(at)));
        if let Some((_, range)) = self.in_article() {
            let quoting = self.analysis.passages().overlapping(range);
            ids.extend(quoting.map(|(id, _)| id));
            ids.sort();
            ids.dedup();
        }
        let slots = ids.iter().filter_map(|id| Some(self.file.get(*id)?.1));
        slots.filter(|slot| is_claim(slot)).collect()
    }

    /// Whether the declaration itself is touched, not only the blank lines below it.
    fn is_on(&self, (start, slot): (Start, &Slot)) -> bool {
        let lines = whole_span(&slot.segment).shifted(start.byte).range();
        lines.start <= self.range.end && self.range.start <= lines.end
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};
    use jiff::civil::date;

    use super::*;
    use crate::ide::testing::Fixture;
    use crate::rules::analyse;
    use crate::signoff::Signer;

    /// The actions at the cursor, and what they write where.
    #[track_caller]
    fn check(fixture: &str, expect: Expect) {
        check_signing(fixture, None, expect);
    }

    /// The same for somebody of that name.
    #[track_caller]
    fn check_signing(fixture: &str, sign_as: Option<&str>, expect: Expect) {
        let today = date(2026, 1, 9);
        let signing = Signing {
            today,
            signer: sign_as.and_then(|name| Signer::of(name, today)),
        };
        let fixture = Fixture::of(fixture);
        let workspace = &fixture.workspace;
        let (path, offset) = &fixture.cursors[0];
        let drafts = workspace.files().filter(|(_, file)| !file.is_registry());
        let mut out = String::new();
        for (draft, _) in drafts {
            let analysis = analyse(workspace, draft, workspace.article(draft).cloned());
            let end = fixture.cursors.last().map_or(*offset, |(_, end)| *end);
            for action in code_actions(workspace, path, *offset..end, &analysis, &signing) {
                let rule = action.finding.map(|finding| finding.rule.name);
                if sign_as.is_none() && action.disabled.is_some() {
                    continue;
                }
                out += &format!("{}: {}\n", rule.unwrap_or("sign-off"), action.title);
                for file in action.edits {
                    for (range, text) in file.edits {
                        let path = file.path.clone();
                        let place = fixture.shown(&crate::workspace::Location { path, range });
                        out += &format!("    {place} → {text:?}\n");
                    }
                }
            }
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn in_a_draft() {
        check(
            "source s: email \"S\"\narticle \"A\"\ntext\n  One was freed.\n\nclaim: \"On<|>e was freed.\"\n\nclaim: \"One was fred.\"\n",
            expect![[r#"
                unsourced-claim: Add `source: @s`
                    draft.sayso:6 "" → "\n  source: @s"
                unsourced-claim: Create a source
                    draft.sayso:6 "" → "\n  source: @new-source"
                    draft.sayso:9 "" → "\nsource new-source: document \"Title of the source\"\n"
                unsourced-claim: Keep this: allow `unsourced-claim` here…
                    draft.sayso:6 "" → "\n  allow: unsourced-claim \"\""
            "#]],
        );
        check(
            "article \"A\"\ntext\n  One was<|> free.\n",
            expect![[r#"
                uncovered-sentence: Add a claim for this sentence
                    draft.sayso:4 "" → "\nclaim: fact \"One was free.\"\n"
                uncovered-sentence: Keep this: allow `uncovered-sentence` in the whole article…
                    draft.sayso:1 "" → "\n  allow: uncovered-sentence \"\""
            "#]],
        );
    }

    #[test]
    fn what_is_meant_can_be_kept() {
        // Without an article there is the file.
        check(
            "# top\ntext\n  One wa<|>s free.\n",
            expect![[r##"
            uncovered-sentence: Add a claim for this sentence
                draft.sayso:4 "" → "\nclaim: fact \"One was free.\"\n"
            uncovered-sentence: Keep this: allow `uncovered-sentence` in the whole file…
                draft.sayso:1 "" → "# sayso: allow uncovered-sentence \"\"\n"
        "##]],
        );
        // The comment stays where it is.
        check(
            "article \"A\"\nclaim: \"x<|>\" # end\n  # more\n",
            expect![[r#"
                unsourced-claim: Create a source
                    draft.sayso:2 "" → "\n  source: @new-source"
                    draft.sayso:4 "" → "\nsource new-source: document \"Title of the source\"\n"
                unsourced-claim: Keep this: allow `unsourced-claim` here…
                    draft.sayso:2 "" → "\n  allow: unsourced-claim \"\""
            "#]],
        );
        // What could not be read is meant by nobody.
        check(
            "article \"A\"\n  text: <|>3\n",
            expect![[r#"
            invalid-value: Change to `"3"`
                draft.sayso:2 "3" → "\"3\""
        "#]],
        );
        // What protects a source is not to be kept.
        check(
            "article \"A\"\nsource s: email \"S\"\n  confidential: yes\n  by: \"A<|>na\"\n",
            expect![""],
        );
    }

    #[test]
    fn in_the_article() {
        check(
            "article \"A\"\n  text: \"a.md\"\nclaim: opinion \"Two.\"\n//- a.md\nOne. Tw<|>o.\n",
            expect![""],
        );
        check(
            "article \"A\"\n  text: \"a.md\"\nclaim: opinion \"Two.\"\n//- a.md\nO<|>ne. Two.\n",
            expect![[r#"
                uncovered-sentence: Add a claim for this sentence
                    draft.sayso:4 "" → "\nclaim: fact \"One.\"\n"
                uncovered-sentence: Keep this: allow `uncovered-sentence` in the whole article…
                    draft.sayso:2 "" → "\n  allow: uncovered-sentence \"\""
            "#]],
        );
    }

    const SIGNED: &str = "\
source s: email \"S\"
article \"A\"
  text: \"a.md\"
claim one: \"One was freed\"
  source: @s
  checked: 2026-01-08 by \"L. Editor\"<1>

claim: \"Two were freed\"
  source: @s<2>
  checked: 2026-01-08 by \"M. Ortega\" seal 0000-0000-0000

claim: \"Three were freed\"
  source: @s
//- a.md
One was freed. Two were fr<3>eed.
";

    /// The draft with cursors at some of its marks.
    fn signed(at: &[&str]) -> String {
        let mut draft = SIGNED.to_owned();
        for mark in ["<1>", "<2>", "<3>"] {
            draft = draft.replace(mark, if at.contains(&mark) { "<|>" } else { "" });
        }
        draft
    }

    #[track_caller]
    fn check_signed(at: &[&str], expect: Expect) {
        check_signing(&signed(at), Some("M. Ortega"), expect);
    }

    #[test]
    fn who_has_checked_a_claim_signs_it() {
        check_signed(
            &["<1>"],
            expect![[r#"
                unsealed-sign-off: Keep this: allow `unsealed-sign-off` here…
                    draft.sayso:6 "" → "\n  allow: unsealed-sign-off \"\""
                sign-off: Sign off claim `one` as M. Ortega
                    draft.sayso:6 "" → "\n  checked: 2026-01-09 by \"M. Ortega\" seal bd16-2d4f-8ddf"
            "#]],
        );
        check_signed(
            &["<2>"],
            expect![[r#"
            sign-off: Sign off this claim as M. Ortega
                draft.sayso:10 "2026-01-08 by \"M. Ortega\" seal 0000-0000-0000" → "2026-01-09 by \"M. Ortega\" seal b3b8-2d4f-8ddf"
        "#]],
        );
        check_signed(
            &["<3>"],
            expect![[r#"
            sign-off: Sign off this claim as M. Ortega
                draft.sayso:10 "2026-01-08 by \"M. Ortega\" seal 0000-0000-0000" → "2026-01-09 by \"M. Ortega\" seal b3b8-2d4f-8ddf"
        "#]],
        );
        check_signed(
            &["<1>", "<2>"],
            expect![[r#"
                unsealed-sign-off: Keep this: allow `unsealed-sign-off` here…
                    draft.sayso:6 "" → "\n  allow: unsealed-sign-off \"\""
                sign-off: Sign off 2 claims as M. Ortega
                    draft.sayso:6 "" → "\n  checked: 2026-01-09 by \"M. Ortega\" seal bd16-2d4f-8ddf"
                    draft.sayso:10 "2026-01-08 by \"M. Ortega\" seal 0000-0000-0000" → "2026-01-09 by \"M. Ortega\" seal b3b8-2d4f-8ddf"
            "#]],
        );
        let at_seal = signed(&[]).replace("seal ", "seal <|>");
        check_signing(
            &at_seal,
            Some("M. Ortega"),
            expect![[r#"
                broken-seal: Sign again as M. Ortega
                    draft.sayso:10 "2026-01-08 by \"M. Ortega\" seal 0000-0000-0000" → "2026-01-09 by \"M. Ortega\" seal b3b8-2d4f-8ddf"
                broken-seal: Keep this: allow `broken-seal` here…
                    draft.sayso:10 "" → "\n  allow: broken-seal \"\""
            "#]],
        );
        check_signing(
            &at_seal,
            Some("L. Editor"),
            expect![[r#"
                broken-seal: Keep this: allow `broken-seal` here…
                    draft.sayso:10 "" → "\n  allow: broken-seal \"\""
                sign-off: Sign off this claim as L. Editor
                    draft.sayso:10 "" → "\n  checked: 2026-01-09 by \"L. Editor\" seal b3b8-2d4f-8ddf"
            "#]],
        );
        check_signing(
            &at_seal,
            None,
            expect![[r#"
                broken-seal: Sign again as M. Ortega
                    draft.sayso:10 "2026-01-08 by \"M. Ortega\" seal 0000-0000-0000" → "2026-01-09 by \"M. Ortega\" seal b3b8-2d4f-8ddf"
                broken-seal: Keep this: allow `broken-seal` here…
                    draft.sayso:10 "" → "\n  allow: broken-seal \"\""
            "#]],
        );
    }

    #[test]
    fn what_cannot_be_signed_or_is_signed_is_not_offered() {
        let at = |words: &str| signed(&[]).replace(words, &format!("<|>{words}"));
        check_signing(
            &at("\"Three"),
            Some("L. Editor"),
            expect![[r#"
                anchor-not-found: Quote the nearest passage
                    draft.sayso:12 "\"Three were freed\"" → "\"Two were freed\""
                anchor-not-found: Keep this: allow `anchor-not-found` here…
                    draft.sayso:13 "" → "\n  allow: anchor-not-found \"\""
            "#]],
        );
        check_signing(&at("text:"), Some("L. Editor"), expect![[""]]);
        check_signing(&at("\nclaim: \"Two"), Some("L. Editor"), expect![[""]]);
        let whole = at("\"Two").replace("0000-0000-0000", "b3b8-2d4f-8ddf");
        check_signing(&whole, Some("m. ortega"), expect![[""]]);
    }

    #[test]
    fn nobody_signs_before_the_editor_knows_them() {
        let fixture = Fixture::of("text\n  One.\nclaim: opinion \"One.\"<|>\n");
        let (file, offset) = fixture.cursor();
        let workspace = &fixture.workspace;
        let analysis = analyse(workspace, file, workspace.article(file).cloned());
        let path = &fixture.cursors[0].0;
        let today = date(2026, 1, 9);
        for (signer, why) in [(None, NOBODY), (Signer::of("@nobody", today), UNDECLARED)] {
            let signing = Signing { today, signer };
            let actions = code_actions(workspace, path, offset..offset, &analysis, &signing);
            let told = actions
                .iter()
                .map(|action| (action.title.as_str(), action.disabled));
            let told: Vec<_> = told.collect();
            assert_eq!(told, [("Sign off this claim", Some(why))]);
            assert!(actions[0].edits.is_empty());
        }
    }
}
