//! Asks the client for the articles that drafts name, so that it leaves other texts alone. For clients that support dynamic
//! registration; others send everything that they are set up for.
//!
//! A client may report each change of a document once for each registration that the document matches. So no two
//! registrations that exist at the same time match one document: what is replaced is withdrawn first.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tokio::time::timeout;
use tower_lsp::Client;
use tower_lsp::ls_types::{Registration, Unregistration};

use super::capabilities::{SYNC_KIND, code_action_kinds};
use super::state::ServerState;
use super::uri::path_of;
use super::workspaces::Workspaces;
use crate::workspace::{NamedArticles, disk};

/// How long the server waits for an answer before it goes on.
const PATIENCE: Duration = Duration::from_secs(10);

/// The maximum number of patterns. If there are more articles, the folders that they are in are asked for.
const MOST_PATTERNS: usize = 300;

/// Follows the articles that the drafts of all workspaces name, as long as the server runs.
pub async fn follow_articles(state: Arc<ServerState>, client: Client) {
    let mut registered = Registered {
        methods: state.abilities().registers,
        ..Registered::default()
    };
    let mut known = Vec::new();
    loop {
        state.articles.told().await;
        let workspaces = state.workspaces();
        let named = named_articles(&workspaces);
        if !state.articles.take_moved() && is_same(&known, &named) {
            continue;
        }
        known = named;
        let wanted = tokio::task::spawn_blocking(move || patterns(&workspaces));
        let Ok(wanted) = wanted.await else { continue };
        let (ended, new) = registered.follow(wanted);
        // A client that refuses does not show articles.
        if !ended.is_empty() {
            let _ = timeout(PATIENCE, client.unregister_capability(ended)).await;
        }
        if !new.is_empty() {
            let _ = timeout(PATIENCE, client.register_capability(new)).await;
        }
    }
}

fn named_articles(workspaces: &Workspaces) -> Vec<Arc<NamedArticles>> {
    let roots = workspaces.roots().into_iter();
    let states = roots.filter_map(|root| workspaces.get(&root));
    states
        .map(|state| state.workspace.named_articles().clone())
        .collect()
}

fn is_same(known: &[Arc<NamedArticles>], named: &[Arc<NamedArticles>]) -> bool {
    let mut pairs = known.iter().zip(named);
    known.len() == named.len() && pairs.all(|(a, b)| Arc::ptr_eq(a, b))
}

/// Which documents to ask for.
#[derive(Debug, PartialEq, Eq)]
enum Wanted {
    /// These files.
    Files(BTreeSet<String>),
    /// Too many files: those in these folders, or below them.
    Folders(BTreeSet<String>),
}

/// The articles that exist: somebody who types a path names many that do not.
fn patterns(workspaces: &Workspaces) -> Wanted {
    let mut files: BTreeSet<PathBuf> = BTreeSet::new();
    for named in named_articles(workspaces) {
        let articles = named.paths().filter(|path| !disk::is_sayso(path));
        let there = articles.filter(|path| path.is_file());
        let written = there.filter_map(|path| Some(path_of(&workspaces.documents.uri(path)?)));
        files.extend(written);
    }
    if files.len() <= MOST_PATTERNS {
        return Wanted::Files(files.iter().map(|file| escaped(file)).collect());
    }
    let in_folder = |file: &PathBuf| Some(format!("{}/{}", escaped(file.parent()?), any_of(file)));
    let folders: BTreeSet<String> = files.iter().filter_map(in_folder).collect();
    if folders.len() <= MOST_PATTERNS {
        return Wanted::Folders(folders);
    }
    let below = |file: &PathBuf| format!("**/{}", any_of(file));
    Wanted::Folders(files.iter().map(below).take(MOST_PATTERNS).collect())
}

/// The pattern for all files with that extension.
fn any_of(file: &Path) -> String {
    match file.extension() {
        Some(extension) => format!("*.{}", escaped(Path::new(extension))),
        None => "*".to_owned(),
    }
}

/// The pattern that matches only this path.
fn escaped(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let mut pattern = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            '*' | '?' | '[' | ']' | '{' | '}' => pattern.extend(['[', c, ']']),
            c => pattern.push(c),
        }
    }
    pattern
}

/// The registrations that the client has, by the numbers in their ids.
#[derive(Debug, Default)]
struct Registered {
    methods: Vec<&'static str>,
    last: usize,
    files: BTreeMap<usize, BTreeSet<String>>,
    folders: Option<(usize, BTreeSet<String>)>,
}

