//! What changes in drafts when files and folders are moved or renamed: paths keep leading to the same files, and
//! references with the name of a file to the same declarations.

use std::path::{Component, Path, PathBuf};

use super::edits::Edits;
use super::names::is_name;
use super::references::{Use, uses_of};
use crate::model::{Detail, Item, Text};
use crate::syntax::quoted;
use crate::text::Span;
use crate::workspace::paths::{composed, normalized, resolve};
use crate::workspace::{DeclarationId, File, FileId, Location, Slot, Workspace};

/// The maximum number of references to one declaration that are changed.
const MOST: usize = 100_000;

/// A file or folder that gets another path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub from: PathBuf,
    pub to: PathBuf,
}

/// What to change before the files are moved. The places are those from before.
pub fn edits_for(workspace: &Workspace, moves: &[Move]) -> Edits {
    let moving = Moving { workspace, moves };
    let mut edits = Edits::default();
    for (id, file) in workspace.files() {
        moving.follow_paths(id, file, &mut edits);
        moving.follow_stem(id, file, &mut edits);
    }
    edits
}

struct Moving<'a> {
    workspace: &'a Workspace,
    moves: &'a [Move],
}

/// A path that a draft names.
struct WrittenPath {
    /// The declaration, and the string in it.
    id: DeclarationId,
    span: Span,
    path: String,
    /// As it is quoted.
    written: String,
}

impl Moving<'_> {
    /// The path that the file at `path` gets. None if it stays.
    fn moved(&self, path: &Path) -> Option<PathBuf> {
        let moves = self.moves.iter().filter_map(|it| {
            let below = path.strip_prefix(&it.from).ok()?;
            let is_itself = below.as_os_str().is_empty();
            Some((
                it,
                if is_itself {
                    it.to.clone()
                } else {
                    it.to.join(below)
                },
            ))
        });
        // The move of a file counts more than that of its folder.
        let (_, to) = moves.max_by_key(|(it, _)| it.from.as_os_str().len())?;
        Some(to)
    }

    fn follow_paths(&self, id: FileId, file: &File, edits: &mut Edits) {
        let home = self.moved(&file.path);
        let slots = file.slots().iter();
        for written in slots.flat_map(paths_in) {
            if let Some(new) = self.followed(id, file, home.as_deref(), &written)
                && let Some(at) = self.workspace.location(id, written.id, written.span)
            {
                edits.replace(at, quoted(&new, &written.written));
            }
        }
    }

    /// The path to write instead. None if the one that is written still leads to the file.
    fn followed(
        &self,
        id: FileId,
        file: &File,
        home: Option<&Path>,
        written: &WrittenPath,
    ) -> Option<String> {
        let named = resolve(&self.workspace.roots, &file.path, &written.path).ok()?;
        // A link may lead to the article.
        let article = self
            .workspace
            .article(id)
            .and_then(|article| article.file());
        let target = self.moved(&named);
        let target =
            target.or_else(|| self.moved(article?).filter(|_| written.is_of_article(file)));
        let is_elsewhere = || !written.is_of_article(file) && self.is_in_evidence(file, &named);
        if target.is_none() && (home.is_none() || is_elsewhere()) {
            return None;
        }
        let folder = home.unwrap_or(&file.path).parent()?;
        let target = target.unwrap_or(named);
        let is_same = normalized(&folder.join(&written.path)).is_some_and(|path| path == target);
        (!is_same).then(|| relative(folder, &target))?
    }

    /// Whether the copy that would be at `named`, beside its draft, is or may be in the folder for evidence.
    fn is_in_evidence(&self, draft: &File, named: &Path) -> bool {
        let configuration = self.workspace.configuration(&draft.path);
        let beside = self.workspace.copies.get(named);
        configuration.evidence.is_some() && !beside.is_some_and(Result::is_ok)
    }

    /// `@file/name` with the new name of the file.
    fn follow_stem(&self, id: FileId, file: &File, edits: &mut Edits) {
        let Some(home) = self.moved(&file.path) else {
            return;
        };
        let stem = home.file_stem().unwrap_or_default().to_string_lossy();
        let stem = composed(&stem);
        if stem == file.stem().as_str() {
            return;
        }
        for (declaration, _, item) in file.items() {
            for found in uses_of(self.workspace, id, declaration, MOST) {
                if found.reference.file.is_some()
                    && let Some(text) = self.reference(&found, id, item, &stem)
                    && let Some(user) = self.workspace.file(found.file)
                {
                    let (path, range) = (user.path.clone(), found.span().range());
                    edits.replace(Location { path, range }, text);
                }
            }
        }
    }

    /// The reference with the new name of the file, or without one if that cannot be written.
    fn reference(&self, found: &Use, file: FileId, item: &Item, stem: &str) -> Option<String> {
        let name = item.name()?;
        let mut namesakes = self.workspace.index.declaring_in(stem, name);
        if is_name(stem) && namesakes.all(|other| other == file) {
            return Some(format!("@{stem}/{name}"));
        }
        let alone = self.workspace.resolve_name(found.file, name).found();
        let is_clear = alone.is_some_and(|target| target.file == file);
        match (is_clear, is_name(stem)) {
            (true, _) => Some(format!("@{name}")),
            // Reported as ambiguous, with both places.
            (false, true) => Some(format!("@{stem}/{name}")),
            (false, false) => None,
        }
    }
}

impl WrittenPath {
    fn is_of_article(&self, file: &File) -> bool {
        file.article().is_some_and(|(id, _)| id == self.id)
    }
}

