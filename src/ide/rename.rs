//! Renaming a declaration, with all references to it in the workspace. Every reference means the same afterwards: where
//! the name alone would mean another declaration, `file/name` is written.
//!
//! What a confidential source says about who it is, and its notes, are left as they are: what changes there would tell
//! whom it is about.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use super::cursor::{Object, cursor_at};
use super::edits::{Edits, Warning};
use super::names::{is_name, name_from};
use super::references::{Use, name_in, uses_in, uses_of};
use crate::syntax::Keyword;
use crate::text::Span;
use crate::workspace::paths::composed;
use crate::workspace::{DeclarationId, FileId, Location, Resolution, Workspace};

/// The maximum number of references that are changed. No real workspace has more to one declaration.
const MOST: usize = 100_000;

/// The name at a place, and what it is a name of.
pub struct RenameTarget {
    /// The name, in bytes of the file of the request.
    pub range: Range<usize>,
    /// As written there.
    pub name: String,
    file: FileId,
    id: DeclarationId,
}

impl RenameTarget {
    /// Where the name is declared.
    pub fn declared(&self, workspace: &Workspace) -> Option<Location> {
        let slot = workspace.file(self.file)?.slot(self.id)?;
        let name = slot.segment.item.as_ref()?.name_span()?;
        workspace.location(self.file, self.id, name)
    }
}

/// Why a declaration is not renamed, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenameError {
    Undeclared(String),
    /// The name, and the files that declare it.
    Ambiguous(String, Vec<String>),
    /// What was typed, and a name like it.
    Invalid(String, Option<String>),
    Taken {
        name: String,
        keyword: Keyword,
        file: String,
        line: usize,
    },
    /// References could not tell the declaration from the one in the file.
    Indistinct(String, String),
    TooMany(String),
}

impl fmt::Display for RenameError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            RenameError::Undeclared(name) => write!(
                f,
                "`@{name}` is not declared: declare it first, or correct the name"
            ),
            RenameError::Ambiguous(name, files) => write!(
                f,
                "`@{name}` is declared in several files ({}): write `@file/{name}` to say which one is meant",
                files.join(", ")
            ),
            RenameError::Invalid(typed, like) => {
                write!(
                    f,
                    "“{typed}” cannot be a name: a name consists of letters, digits, `-` and `_`, without spaces"
                )?;
                match like {
                    Some(like) => write!(f, ". Try `{like}`"),
                    None => Ok(()),
                }
            }
            RenameError::Taken {
                name,
                keyword,
                file,
                line,
            } => write!(
                f,
                "`{name}` is already the name of the {} in line {line} of {file}: choose another name",
                keyword.word()
            ),
            RenameError::Indistinct(name, file) => write!(
                f,
                "{file} declares `{name}` too, and no reference could say which one is meant: choose another name"
            ),
            RenameError::TooMany(name) => write!(
                f,
                "more than {MOST} references to `{name}` would change: that is too many at once"
            ),
        }
    }
}

/// The name at `offset` that can be changed. None if there is no name.
pub fn rename_target(
    workspace: &Workspace,
    file: FileId,
    offset: usize,
) -> Result<Option<RenameTarget>, RenameError> {
    let Some((cursor, span)) = cursor_at(workspace, file, offset) else {
        return Ok(None);
    };
    let at = |name: Span, file, id| {
        Ok(Some(RenameTarget {
            range: name.shifted(cursor.start).range(),
            name: name.of(&cursor.segment.text).to_owned(),
            file,
            id,
        }))
    };
    match cursor.object {
        Object::Name if cursor.item().is_some_and(|item| item.name().is_some()) => {
            at(span, file, cursor.id)
        }
        Object::Reference(reference) => {
            let name = name_in(cursor.segment, reference);
            if reference.file.is_some() && cursor.offset < name.start as usize {
                return Ok(None);
            }
            let called = reference.name.to_string();
            match workspace.resolve(file, reference) {
                Resolution::Found(target) => at(name, target.file, target.id),
                Resolution::Ambiguous(targets) => {
                    let files = targets.iter().map(|it| file_name(workspace, it.file));
                    Err(RenameError::Ambiguous(called, files.collect()))
                }
                Resolution::Unresolved => Err(RenameError::Undeclared(called)),
            }
        }
        _ => Ok(None),
    }
}

/// What to change so that the declaration named at `offset` is called `new_name`. None if there is no name.
pub fn rename(
    workspace: &Workspace,
    file: FileId,
    offset: usize,
    new_name: &str,
) -> Result<Option<Edits>, RenameError> {
    let Some(target) = rename_target(workspace, file, offset)? else {
        return Ok(None);
    };
    let new = valid_name(new_name)?;
    let declaring = workspace.file(target.file);
    let name = declaring.and_then(|file| file.slot(target.id)?.segment.item.as_ref()?.name());
    let Some(old) = name else { return Ok(None) };
    if *old == *new {
        return Ok(Some(Edits::default()));
    }
    let renaming = Renaming {
        workspace,
        target: &target,
        old,
        new: &new,
    };
    renaming.edits().map(Some)
}

