//! What a file's findings depend on in other files, as a digest: the file's view.
//!
//! The findings of a draft are cached under its text, its article and its view of the other files: a
//! hash of what is declared under the names that it uses, through any chain; of whether its own names
//! are used elsewhere; and of all entities and confidential sources, since any article may name them.
//! Nothing is compared with an older state, because that would require storing old texts. A property
//! test checks that findings stay the same while the view does. Adding an entity rechecks everything:
//! to know which articles name it is to check them. See
//! `docs/decisions/0007-cache-findings-under-what-they-depend-on.md`.

use std::path::Path;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::confidential::is_confidential;
use super::file::File;
use super::slot::FileId;
use super::state::Workspace;
use crate::model::{Item, Reference};
use crate::tables::Key;
use crate::text::{Digest, Digesting, Slice};

/// The maximum number of names that a file may depend on through sources. With more, it has no view.
const MOST: usize = 1000;

/// The views of one state of the workspace.
pub struct Views<'a> {
    workspace: &'a Workspace,
    /// What every file sees: prose may name any entity and expose any confidential source.
    everywhere: Digest,
    /// The names that appear in several files.
    shared: FxHashMap<&'a str, KnownName<'a>>,
}

/// The declarations of a name.
struct KnownName<'a> {
    digest: Digest,
    /// The names that the sources of this name go back to.
    back: Vec<&'a Slice>,
}

impl Views<'_> {
    pub fn of(workspace: &Workspace) -> Views<'_> {
        let shared = workspace.index.shared_keys().into_par_iter();
        let shared = shared.flat_map_iter(|key| names_of(workspace, key));
        let shared = shared.map(|name| (name.as_str(), known(workspace, name)));
        Views {
            workspace,
            everywhere: everywhere(workspace),
            shared: shared.collect(),
        }
    }

    /// The digest of everything that the file sees; `None` if it depends on too many names.
    pub fn view(&self, file: FileId) -> Option<Digest> {
        let mut view = Digesting::default();
        view.add(self.everywhere.0);
        view.add(self.names(file)?.0);
        Some(view.done())
    }

    /// The digest of what the file sees through the names that it uses and declares.
    pub fn names(&self, file: FileId) -> Option<Digest> {
        let id = file;
        let file = self.workspace.file(file)?;
        let mut names = Digesting::default();
        let items = || file.items().map(|(_, _, item)| item);
        // The names themselves need no digest: they are in the file's own text.
        let is_unused = |name: &Slice| self.workspace.index.referring(name).is_empty();
        let unused = items().filter_map(|item| Some(u8::from(is_unused(item.name()?))));
        names.add(unused.collect::<Vec<u8>>());
        // `@file/name` may mean another file even if this one declares the name.
        let references = items().flat_map(|item| &item.references);
        let others: Vec<&Reference> = references
            .filter(|reference| reference.file.is_some() || !file.declares(&reference.name))
            .collect();
        // A finding about a name that nobody declares suggests another one.
        for reference in &others {
            let (name, expected) = (&reference.name, reference.role.expects());
            let is_declared = !self.workspace.index.declaring(name).is_empty();
            if reference.file.is_none() && !is_declared {
                names.add(
                    self.workspace
                        .near_name(id, name, expected)
                        .unwrap_or_default(),
                );
            }
        }
        let mut open: Vec<&Slice> = others.iter().map(|reference| &reference.name).collect();
        open.sort_unstable();
        open.dedup();
        let most = open.len() + MOST;
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        let mut digests: Vec<(&str, Digest)> = Vec::new();
        while let Some(name) = open.pop() {
            if !seen.insert(name) {
                continue;
            }
            if seen.len() > most {
                return None;
            }
            let of_one_file;
            let known = match self.shared.get(name.as_str()) {
                Some(known) => known,
                None => {
                    of_one_file = known(self.workspace, name);
                    &of_one_file
                }
            };
            digests.push((name, known.digest));
            open.extend(&known.back);
        }
        digests.sort_unstable();
        for (name, digest) in digests {
            names.add(name);
            names.add(digest.0);
        }
        Some(names.done())
    }
}

/// The names with this hash: nearly always one.
fn names_of(workspace: &Workspace, key: Key) -> FxHashSet<&Slice> {
    let declaring = files(workspace, workspace.index.declaring_key(key));
    let declared = declaring.flat_map(|file| file.declared_by(key));
    let items = declared.filter_map(|declared| declared.item());
    items.filter_map(Item::name).collect()
}

/// All entities, all declarations with the name of an entity, and all confidential sources.
fn everywhere(workspace: &Workspace) -> Digest {
    let files: Vec<&File> = workspace.files().map(|(_, file)| &**file).collect();
    let entities = files.par_iter().flat_map_iter(|file| {
        let items = file.items().map(|(_, _, item)| item);
        items.filter(|item| item.entity().is_some())
    });
    let names: FxHashSet<&Slice> = entities.filter_map(Item::name).collect();
    let of_files = files.par_iter().map(|file| of_everywhere(file, &names));
    let of_files: Vec<Option<Digest>> = of_files.collect();
    let mut digesting = Digesting::default();
    for of_file in of_files.into_iter().flatten() {
        digesting.add(of_file.0);
    }
    digesting.done()
}

