//! What an editor shows between the words of a draft: the names behind references, how many independent origins the
//! sources of a claim have, and the state of each seal.

use std::ops::Range;

use super::names::public_title;
use super::passages::DraftPassages;
use crate::model::{Claim, Item, Role};
use crate::rules::{Chains, independent_origins};
use crate::signoff::{Changed, Checked, SignOffState};
use crate::syntax::Keyword;
use crate::text::fold::fold_for_search;
use crate::workspace::{DeclarationId, FileId, Slot, Workspace};

/// The maximum number of hints in one answer.
const MOST_HINTS: usize = 10_000;

/// The maximum number of letters of a name.
const MOST_LETTERS: usize = 40;

/// Which hints the user wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HintChoice {
    pub names: bool,
    pub origins: bool,
    pub seals: bool,
}

impl Default for HintChoice {
    fn default() -> HintChoice {
        HintChoice {
            names: true,
            origins: true,
            seals: true,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlayHint {
    /// In bytes of the draft.
    pub offset: usize,
    pub label: String,
    /// What it names.
    pub declaration: Option<(FileId, DeclarationId)>,
}

/// The hints in `range` of a draft, in order.
pub fn inlay_hints(
    workspace: &Workspace,
    passages: &DraftPassages,
    id: FileId,
    range: Range<usize>,
    choice: HintChoice,
) -> Vec<InlayHint> {
    let Some(file) = workspace.file(id) else {
        return Vec::new();
    };
    let hinted = HintedDraft {
        workspace,
        passages,
        id,
        chains: Chains::default(),
        choice,
    };
    let mut hints = Vec::new();
    for (start, slot) in file.placed() {
        let end = start.byte + slot.bytes as usize;
        if end < range.start || start.byte > range.end {
            continue;
        }
        let Some(item) = &slot.segment.item else {
            continue;
        };
        let first = hints.len();
        hinted.add(slot, item, &mut hints);
        for hint in &mut hints[first..] {
            hint.offset += start.byte;
        }
        hints[first..].sort_by_key(|hint| hint.offset);
        if hints.len() >= MOST_HINTS {
            break;
        }
    }
    hints.retain(|hint| range.start <= hint.offset && hint.offset <= range.end);
    hints.truncate(MOST_HINTS);
    hints
}

struct HintedDraft<'a> {
    workspace: &'a Workspace,
    passages: &'a DraftPassages,
    id: FileId,
    chains: Chains,
    choice: HintChoice,
}

impl HintedDraft<'_> {
    /// Adds the hints of a declaration. Their offsets count from its start.
    fn add(&self, slot: &Slot, item: &Item, hints: &mut Vec<InlayHint>) {
        let claim = item.claim();
        if let Some(claim) = claim.filter(|_| self.choice.origins) {
            hints.extend(self.origins(slot, item, claim));
        }
        if self.choice.names {
            hints.extend(self.names(item));
        }
        if let Some(claim) = claim.filter(|_| self.choice.seals) {
            hints.extend(self.seals(slot, claim));
        }
    }

    /// The names behind references, unless a reference says as much itself. A note has none: it is text.
    fn names<'b>(&'b self, item: &'b Item) -> impl Iterator<Item = InlayHint> + 'b {
        let references = item.references.iter();
        let values = references.filter(|reference| reference.role != Role::Note);
        values.filter_map(|reference| {
            let target = self.workspace.resolve(self.id, reference).found()?;
            let named = target.item()?;
            let is_named = matches!(named.keyword(), Keyword::Entity | Keyword::Source);
            let title = public_title(named);
            (is_named && letters(title) != letters(&reference.name)).then(|| InlayHint {
                offset: reference.span.end as usize,
                label: shortened(title),
                declaration: Some((target.file, target.id)),
            })
        })
    }

    /// The number of independent origins, behind the headline of a claim with several sources.
    fn origins(&self, slot: &Slot, item: &Item, claim: &Claim) -> Option<InlayHint> {
        claim.sources().nth(1)?;
        let found = independent_origins(self.workspace, &self.chains, self.id, item)?;
        let label = match (found.sources, found.origins) {
            (0 | 1, _) => return None,
            (sources, 1) => format!("1 origin for {sources} sources"),
            (_, origins) => format!("{origins} independent origins"),
        };
        let declaration = slot.segment.syntax().declaration.as_ref()?;
        Some(InlayHint {
            offset: declaration.headline().end as usize,
            label,
            declaration: None,
        })
    }

    /// The state of each sign-off.
    fn seals(&self, slot: &Slot, claim: &Claim) -> Vec<InlayHint> {
        let signed = claim.checked();
        if signed.is_empty() {
            return Vec::new();
        }
        let checked = self.checked(slot);
        let hints = signed.iter().filter_map(|signature| {
            let label = match SignOffState::of(signature, checked.as_ref()) {
                SignOffState::Whole => "seal unbroken".to_owned(),
                SignOffState::WholeWithoutSentence => {
                    "seal unbroken, without the sentence".to_owned()
                }
                SignOffState::Broken(changes) => match &changes[..] {
                    [_] => format!("seal broken: {} changed", Changed::list(&changes)),
                    _ => "seal broken".to_owned(),
                },
                SignOffState::Unsealed => "no seal".to_owned(),
                SignOffState::Unknown => return None,
            };
            Some(InlayHint {
                offset: signature.span.end as usize,
                label,
                declaration: None,
            })
        });
        hints.collect()
    }

    fn checked(&self, slot: &Slot) -> Option<Checked> {
        let article = self.workspace.article(self.id)?.article()?;
        let passage = self.passages.of(self.workspace, self.id)?.found(slot.id)?;
        Checked::of(self.workspace, self.id, &slot.segment, article, passage)
    }
}

/// The letters and digits, folded: `rocio-san-miguel` says as much as "Rocío San Miguel".
fn letters(name: &str) -> String {
    let folded = fold_for_search(name);
    folded.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn shortened(title: &str) -> String {
    match title.char_indices().nth(MOST_LETTERS) {
        Some((end, _)) => format!("{}…", title[..end].trim_end()),
        None => title.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::ide::testing::Fixture;

    const NAMES: &str = "//- names.sayso
entity rocio-san-miguel: person \"Rocío San Miguel\"
entity mfa: organisation \"Spain's foreign ministry\"
source release: press-release \"Comunicado: liberación de cinco españoles en Caracas\"
  by: @mfa
source wire: wire \"Five freed\"
  derived-from: @release
source court: court-record \"Docket\"
  by: \"The court\"
source cellar: interview \"Maria in the cellar\"
  confidential: yes
  described-as: \"a person at the ministry\"
source attic: interview \"Jon in the attic\"
  confidential: yes
";

    #[track_caller]
    fn check(draft: &str, choice: HintChoice, expect: Expect) {
        let fixture = Fixture::of(&format!("//- draft.sayso\n{draft}{NAMES}"));
        let (id, file) = fixture.workspace.files().next().expect("a draft");
        let mut text = file.text().to_string();
        let (workspace, passages) = (&fixture.workspace, &fixture.passages);
        let hints = inlay_hints(workspace, passages, id, 0..text.len(), choice);
        for hint in hints.iter().rev() {
            text.insert_str(hint.offset, &format!(" [{}]", hint.label));
        }
        expect.assert_eq(&text);
    }

    const DRAFT: &str = "article \"A\"
text
  Five were freed. One spoke.
claim five: number \"Five were freed\"
  source: @release at p. 1, @wire
  source: @cellar \"yes\", @attic
  said-by: @mfa
  about: @rocio-san-miguel, @nobody
  note: \"see @mfa\"
  checked: 2026-01-08 by @mfa
  checked: 2026-01-08 by \"M.\" seal 0000-0000-0000-0000
claim: \"One spoke\"
  source: @wire
  source: @release
claim: \"nowhere\"
  source: @wire, @court
  checked: 2026-01-08 by \"M.\" seal 0000-0000-0000-0000
";

    #[test]
    fn all_hints() {
        check(
            DRAFT,
            HintChoice::default(),
            expect![[r#"
            article "A"
            text
              Five were freed. One spoke.
            claim five: number "Five were freed" [3 independent origins]
              source: @release [Comunicado: liberación de cinco españole…] at p. 1, @wire [Five freed]
              source: @cellar [a person at the ministry] "yes", @attic [a confidential source]
              said-by: @mfa [Spain's foreign ministry]
              about: @rocio-san-miguel, @nobody
              note: "see @mfa"
              checked: 2026-01-08 by @mfa [Spain's foreign ministry] [no seal]
              checked: 2026-01-08 by "M." seal 0000-0000-0000-0000 [seal broken]
            claim: "One spoke" [1 origin for 2 sources]
              source: @wire [Five freed]
              source: @release [Comunicado: liberación de cinco españole…]
            claim: "nowhere" [2 independent origins]
              source: @wire [Five freed], @court [Docket]
              checked: 2026-01-08 by "M." seal 0000-0000-0000-0000
        "#]],
        );
    }

    #[test]
    fn each_kind_can_be_left_out() {
        let none = HintChoice {
            names: false,
            origins: false,
            seals: false,
        };
        check(
            "claim: \"x\"\n  source: @wire, @court\n",
            none,
            expect![[r#"
                claim: "x"
                  source: @wire, @court
            "#]],
        );
        let origins = HintChoice {
            origins: true,
            ..none
        };
        check(
            "claim: \"x\"\n  source: @wire, @court\n",
            origins,
            expect![[r#"
                claim: "x" [2 independent origins]
                  source: @wire, @court
            "#]],
        );
    }

    #[test]
    fn only_those_in_the_range() {
        let fixture = Fixture::of(&format!("//- draft.sayso\n{DRAFT}{NAMES}"));
        let (id, file) = fixture.workspace.files().next().expect("a draft");
        let text = file.text();
        let at = text.find("said-by").expect("the field");
        let (workspace, passages) = (&fixture.workspace, &fixture.passages);
        let found = inlay_hints(workspace, passages, id, at..at + 13, HintChoice::default());
        let labels: Vec<&str> = found.iter().map(|hint| hint.label.as_str()).collect();
        assert_eq!(labels, ["Spain's foreign ministry"]);
    }
}
