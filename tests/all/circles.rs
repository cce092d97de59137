//! No circle of imports: files of a folder that use each other cannot be read in any order.
//!
//! An arrow leads from a file to the file that defines what it uses: a name that a `mod.rs` passes on with
//! `pub use` leads to the file behind it. Tests do not count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The files that may use each other, since a type and its memo belong together. Each says so in a comment.
const TOGETHER: &[&[&str]] = &[];

type ModulePath = Vec<String>;

#[test]
fn no_files_use_each_other_in_a_circle() {
    let graph = Graph::of_the_crate();
    let circles: Vec<_> = graph.circles().into_iter().map(names).collect();
    let together = TOGETHER
        .iter()
        .map(|files| files.iter().map(|it| (*it).to_owned()).collect());
    let together: Vec<BTreeSet<String>> = together.collect();
    assert_eq!(circles, together, "these files use each other in a circle");
}

#[test]
fn a_circle_is_found() {
    let graph = Graph::of([
        ("", "pub mod a;"),
        ("a", "mod b;\nmod c;\npub use b::{B, Other as Renamed};"),
        ("a::b", "use super::c;\npub struct B;\nfn b() { c::f() }"),
        ("a::c", "use crate::a::Renamed;\npub fn f() {}"),
        (
            "a::d",
            "//! use super::d;\n#[cfg(test)]\nmod tests {\n    use crate::a::e;\n}",
        ),
        ("a::e", "use super::d::D;"),
    ]);
    let circles: Vec<_> = graph.circles().into_iter().map(names).collect();
    assert_eq!(
        circles,
        [BTreeSet::from(["a::b".to_owned(), "a::c".to_owned()])]
    );
}

fn names(circle: BTreeSet<ModulePath>) -> BTreeSet<String> {
    circle.into_iter().map(|module| module.join("::")).collect()
}

/// One module: its code without comments and tests, and what it imports.
struct Module {
    code: String,
    /// What each imported name refers to, and whether the module only passes it on.
    imports: BTreeMap<String, (ModulePath, bool)>,
}

struct Graph {
    modules: BTreeMap<ModulePath, Module>,
}

impl Graph {
    fn of_the_crate() -> Graph {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut files = Vec::new();
        collect(&root, &mut Vec::new(), &mut files);
        Graph::of(
            files
                .iter()
                .map(|(path, text)| (path.as_str(), text.as_str())),
        )
    }

