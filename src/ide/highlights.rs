//! Where a file uses the name at the cursor.

use std::ops::Range;

use super::cursor::{Object, cursor_at};
use super::references::{MOST_REFERENCES, uses_in, uses_in_of};
use crate::workspace::{DeclarationId, FileId, Resolution, Workspace};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// In bytes of the file.
    pub range: Range<usize>,
    /// Whether the name is declared there, not only used.
    pub is_declaration: bool,
}

/// The declaration of the name at `offset` and the references to it, as far as they are in the file, in order. If nobody
/// knows what the name means, every reference that is written the same way.
pub fn highlights(workspace: &Workspace, file: FileId, offset: usize) -> Vec<Highlight> {
    let Some((cursor, _)) = cursor_at(workspace, file, offset) else {
        return Vec::new();
    };
    match cursor.object {
        Object::Name => of_declaration(workspace, file, (file, cursor.id)),
        Object::Reference(reference) => match workspace.resolve(file, reference) {
            Resolution::Found(target) => of_declaration(workspace, file, (target.file, target.id)),
            _ => {
                let is_same = |other: &_| same_place(reference, other);
                let uses = uses_in(workspace, file, &reference.name, MOST_REFERENCES, is_same);
                uses.iter().map(|it| used(it.span().range())).collect()
            }
        },
        _ => Vec::new(),
    }
}

fn same_place(one: &crate::model::Reference, other: &crate::model::Reference) -> bool {
    one.file == other.file
}

fn of_declaration(
    workspace: &Workspace,
    file: FileId,
    declaration: (FileId, DeclarationId),
) -> Vec<Highlight> {
    let uses = uses_in_of(workspace, file, declaration, MOST_REFERENCES);
    let mut found: Vec<Highlight> = uses.iter().map(|it| used(it.span().range())).collect();
    if declaration.0 == file
        && let Some(range) = name_range(workspace, declaration)
    {
        found.push(Highlight {
            range,
            is_declaration: true,
        });
    }
    found.sort_by_key(|found| found.range.start);
    found
}

fn used(range: Range<usize>) -> Highlight {
    Highlight {
        range,
        is_declaration: false,
    }
}

/// Where the name of the declaration is, in bytes of its file.
pub fn name_range(
    workspace: &Workspace,
    (file, id): (FileId, DeclarationId),
) -> Option<Range<usize>> {
    let (start, slot) = workspace.file(file)?.get(id)?;
    let name = slot.segment.item.as_ref()?.name_span()?;
    Some(name.shifted(start.byte).range())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::ide::testing::Fixture;
    use crate::workspace::Location;

    #[track_caller]
    fn check(fixture: &str, expect: Expect) {
        let fixture = Fixture::of(fixture);
        let (file, offset) = fixture.cursor();
        let path = &fixture.workspace.file(file).expect("a file").path;
        let mut out = String::new();
        for found in highlights(&fixture.workspace, file, offset) {
            let kind = if found.is_declaration {
                "declared"
            } else {
                "used"
            };
            let (path, range) = (path.clone(), found.range);
            out += &format!("{kind} {}\n", fixture.shown(&Location { path, range }));
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn in_one_file() {
        let fixture = "//- people.sayso\nentity bo: person \"Bo\"\n//- draft.sayso\nclaim: \"x\"\n  about: @ana\nentity ana: person \"Ana\"\n  note: \"@bo @people/bo @a<|>na @draft/ana\"\n";
        check(
            fixture,
            expect![[r#"
                used draft.sayso:2 "@ana"
                declared draft.sayso:3 "ana"
                used draft.sayso:4 "@ana"
                used draft.sayso:4 "@draft/ana"
            "#]],
        );
        check(
            &fixture.replace("<|>", "").replace("@bo ", "@b<|>o "),
            expect![[r#"
                used draft.sayso:4 "@bo"
                used draft.sayso:4 "@people/bo"
            "#]],
        );
    }

    #[test]
    fn of_names_that_nobody_knows() {
        check(
            "claim: \"x\"\n  about: @no<|>body\n  note: \"@nobody @x/nobody\"\n",
            expect![[r#"
                used draft.sayso:2 "@nobody"
                used draft.sayso:3 "@nobody"
            "#]],
        );
        check("claim<|> x: \"y\"\n  note: \"@x\"\n", expect![""]);
    }
}
