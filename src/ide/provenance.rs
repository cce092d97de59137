//! What rests on what: claims on their sources and speakers, sources on those whom they are by and on what they are
//! derived from.
//!
//! Who is behind a confidential source is no part of it: see [`crate::model::Identity`].

use rustc_hash::FxHashSet;

use super::cursor::cursor_at;
use super::definition::{Definition, Definitions, declared_at};
use super::names::{kind_in_words, public_title};
use super::references::{MOST_REFERENCES, declarations_at, uses_of};
use super::symbols::shortened;
use crate::model::{Item, Reference, Role};
use crate::syntax::Keyword;
use crate::workspace::{DeclarationId, FileId, Location, Slot, Workspace};

/// A declaration in a chain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Never empty. For a confidential source, its `described-as:`.
    pub title: String,
    pub detail: String,
    /// The name, if it has one.
    pub name: Option<String>,
    pub keyword: Keyword,
    pub place: Definition,
}

/// A declaration that rests on another one or that another one rests on, with the references that say so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub file: FileId,
    pub id: DeclarationId,
    pub references: Vec<Location>,
}

/// The claim, source or entity at `offset`, or the one that is referred to there.
pub fn links_at(workspace: &Workspace, file: FileId, offset: usize) -> Vec<Link> {
    let declared = declarations_at(workspace, file, offset).into_iter();
    let links = declared.filter_map(|(file, id)| link(workspace, file, id));
    links.filter(|link| is_part(link.keyword)).collect()
}

/// What is shown of a declaration.
pub fn link(workspace: &Workspace, file: FileId, id: DeclarationId) -> Option<Link> {
    let item = item_of(workspace, file, id)?;
    let title = shortened(public_title(item));
    let mut place = declared_at(workspace, file, id)?;
    if item.is_protected() {
        // Its length would tell how much it says.
        place.whole = place.location.clone();
    }
    let detail = match (item.is_protected(), item.name()) {
        (true, _) => format!("confidential {}", item.keyword().word()),
        (false, Some(name)) => format!("{} @{}", kind_in_words(item), shortened(name)),
        (false, None) => kind_in_words(item),
    };
    Some(Link {
        title: match title.trim().is_empty() {
            true => item.keyword().word().to_owned(),
            false => title,
        },
        detail,
        name: item.name().map(|name| name.to_string()),
        keyword: item.keyword(),
        place,
    })
}

fn is_part(keyword: Keyword) -> bool {
    matches!(keyword, Keyword::Claim | Keyword::Source | Keyword::Entity)
}

/// What the declaration rests on directly, in its own order.
pub fn bases_of(workspace: &Workspace, file: FileId, id: DeclarationId) -> Vec<Step> {
    let Some(item) = item_of(workspace, file, id) else {
        return Vec::new();
    };
    let bases = item.references.iter().filter(|it| is_base(item, it));
    let found = bases.filter_map(|reference| {
        let target = workspace.resolve(file, reference).found()?;
        let keyword = target.item()?.keyword();
        let is_named = matches!(keyword, Keyword::Source | Keyword::Entity);
        let at = workspace.location(file, id, reference.span)?;
        is_named.then_some((target.file, target.id, at))
    });
    steps(found)
}

/// What rests on the declaration directly, by file and then in order.
pub fn resting_on(workspace: &Workspace, file: FileId, id: DeclarationId) -> Vec<Step> {
    let uses = uses_of(workspace, file, id, MOST_REFERENCES).into_iter();
    let resting = uses.filter_map(|found| {
        let item = found.segment.item.as_ref()?;
        let at = workspace.location(found.file, found.id, found.reference.span)?;
        is_base(item, found.reference).then_some((found.file, found.id, at))
    });
    steps(resting)
}

/// The claims that rest on the entity or source at `offset`, directly or through other sources.
pub fn implementation(workspace: &Workspace, file: FileId, offset: usize) -> Option<Definitions> {
    let mut claims = Vec::new();
    for (file, id) in declarations_at(workspace, file, offset) {
        claims.extend(claims_resting_on(workspace, file, id));
    }
    let targets = claims.into_iter();
    let targets = targets.filter_map(|(file, id)| declared_at(workspace, file, id));
    definitions(workspace, file, offset, targets.collect())
}