/// The name, unless the language does not allow it. Reads an `@` before it as a slip.
fn valid_name(typed: &str) -> Result<String, RenameError> {
    let trimmed = typed.trim();
    let name = composed(trimmed.strip_prefix('@').unwrap_or(trimmed)).into_owned();
    if is_name(&name) {
        return Ok(name);
    }
    let like = Some(name_from(&name)).filter(|like| is_name(like));
    Err(RenameError::Invalid(trimmed.to_owned(), like))
}

struct Renaming<'a> {
    workspace: &'a Workspace,
    target: &'a RenameTarget,
    old: &'a str,
    new: &'a str,
}

impl<'a> Renaming<'a> {
    fn edits(&self) -> Result<Edits, RenameError> {
        self.is_free()?;
        let mut edits = Edits::default();
        self.rename_declaration(&mut edits);
        let uses = uses_of(self.workspace, self.target.file, self.target.id, MOST);
        if uses.len() >= MOST {
            return Err(RenameError::TooMany(self.old.to_owned()));
        }
        let others = self.others();
        let mut manners: BTreeMap<(FileId, bool), Manner> = BTreeMap::new();
        for found in &uses {
            let key = (found.file, found.reference.file.is_some());
            let manner = match manners.get(&key) {
                Some(manner) => manner,
                None => {
                    let manner = self.manner(found, &others)?;
                    manners.entry(key).or_insert(manner)
                }
            };
            manner.write(self, found, &mut edits);
        }
        for other in &others {
            self.keep_uses_of(other, &mut edits)?;
        }
        Ok(edits)
    }

    /// The other files that declare the new name.
    fn others(&self) -> Vec<FileId> {
        let declaring = self.workspace.index.declaring(self.new).iter().copied();
        declaring
            .filter(|file| *file != self.target.file && self.declares_new(*file))
            .collect()
    }

    fn declares_new(&self, file: FileId) -> bool {
        let file = self.workspace.file(file);
        file.is_some_and(|file| file.declares(self.new))
    }

    fn is_free(&self) -> Result<(), RenameError> {
        let file = self.workspace.file(self.target.file);
        let Some((file, taken)) = file.and_then(|it| Some((it, it.declared(self.new).next()?)))
        else {
            return Ok(());
        };
        let line = file.get(taken.id).map_or(0, |(start, _)| start.line + 1);
        Err(RenameError::Taken {
            name: self.new.to_owned(),
            keyword: taken.item().map_or(Keyword::Unknown, |it| it.keyword()),
            file: file_name(self.workspace, self.target.file),
            line,
        })
    }

    fn rename_declaration(&self, edits: &mut Edits) {
        if let Some(at) = self.target.declared(self.workspace) {
            edits.replace(at, self.new);
        }
    }

    /// How references in the file of `found` are written from now on.
    fn manner(&self, found: &Use, others: &[FileId]) -> Result<Manner, RenameError> {
        let stem = self.stem(self.target.file);
        let namesake = self.declaring_in(&stem);
        if found.reference.file.is_some() {
            return match namesake {
                Some(other) => Err(self.indistinct(other)),
                None => Ok(Manner::Name),
            };
        }
        let own =
            Some(found.file).filter(|file| *file != self.target.file && self.declares_new(*file));
        let Some(other) = own
            .or(others.first().copied())
            .filter(|_| found.file != self.target.file)
        else {
            return Ok(Manner::Name);
        };
        match namesake.is_none() && is_name(&stem) {
            true => Ok(Manner::Whole {
                text: format!("@{stem}/{}", self.new),
                warning: self.clash(other),
            }),
            false => Err(self.indistinct(other)),
        }
    }

    /// A file with that stem that declares the new name.
    fn declaring_in(&self, stem: &str) -> Option<FileId> {
        let mut others = self.workspace.index.declaring_in(stem, self.new);
        others.find(|other| *other != self.target.file && self.declares_new(*other))
    }