/// The `text:` of an article, or the `file:`s of a source. What is protected is left as it is.
fn paths_in(slot: &Slot) -> Vec<WrittenPath> {
    let item = slot.segment.item.as_ref().filter(|_| !slot.is_protected);
    let texts: Vec<&Text> = match item.map(|item| &item.detail) {
        Some(Detail::Article(article)) => article.text.iter().collect(),
        Some(Detail::Source(source)) => source.files.iter().map(|file| &file.path).collect(),
        _ => Vec::new(),
    };
    let written = texts.into_iter().map(|path| WrittenPath {
        id: slot.id,
        span: path.span,
        path: path.text.to_string(),
        written: path.span.of(&slot.segment.text).to_owned(),
    });
    written.collect()
}

/// The path of `target` as seen from `folder`, with `/` on every system. None if there is no way, or it cannot be
/// written.
fn relative(folder: &Path, target: &Path) -> Option<String> {
    let (from, to): (Vec<Component>, Vec<Component>) =
        (folder.components().collect(), target.components().collect());
    let common = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    // Not even the root, or the disk, is the same.
    if common == 0 && folder.is_absolute() {
        return None;
    }
    let up = from[common..].iter().map(|_| Some(".."));
    let down = to[common..].iter().map(|part| part.as_os_str().to_str());
    let parts: Option<Vec<&str>> = up.chain(down).collect();
    let path = parts?.join("/");
    let is_writable =
        !(path.contains(['\n', '\r']) || path.contains('"') && path.contains(['“', '”']));
    is_writable.then_some(path)
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::ide::testing::Fixture;

    #[track_caller]
    fn check(fixture: &str, moves: &[[&str; 2]], expect: Expect) {
        let fixture = Fixture::of(fixture);
        let path = |path: &str| Path::new("/w").join(path);
        let moves = moves.iter().map(|[from, to]| Move {
            from: path(from),
            to: path(to),
        });
        let edits = edits_for(&fixture.workspace, &moves.collect::<Vec<_>>());
        expect.assert_eq(&fixture.shown_edits(&edits));
    }

    const FILES: &str = "//- desk/a.sayso\narticle \"A\"\n  text: \"texts/a.md\"\nsource s: report \"S\"\n  file: “../files/s 1.pdf” sha256 00\nsource c: report \"C\"\n  confidential: yes\n  file: \"../files/s 1.pdf\"\n//- desk/b.sayso\narticle \"B\"\n  text: \"./texts/a.md\"\nclaim: \"x\"\n  about: @people/ana, @ana\n//- people.sayso\nentity ana: person \"Ana\"\n//- desk/texts/a.md\nText.\n";

    #[test]
    fn an_article() {
        check(
            FILES,
            &[["desk/texts/a.md", "desk/ä b.md"]],
            expect![[r#"
                desk/a.sayso:2 "\"texts/a.md\"" → "\"ä b.md\""
                desk/b.sayso:2 "\"./texts/a.md\"" → "\"ä b.md\""
            "#]],
        );
    }

    #[test]
    fn a_draft_and_a_copy() {
        check(
            FILES,
            &[["desk/a.sayso", "a.sayso"]],
            expect![[r#"
                desk/a.sayso:2 "\"texts/a.md\"" → "\"desk/texts/a.md\""
                desk/a.sayso:4 "“../files/s 1.pdf”" → "“files/s 1.pdf”"
            "#]],
        );
        check(
            FILES,
            &[["files/s 1.pdf", "desk/s.pdf"]],
            expect![[r#"
                desk/a.sayso:4 "“../files/s 1.pdf”" → "“s.pdf”"
            "#]],
        );
    }

    #[test]
    fn folders() {
        // Nothing changes within a folder.
        check(FILES, &[["desk", "news"]], expect![""]);
        check(
            FILES,
            &[["desk", "news/desk"]],
            expect![[r#"
                desk/a.sayso:4 "“../files/s 1.pdf”" → "“../../files/s 1.pdf”"
            "#]],
        );
        check(
            FILES,
            &[["desk/texts", "texts"], ["desk/texts/a.md", "b.md"]],
            expect![[r#"
                desk/a.sayso:2 "\"texts/a.md\"" → "\"../b.md\""
                desk/b.sayso:2 "\"./texts/a.md\"" → "\"../b.md\""
            "#]],
        );
    }

    #[test]
    fn a_registry() {
        check(
            FILES,
            &[["people.sayso", "desk/who.sayso"]],
            expect![[r#"
                desk/b.sayso:4 "@people/ana" → "@who/ana"
            "#]],
        );
        // Its name cannot be part of a reference.
        check(
            FILES,
            &[["people.sayso", "all people.sayso"]],
            expect![[r#"
                desk/b.sayso:4 "@people/ana" → "@ana"
            "#]],
        );
        check(FILES, &[["people.sayso", "old/people.sayso"]], expect![""]);
    }

    #[test]
    fn paths_between_folders() {
        for (folder, target, expected) in [
            ("/w/a", "/w/a/x.md", Some("x.md")),
            ("/w/a/b", "/w/c/x.md", Some("../../c/x.md")),
            ("/w", "/w/a\"b.md", Some("a\"b.md")),
            ("/w", "/w/a\"b”.md", None),
            ("/w", "/w/a\nb.md", None),
        ] {
            assert_eq!(
                relative(Path::new(folder), Path::new(target)).as_deref(),
                expected
            );
        }
    }
}