/// Those whom the source at `offset` is by, or the sources of the claim there.
pub fn type_definition(workspace: &Workspace, file: FileId, offset: usize) -> Option<Definitions> {
    let mut targets = Vec::new();
    for (file, id) in declarations_at(workspace, file, offset) {
        let Some(item) = item_of(workspace, file, id) else {
            continue;
        };
        let wanted = match item.keyword() {
            Keyword::Source => Role::By,
            Keyword::Claim => Role::Source,
            _ => continue,
        };
        let values = item
            .references
            .iter()
            .filter(|it| it.value_of == Some(wanted));
        let found = values.filter_map(|value| workspace.resolve(file, value).found());
        targets.extend(found.filter_map(|it| declared_at(workspace, it.file, it.id)));
    }
    definitions(workspace, file, offset, targets)
}

fn definitions(
    workspace: &Workspace,
    file: FileId,
    offset: usize,
    targets: Vec<Definition>,
) -> Option<Definitions> {
    let (cursor, span) = cursor_at(workspace, file, offset)?;
    (!targets.is_empty()).then(|| Definitions {
        origin: span.shifted(cursor.start).range(),
        targets,
    })
}

/// The claims that rest on the declaration, directly or through other sources, the nearest first.
pub fn claims_resting_on(
    workspace: &Workspace,
    file: FileId,
    id: DeclarationId,
) -> Vec<(FileId, DeclarationId)> {
    let mut seen = FxHashSet::from_iter([(file, id)]);
    let mut open = vec![(file, id)];
    let mut claims = Vec::new();
    while !open.is_empty() && claims.len() < MOST_REFERENCES {
        let mut next = Vec::new();
        for (file, id) in open {
            for step in resting_on(workspace, file, id) {
                let found = (step.file, step.id);
                if !seen.insert(found) {
                    continue;
                }
                let keyword = item_of(workspace, step.file, step.id).map(Item::keyword);
                match keyword {
                    Some(Keyword::Claim) => claims.push(found),
                    _ => next.push(found),
                }
            }
        }
        open = next;
    }
    claims.truncate(MOST_REFERENCES);
    claims
}

/// Whether the declaration rests on what the reference means.
fn is_base(item: &Item, reference: &Reference) -> bool {
    match (item.keyword(), reference.value_of) {
        (Keyword::Claim, Some(role)) => matches!(role, Role::Source | Role::SaidBy),
        (Keyword::Source, Some(role)) => role.leads_back(),
        _ => false,
    }
}

/// One step for each declaration, where it is found first.
fn steps(found: impl Iterator<Item = (FileId, DeclarationId, Location)>) -> Vec<Step> {
    let mut at: rustc_hash::FxHashMap<(FileId, DeclarationId), usize> = Default::default();
    let mut steps: Vec<Step> = Vec::new();
    for (file, id, reference) in found {
        let step = *at.entry((file, id)).or_insert_with(|| {
            steps.push(Step {
                file,
                id,
                references: Vec::new(),
            });
            steps.len() - 1
        });
        steps[step].references.push(reference);
    }
    steps
}