    /// References with the new name that mean the declaration in the file `other` still do.
    fn keep_uses_of(&self, other: &FileId, edits: &mut Edits) -> Result<(), RenameError> {
        let (workspace, other) = (self.workspace, *other);
        let stem = self.stem(other);
        for &user in workspace.index.referring(self.new) {
            let mut meant: BTreeMap<Option<&str>, bool> = BTreeMap::new();
            let uses = uses_in(workspace, user, self.new, MOST, |reference| {
                let file = reference.file.as_ref().map(|file| file.as_str());
                *meant.entry(file).or_insert_with(|| {
                    let target = workspace.resolve(user, reference).found();
                    let is_other = target.is_some_and(|target| target.file == other);
                    is_other && (user != other || file.is_some())
                })
            });
            for found in uses {
                let is_same_stem = stem == self.stem(self.target.file);
                match found.reference.file {
                    Some(_) if !is_same_stem => continue,
                    None if !is_same_stem && is_name(&stem) => {}
                    _ => return Err(self.indistinct(other)),
                }
                let text = format!("@{stem}/{}", self.new);
                if let Some(at) = workspace.location(found.file, found.id, found.reference.span) {
                    edits.replace_after(self.clash(other), at, text);
                }
            }
        }
        Ok(())
    }

    fn stem(&self, file: FileId) -> String {
        let file = self.workspace.file(file);
        file.map_or(String::new(), |file| file.stem().to_string())
    }

    fn indistinct(&self, other: FileId) -> RenameError {
        RenameError::Indistinct(self.new.to_owned(), file_name(self.workspace, other))
    }

    fn clash(&self, other: FileId) -> Warning {
        let file = file_name(self.workspace, other);
        Warning {
            label: format!("`{}` is declared in {file} too", self.new),
            description: "References are written with the name of the file, so that each means the same as before"
                .to_owned(),
        }
    }
}

/// How references are written.
enum Manner {
    /// The name is replaced.
    Name,
    /// The whole reference is replaced.
    Whole { text: String, warning: Warning },
}

impl Manner {
    fn write(&self, renaming: &Renaming, found: &Use, edits: &mut Edits) {
        let Some(file) = renaming.workspace.file(found.file) else {
            return;
        };
        let at = |span: Span| Location {
            path: file.path.clone(),
            range: span.range(),
        };
        match self {
            Manner::Name => edits.replace(at(found.name_span()), renaming.new),
            Manner::Whole { text, warning } => {
                edits.replace_after(warning.clone(), at(found.span()), text.as_str());
            }
        }
    }
}