    fn of<'a>(files: impl IntoIterator<Item = (&'a str, &'a str)>) -> Graph {
        let mut modules = BTreeMap::new();
        let mut tests = BTreeSet::new();
        for (name, text) in files {
            let path: ModulePath = name
                .split("::")
                .filter(|it| !it.is_empty())
                .map(str::to_owned)
                .collect();
            for file in test_modules(text) {
                tests.insert([&path[..], &[file.to_owned()]].concat());
            }
            let code = code_of(text);
            modules.insert(
                path,
                Module {
                    code,
                    imports: BTreeMap::new(),
                },
            );
        }
        modules.retain(|path, _| !tests.iter().any(|test| path.starts_with(test)));
        let known: BTreeSet<ModulePath> = modules.keys().cloned().collect();
        for (path, module) in &mut modules {
            let (code, imports) = take_imports(&module.code);
            module.code = code;
            for (used, name, is_passed_on) in imports {
                if let Some(used) = absolute(&used, path, &known) {
                    module.imports.insert(name, (used, is_passed_on));
                }
            }
        }
        Graph { modules }
    }

    /// The module that defines what the path names.
    fn defining(&self, path: &[String], depth: usize) -> Option<ModulePath> {
        let length = (0..=path.len())
            .rev()
            .find(|&end| self.modules.contains_key(&path[..end]))?;
        let (module, rest) = path.split_at(length);
        let passed_on = rest
            .first()
            .and_then(|name| self.modules[module].imports.get(name));
        match passed_on {
            Some((target, true)) if depth < 8 => {
                self.defining(&[&target[..], &rest[1..]].concat(), depth + 1)
            }
            _ => Some(module.to_vec()),
        }
    }

    /// The modules that a module uses.
    fn used_by(&self, path: &ModulePath) -> BTreeSet<ModulePath> {
        let module = &self.modules[path];
        let known: BTreeSet<ModulePath> = self.modules.keys().cloned().collect();
        let mut used = BTreeSet::new();
        let words: BTreeSet<&str> = words_of(&module.code).collect();
        for (name, (target, is_passed_on)) in &module.imports {
            // A module that is imported is used where its name stands before `::`.
            if !self.modules.contains_key(target)
                && (!is_passed_on || words.contains(name.as_str()))
            {
                used.extend(self.defining(target, 0));
            }
        }
        for inline in paths_in(&module.code) {
            let imported = module
                .imports
                .get(&inline[0])
                .filter(|(target, _)| self.modules.contains_key(target));
            let full = match imported {
                Some((target, _)) => Some([&target[..], &inline[1..]].concat()),
                None => absolute(&inline, path, &known),
            };
            used.extend(full.and_then(|full| self.defining(&full, 0)));
        }
        used.remove(path);
        used
    }

    /// Sets of modules each of which reaches all others.
    fn circles(&self) -> Vec<BTreeSet<ModulePath>> {
        let arrows: BTreeMap<&ModulePath, BTreeSet<ModulePath>> = self
            .modules
            .keys()
            .map(|path| (path, self.used_by(path)))
            .collect();
        let reached: BTreeMap<&ModulePath, BTreeSet<ModulePath>> = arrows
            .keys()
            .map(|&path| (path, reached_from(path, &arrows)))
            .collect();
        let mut circles = Vec::new();
        for (path, all) in &reached {
            let circle: BTreeSet<ModulePath> = all
                .iter()
                .filter(|other| reached[other].contains(*path))
                .cloned()
                .collect();
            if circle.len() > 1 && !circles.contains(&circle) {
                circles.push(circle);
            }
        }
        circles
    }
}

fn reached_from(
    start: &ModulePath,
    arrows: &BTreeMap<&ModulePath, BTreeSet<ModulePath>>,
) -> BTreeSet<ModulePath> {
    let mut reached = BTreeSet::new();
    let mut open = vec![start.clone()];
    while let Some(path) = open.pop() {
        for next in &arrows[&path] {
            if reached.insert(next.clone()) {
                open.push(next.clone());
            }
        }
    }
    reached
}

fn collect(folder: &Path, path: &mut ModulePath, files: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let file = entry.expect("an entry").path();
        let name = file
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        if file.is_dir() {
            path.push(name);
            collect(&file, path, files);
            path.pop();
        } else if file.extension().is_some_and(|extension| extension == "rs") && name != "main" {
            let own = match name.as_str() {
                "mod" | "lib" => path.join("::"),
                _ => [&path[..], &[name]].concat().join("::"),
            };
            files.push((own, fs::read_to_string(&file).expect("UTF-8")));
        }
    }
}

const TEST: &str = "#[cfg(test)]";

/// The files that are modules of tests.
fn test_modules(text: &str) -> impl Iterator<Item = &str> {
    text.split(TEST).skip(1).filter_map(|rest| {
        let line = rest.trim_start().lines().next()?;
        line.trim_start_matches("pub ")
            .strip_prefix("mod ")?
            .strip_suffix(';')
    })
}

/// The code without comments, strings and the module of tests at its end.
fn code_of(text: &str) -> String {
    let inline_tests = text.match_indices(TEST).find(|(at, _)| {
        let line = text[at + TEST.len()..].trim_start().lines().next();
        line.is_some_and(|line| line.starts_with("mod ") && line.ends_with('{'))
    });
    let text = &text[..inline_tests.map_or(text.len(), |(at, _)| at)];
    let lines = text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default());
    let mut code = String::new();
    for line in lines {
        let outside = line.split('"').enumerate().filter(|(at, _)| at % 2 == 0);
        outside.for_each(|(_, part)| code += part);
        code.push('\n');
    }
    code
}