fn item_of(workspace: &Workspace, file: FileId, id: DeclarationId) -> Option<&Item> {
    let slot: &Slot = workspace.file(file)?.slot(id)?;
    slot.segment.item.as_ref()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::ide::testing::Fixture;

    const FILES: &str = "//- people.sayso\nentity ana: person \"Ana\"\nsource report: report \"Report\"\n  by: @ana\n//- draft.sayso\nsource wire: wire \"Wire\"\n  derived-from: @report\n  note: \"not @ana\"\nsource cellar: interview \"Maria Zell\"\n  confidential: yes\n  by: @ana\n  derived-from: @report\n  described-as: \"a clerk\"\nclaim one: \"one\"\n  source: @wire at p. 3, @wire\n  said-by: @ana\nclaim: \"two\"\n  source: @cellar\n  contradicted-by: @report\n  about: @ana\n";

    /// The fixture with the cursor in front of the first of these words.
    fn at(words: &str) -> Fixture {
        let place = FILES.find(words).expect("the words");
        Fixture::of(&format!("{}<|>{}", &FILES[..place], &FILES[place..]))
    }

    #[track_caller]
    fn check_steps(words: &str, expect: Expect) {
        let fixture = at(words);
        let workspace = &fixture.workspace;
        let (file, offset) = fixture.cursor();
        let declared = declarations_at(workspace, file, offset);
        let [(file, id)] = declared[..] else {
            panic!("one declaration");
        };
        let mut out = String::new();
        for (arrow, steps) in [
            ("→", bases_of(workspace, file, id)),
            ("←", resting_on(workspace, file, id)),
        ] {
            for step in steps {
                let link = link(workspace, step.file, step.id).expect("a link");
                let at = step.references.iter().map(|at| fixture.shown(at));
                let at: Vec<String> = at.collect();
                out += &format!(
                    "{arrow} {} | {} | {}\n",
                    link.title,
                    link.detail,
                    at.join(", ")
                );
            }
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn one_step() {
        check_steps(
            "one: ",
            expect![[r#"
                → Wire | wire source @wire | draft.sayso:10 "@wire", draft.sayso:10 "@wire"
                → Ana | person @ana | draft.sayso:11 "@ana"
            "#]],
        );
        check_steps(
            "report: report",
            expect![[r#"
                → Ana | person @ana | people.sayso:3 "@ana"
                ← Wire | wire source @wire | draft.sayso:2 "@report"
                ← a clerk | confidential source | draft.sayso:7 "@report"
            "#]],
        );
        // Not the confidential source: that would tell who it is.
        check_steps(
            "ana: person",
            expect![[r#"
                ← Report | report source @report | people.sayso:3 "@ana"
                ← one | claim @one | draft.sayso:11 "@ana"
            "#]],
        );
        check_steps(
            "cellar: ",
            expect![[r#"
                → Report | report source @report | draft.sayso:7 "@report"
                ← two | claim | draft.sayso:13 "@cellar"
            "#]],
        );
    }

    #[track_caller]
    fn check_lists(
        list: fn(&Workspace, FileId, usize) -> Option<Definitions>,
        words: &str,
        expected: &[&str],
    ) {
        let fixture = at(words);
        let (file, offset) = fixture.cursor();
        let found = list(&fixture.workspace, file, offset);
        let targets = found.map_or(Vec::new(), |found| found.targets);
        let shown: Vec<String> = targets
            .iter()
            .map(|it| fixture.shown(&it.location))
            .collect();
        assert_eq!(shown, expected, "{words}");
    }

    #[test]
    fn claims_that_rest_on_it() {
        let one = "draft.sayso:9 \"one\"";
        let two = "draft.sayso:12 \"\\\"two\\\"\"";
        check_lists(implementation, "ana: person", &[one, two]);
        check_lists(implementation, "@ana\n//-", &[one, two]);
        check_lists(implementation, "report: report", &[one, two]);
        check_lists(implementation, "wire: wire", &[one]);
        check_lists(implementation, "one: ", &[]);
    }

    #[test]
    fn those_whom_it_is_by() {
        check_lists(
            type_definition,
            "report: report",
            &["people.sayso:1 \"ana\""],
        );
        check_lists(
            type_definition,
            "@report\n  note",
            &["people.sayso:1 \"ana\""],
        );
        let wire = "draft.sayso:1 \"wire\"";
        check_lists(type_definition, "one: ", &[wire, wire]);
        check_lists(type_definition, "cellar: ", &[]);
        check_lists(type_definition, "ana: person", &[]);
    }

    #[test]
    fn rings_end() {
        let fixture = Fixture::of(
            "source a<|>: wire \"A\"\n  derived-from: @b\nsource b: wire \"B\"\n  derived-from: @a\nclaim: \"x\"\n  source: @b\n",
        );
        let (file, offset) = fixture.cursor();
        let found = implementation(&fixture.workspace, file, offset);
        assert_eq!(found.expect("a claim").targets.len(), 1);
    }
}