/// What every other file sees of this one, given the names of all entities; `None` if nothing.
fn of_everywhere(file: &File, names: &FxHashSet<&Slice>) -> Option<Digest> {
    let seen = file.items().filter(|(_, _, item)| {
        let is_of_entity = || item.name().is_some_and(|name| names.contains(name));
        item.entity().is_some() || is_confidential(item) || is_of_entity()
    });
    let mut seen = seen.peekable();
    seen.peek()?;
    let mut digesting = Digesting::default();
    add_path(&mut digesting, &file.path);
    for (_, segment, item) in seen {
        digesting.add([u8::from(item.is_protected())]);
        digesting.add(&*segment.text);
    }
    Some(digesting.done())
}

/// The digest of all declarations of the name.
fn known<'a>(workspace: &'a Workspace, name: &str) -> KnownName<'a> {
    let mut digesting = Digesting::default();
    let mut back: Vec<&Slice> = Vec::new();
    for file in files(workspace, workspace.index.declaring(name)) {
        add_path(&mut digesting, &file.path);
        for declared in file.declared(name) {
            let Some(item) = declared.item() else {
                continue;
            };
            digesting.add([u8::from(item.is_protected())]);
            // Other files do not read the words of a claim.
            match item.claim() {
                Some(_) => digesting.add(item.facts().to_le_bytes()),
                None => digesting.add(&*declared.segment.text),
            }
            back.extend(goes_back_to(item));
        }
    }
    back.sort_unstable();
    back.dedup();
    KnownName {
        digest: digesting.done(),
        back,
    }
}

fn files<'a>(workspace: &'a Workspace, ids: &'a [FileId]) -> impl Iterator<Item = &'a File> {
    ids.iter()
        .filter_map(|id| workspace.file(*id))
        .map(|file| &**file)
}

fn goes_back_to(item: &Item) -> impl Iterator<Item = &Slice> {
    let references = item.references.iter();
    let references = references.filter(|it| it.role.leads_back());
    references.map(|reference| &reference.name)
}

fn add_path(digesting: &mut Digesting, path: &Path) {
    digesting.add(path.as_os_str().as_encoded_bytes());
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    const NAMES: (&str, &str) = (
        "names",
        "entity ana: person \"Ana\"\nsource wire: wire \"W\"\n",
    );
    const REPORT: (&str, &str) = (
        "report",
        "source report: report \"R\"\n  derived-from: @wire\n",
    );
    const CITES: (&str, &str) = ("cites", "claim one: \"One\"\n  source: @report\n");
    const OTHER: (&str, &str) = ("other", "claim two: \"Two\"\n");

    fn workspace(files: &[(&str, &str)]) -> Workspace {
        let mut workspace = Workspace::new([PathBuf::from("/w")]);
        let files = files.iter();
        workspace.fill(files.map(|(name, text)| File::new(&path(name), *text)));
        workspace
    }

    fn path(name: &str) -> PathBuf {
        format!("/w/{name}.sayso").into()
    }

    /// The files whose view changes when `text` replaces the file `name`.
    #[track_caller]
    fn check(name: &str, text: &str, expected: &[&str]) {
        let files = [NAMES, REPORT, CITES, OTHER];
        let (before, mut now) = (workspace(&files), workspace(&files));
        now.insert(File::new(&path(name), text));
        let view = |workspace: &Workspace, name: &str| {
            let id = workspace.id_of(&path(name)).expect("a file");
            Views::of(workspace).view(id).expect("a view")
        };
        let others = files.map(|(name, _)| name).into_iter();
        let others = others.filter(|other| *other != name);
        let changed: Vec<&str> = others
            .filter(|other| view(&before, other) != view(&now, other))
            .collect();
        assert_eq!(changed, expected, "{text}");
    }

    #[test]
    fn other_files_do_not_depend_on_a_claim() {
        check("other", "claim two: \"Three\"\n", &[]);
        check(
            "other",
            "claim two: \"Two\"\n\nclaim: opinion \"Three\"\n",
            &[],
        );
        check("cites", "claim one: \"Two\"\n  source: @report\n", &[]);
    }

    #[test]
    fn a_file_sees_the_declaration_of_a_name_that_it_uses() {
        let report = "source report: report \"Other\"\n  derived-from: @wire\n";
        check("report", report, &["cites"]);
    }

    #[test]
    fn a_file_sees_through_any_chain_of_sources() {
        let names = "entity ana: person \"Ana\"\nsource wire: wire \"Other\"\n";
        check("names", names, &["report", "cites"]);
    }

    #[test]
    fn a_file_sees_whether_its_names_are_used() {
        check("cites", "claim one: \"One\"\n", &["report"]);
        let other = "claim two: \"Two\"\n  source: @report\n";
        check("other", other, &[]);
    }

    #[test]
    fn all_files_see_entities_and_confidential_sources() {
        let names = "entity ana: person \"Ann\"\nsource wire: wire \"W\"\n";
        check("names", names, &["report", "cites", "other"]);
        let names = "entity ana: person \"Ana\"\nsource wire: wire \"W\"\n  confidential: yes\n";
        check("names", names, &["report", "cites", "other"]);
        check(
            "other",
            "source ana: wire \"Two\"\n",
            &["names", "report", "cites"],
        );
    }

    #[test]
    fn an_endless_chain_is_not_followed() {
        let link = |at: usize| format!("source s{at}: wire \"S\"\n  derived-from: @s{}\n", at + 1);
        let chain: String = (0..MOST + 2).map(link).collect();
        let workspace = workspace(&[
            ("chain", &chain),
            ("cites", "claim: \"One\"\n  source: @s0\n"),
        ]);
        let views = Views::of(&workspace);
        let view = |name| views.view(workspace.id_of(&path(name)).expect("a file"));
        assert!(view("chain").is_some(), "all of it is its own");
        assert!(view("cites").is_none());
    }
}