/// The code without its `use` items, and each name that these import: its path, the name, and whether it is
/// passed on.
fn take_imports(code: &str) -> (String, Vec<(Vec<String>, String, bool)>) {
    let mut rest = String::new();
    let mut imports = Vec::new();
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        let trimmed = line.trim_start();
        let is_public = trimmed.starts_with("pub");
        let item = match trimmed.split_once("use ") {
            Some((before, item)) if is_import(before, item) => item,
            _ => {
                rest += line;
                rest.push('\n');
                continue;
            }
        };
        let mut item = item.to_owned();
        while !item.contains(';') {
            item += lines.next().expect("a use item ends");
        }
        leaves(
            item.split(';').next().unwrap_or_default(),
            &[],
            &mut |path, name| {
                imports.push((path, name, is_public));
            },
        );
    }
    (rest, imports)
}

/// Whether the words around `use ` are those of an import, not of a text in the code.
fn is_import(before: &str, item: &str) -> bool {
    let is_visibility = before.is_empty() || before == "pub " || before.starts_with("pub(");
    let first = item.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_');
    is_visibility && first.starts_with("::")
}

/// Calls `found` with the path and the name of each leaf of a `use` tree.
fn leaves(tree: &str, before: &[String], found: &mut impl FnMut(Vec<String>, String)) {
    let tree = tree.trim();
    if let Some((head, branches)) = tree.split_once('{') {
        let segments = head.split("::").map(str::trim).filter(|it| !it.is_empty());
        let before: Vec<String> = before
            .iter()
            .cloned()
            .chain(segments.map(str::to_owned))
            .collect();
        let branches = branches.trim_end().strip_suffix('}').unwrap_or(branches);
        let (mut depth, mut start) = (0, 0);
        for (at, c) in branches.char_indices().chain([(branches.len(), ',')]) {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    leaves(&branches[start..at], &before, found);
                    start = at + 1;
                }
                _ => {}
            }
        }
        return;
    }
    let (path, alias) = tree
        .split_once(" as ")
        .map_or((tree, None), |(path, alias)| (path, Some(alias)));
    let segments = path
        .split("::")
        .map(str::trim)
        .filter(|it| !it.is_empty() && *it != "self");
    let path: Vec<String> = before
        .iter()
        .cloned()
        .chain(segments.map(str::to_owned))
        .collect();
    if let Some(last) = path.last().filter(|_| !tree.is_empty()) {
        let name = alias.unwrap_or(last).trim().to_owned();
        found(path, name);
    }
}

/// The path from the root of the crate; none for what is outside of it.
fn absolute(
    path: &[String],
    module: &[String],
    known: &BTreeSet<ModulePath>,
) -> Option<ModulePath> {
    let supers = path.iter().take_while(|it| *it == "super").count();
    match path.first()?.as_str() {
        "crate" => Some(path[1..].to_vec()),
        "super" => Some(
            [
                module.get(..module.len().checked_sub(supers)?)?,
                &path[supers..],
            ]
            .concat(),
        ),
        first => {
            let child = [module, &[first.to_owned()]].concat();
            known.contains(&child).then(|| [module, path].concat())
        }
    }
}

fn words_of(code: &str) -> impl Iterator<Item = &str> {
    code.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
}

/// The paths of two or more segments in the code.
fn paths_in(code: &str) -> impl Iterator<Item = Vec<String>> {
    let paths = code.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
    paths
        .filter(|path| path.contains("::"))
        .map(|path| {
            let segments = path
                .split("::")
                .filter(|it| !it.is_empty() && !it.contains(':'));
            segments.map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|path| path.len() > 1)
}