fn file_name(workspace: &Workspace, file: FileId) -> String {
    let path = workspace.file(file).map(|file| &file.path);
    let name = path.and_then(|path| path.file_name());
    name.unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::ide::testing::Fixture;

    /// What changes when the thing at the cursor gets that name, or why nothing does.
    #[track_caller]
    fn check(fixture: &str, new_name: &str, expect: Expect) {
        let fixture = Fixture::of(fixture);
        let (file, offset) = fixture.cursor();
        let shown = match rename(&fixture.workspace, file, offset, new_name) {
            Ok(Some(edits)) => fixture.shown_edits(&edits),
            Ok(None) => "nothing\n".to_owned(),
            Err(why) => format!("{why}\n"),
        };
        expect.assert_eq(&shown);
    }

    #[test]
    fn every_reference_changes() {
        let fixture = "//- people.sayso\nentity ana: person \"Ana\"\n  note: \"@ana, not @ana-b\"\n//- draft.sayso\nsource s: email \"S\"\n  by: @ana, @people/ana\nclaim: \"x\"\n  about: @a<|>na\n  note: \"after @people/ana.\"\n  checked: 2026-01-01 by @ana\n//- other.sayso\nentity ana: person \"Another\"\nclaim: \"y\"\n  about: @ana\n";
        let alone = fixture.split("//- other").next().unwrap_or_default();
        check(
            alone,
            "ána-díaz",
            expect![[r#"
                draft.sayso:2 "ana" → "ána-díaz"
                draft.sayso:2 "ana" → "ána-díaz"
                draft.sayso:4 "ana" → "ána-díaz"
                draft.sayso:5 "ana" → "ána-díaz"
                draft.sayso:6 "ana" → "ána-díaz"
                people.sayso:1 "ana" → "ána-díaz"
                people.sayso:2 "ana" → "ána-díaz"
            "#]],
        );
        check(
            fixture,
            "bea",
            expect![[r#"
                `@ana` is declared in several files (people.sayso, other.sayso): write `@file/ana` to say which one is meant
            "#]],
        );
        check(
            &fixture
                .replace("<|>", "")
                .replacen("@people/ana", "@people/a<|>na", 1),
            "bea",
            expect![[r#"
                draft.sayso:2 "ana" → "bea"
                draft.sayso:5 "ana" → "bea"
                people.sayso:1 "ana" → "bea"
                people.sayso:2 "ana" → "bea"
            "#]],
        );
    }

    #[test]
    fn a_clash_with_another_file() {
        // `@bea` would mean the one in the draft, or be ambiguous.
        check(
            "//- people.sayso\nentity a<|>na: person \"Ana\"\n  note: \"not @bea\"\n//- b.sayso\nentity bea: person \"Bea\"\n  note: \"@bea knows @ana\"\n//- c.sayso\nclaim: \"x\"\n  about: @ana, @bea\n",
            "bea",
            expect![[r#"
                b.sayso:2 "@ana" → "@people/bea", after: `bea` is declared in b.sayso too
                c.sayso:2 "@ana" → "@people/bea", after: `bea` is declared in b.sayso too
                c.sayso:2 "@bea" → "@b/bea", after: `bea` is declared in b.sayso too
                people.sayso:1 "ana" → "bea"
                people.sayso:2 "@bea" → "@b/bea", after: `bea` is declared in b.sayso too
            "#]],
        );
        // Nothing could be written to tell them apart.
        let same_stem = "//- x/people.sayso\nentity a<|>na: person \"Ana\"\n//- y/people.sayso\nentity bea: person \"Bea\"\n//- c.sayso\nclaim: \"x\"\n  about: @ana\n";
        let unquotable = "//- old list.sayso\nentity a<|>na: person \"Ana\"\n//- people.sayso\nentity bea: person \"Bea\"\nclaim: \"x\"\n  about: @ana\n";
        for fixture in [
            same_stem,
            &same_stem.replace("@ana", "@people/bea"),
            unquotable,
        ] {
            check(
                fixture,
                "bea",
                expect![[r#"
                    people.sayso declares `bea` too, and no reference could say which one is meant: choose another name
                "#]],
            );
        }
    }

    #[test]
    fn only_its_own_declaration_if_the_name_is_declared_twice() {
        check(
            "entity ana: person \"Ana\"\nentity a<|>na: person \"Another\"\nclaim: \"x\"\n  about: @ana\n",
            "bea",
            expect![[r#"
                draft.sayso:2 "ana" → "bea"
            "#]],
        );
    }

    #[test]
    fn names_that_are_refused() {
        let draft = "entity a<|>na: person \"Ana\"\n\nclaim bea: \"x\"\n";
        check(
            draft,
            "@bea",
            expect![[r#"
                `bea` is already the name of the claim in line 3 of draft.sayso: choose another name
            "#]],
        );
        check(
            draft,
            " Ána  Díaz ",
            expect![[r#"
                “Ána  Díaz” cannot be a name: a name consists of letters, digits, `-` and `_`, without spaces. Try `ana-diaz`
            "#]],
        );
        check(
            draft,
            "…",
            expect![[r#"
                “…” cannot be a name: a name consists of letters, digits, `-` and `_`, without spaces
            "#]],
        );
        for typed in ["", "-x", "a/b", "a:b", "a\nb", "\u{301}a", "a\"", "x y"] {
            assert!(
                matches!(valid_name(typed), Err(RenameError::Invalid(..))),
                "{typed:?}"
            );
        }
        for typed in ["x", "@x", "_", "7", "Ольга", "山田", "claim", "a-b_c"] {
            assert!(valid_name(typed).is_ok(), "{typed:?}");
        }
        check(draft, "ana", expect![""]);
    }

    #[test]
    fn what_is_no_name() {
        for fixture in [
            "claim: \"x\"\n  about: @<|>\n",
            "cla<|>im x: \"y\"\n",
            "claim x: \"<|>y\"\n",
            "claim x: nu<|>mber \"y\"\n",
            "//- a.sayso\nclaim x: \"y\"\n  note: \"@<|>a/x\"\n",
            "text\n  Ana<|> left.\nentity ana: person \"Ana\"\n",
            "<|>",
        ] {
            check(
                fixture,
                "bea",
                expect![[r#"
                nothing
            "#]],
            );
        }
        check(
            "claim: \"x\"\n  about: @nobod<|>y\n",
            "bea",
            expect![[r#"
                `@nobody` is not declared: declare it first, or correct the name
            "#]],
        );
    }

    /// Otherwise the edits would tell who the source is.
    #[test]
    fn what_identifies_a_confidential_source_is_not_read() {
        check(
            "entity a<|>na: person \"Ana\"\nsource s: interview \"S\"\n  confidential: yes\n  by: @ana\n  note: \"@ana\"\n",
            "bea",
            expect![[r#"
                draft.sayso:1 "ana" → "bea"
            "#]],
        );
        check(
            "source cel<|>lar: interview \"Maria\"\n  confidential: yes\nclaim: \"x\"\n  source: @cellar\n",
            "attic",
            expect![[r#"
                draft.sayso:1 "cellar" → "attic"
                draft.sayso:4 "cellar" → "attic"
            "#]],
        );
    }
}