impl Registered {
    /// What to withdraw, and what to register after that.
    fn follow(&mut self, wanted: Wanted) -> (Vec<Unregistration>, Vec<Registration>) {
        let (files, folders) = match wanted {
            Wanted::Files(files) => (files, None),
            Wanted::Folders(folders) => (BTreeSet::new(), Some(folders)),
        };
        let mut ended = Vec::new();
        let mut new = BTreeSet::new();
        if self.folders.as_ref().map(|(_, known)| known) != folders.as_ref() {
            ended.extend(self.folders.take().map(|(number, _)| number));
            new.extend(folders.iter().flatten().cloned());
        }
        let is_over = |known: &BTreeSet<String>| !known.is_subset(&files);
        let over: Vec<usize> = self
            .files
            .iter()
            .filter(|(_, known)| is_over(known))
            .map(|(number, _)| *number)
            .collect();
        for number in over {
            self.files.remove(&number);
            ended.push(number);
        }
        let known: BTreeSet<&String> = self.files.values().flatten().collect();
        new.extend(files.iter().filter(|file| !known.contains(file)).cloned());
        let begun = self.register(new, folders);
        (self.unregistrations(&ended), begun)
    }

    fn register(
        &mut self,
        new: BTreeSet<String>,
        folders: Option<BTreeSet<String>>,
    ) -> Vec<Registration> {
        if new.is_empty() {
            return Vec::new();
        }
        self.last += 1;
        let begun = self.registrations(self.last, &new);
        match folders {
            Some(folders) => self.folders = Some((self.last, folders)),
            None => {
                self.files.insert(self.last, new);
            }
        }
        begun
    }

    fn registrations(&self, number: usize, patterns: &BTreeSet<String>) -> Vec<Registration> {
        let selector = patterns.iter();
        let selector = selector.map(|pattern| json!({"scheme": "file", "pattern": pattern}));
        let selector: Value = selector.collect();
        let methods = self.methods.iter();
        let registration = |method: &&'static str| Registration {
            id: id_of(number, method),
            method: (*method).to_owned(),
            register_options: Some(options_of(method, &selector)),
        };
        methods.map(registration).collect()
    }

    fn unregistrations(&self, numbers: &[usize]) -> Vec<Unregistration> {
        let numbers = numbers.iter();
        let of = |number: &usize| {
            let number = *number;
            self.methods.iter().map(move |method| Unregistration {
                id: id_of(number, method),
                method: (*method).to_owned(),
            })
        };
        numbers.flat_map(of).collect()
    }
}

fn id_of(number: usize, method: &str) -> String {
    format!("sayso/articles/{number}/{method}")
}

fn options_of(method: &str, selector: &Value) -> Value {
    let mut options = json!({"documentSelector": selector});
    match method {
        "textDocument/didChange" => options["syncKind"] = json!(SYNC_KIND),
        "textDocument/codeAction" => options["codeActionKinds"] = json!(code_action_kinds()),
        _ => {}
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Wanted {
        Wanted::Files(names.iter().map(|name| (*name).to_owned()).collect())
    }

    /// Which numbers end, and which patterns are new.
    fn followed(registered: &mut Registered, wanted: Wanted) -> (Vec<String>, Vec<String>) {
        let (ended, new) = registered.follow(wanted);
        let patterns = new.iter().flat_map(|new| {
            let options = new.register_options.clone().expect("options");
            options["documentSelector"]
                .as_array()
                .expect("filters")
                .clone()
        });
        let patterns = patterns.map(|it| it["pattern"].as_str().expect("a pattern").to_owned());
        (
            ended.into_iter().map(|it| it.id).collect(),
            patterns.collect(),
        )
    }

    #[test]
    fn only_what_changed_is_registered_again() {
        let mut registered = Registered {
            methods: vec!["x"],
            ..Registered::default()
        };
        let all = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        let steps = [
            (files(&["a", "b"]), &[][..], &["a", "b"][..]),
            (files(&["a", "b", "c"]), &[], &["c"]),
            (files(&["a", "b", "c"]), &[], &[]),
            (files(&["a", "c"]), &["sayso/articles/1/x"], &["a"]),
            (
                Wanted::Folders(["f".to_owned()].into()),
                &["sayso/articles/2/x", "sayso/articles/3/x"],
                &["f"],
            ),
            (Wanted::Folders(["f".to_owned()].into()), &[], &[]),
            (files(&["a"]), &["sayso/articles/4/x"], &["a"]),
            (files(&[]), &["sayso/articles/5/x"], &[]),
        ];
        for (wanted, ended, new) in steps {
            let shown = format!("{wanted:?}");
            let expected = (all(ended), all(new));
            assert_eq!(followed(&mut registered, wanted), expected, "{shown}");
        }
    }

    #[test]
    fn a_path_is_not_a_pattern() {
        assert_eq!(
            escaped(Path::new("/w/a[1] {x}*?.md")),
            "/w/a[[]1[]] [{]x[}][*][?].md"
        );
        assert_eq!(any_of(Path::new("/w/a.md")), "*.md");
    }
}
