//! The rules of `deny.toml` that need no network: which licenses, packages and sources dependencies may have.
//! `cargo deny check` checks them as well, but takes minutes to install.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::docs::{read, root};

/// All packages of the lock file, on all systems.
fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--format-version", "1"])
        .args(["--manifest-path", "Cargo.toml"])
        .current_dir(root())
        .output()
        .expect("cargo");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

fn rules() -> toml::Table {
    read("deny.toml").parse().expect("TOML")
}

fn words(list: &toml::Value) -> BTreeSet<String> {
    let list = list.as_array().expect("a list").iter();
    list.map(|word| word.as_str().expect("a word").to_owned())
        .collect()
}

fn text<'a>(package: &'a Value, key: &str) -> &'a str {
    package[key].as_str().unwrap_or_default()
}

/// Whether an SPDX expression is satisfied by the allowed licenses. Old packages write `/` for `OR`.
fn is_allowed(expression: &str, allowed: &BTreeSet<String>) -> bool {
    let spaced = expression
        .replace('/', " OR ")
        .replace('(', " ( ")
        .replace(')', " ) ");
    let mut tokens = spaced.split_whitespace().peekable();
    let holds = any(&mut tokens, allowed);
    holds && tokens.next().is_none()
}

type Tokens<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn any(tokens: &mut Tokens, allowed: &BTreeSet<String>) -> bool {
    let mut holds = all(tokens, allowed);
    while tokens.next_if_eq(&"OR").is_some() {
        holds |= all(tokens, allowed);
    }
    holds
}

fn all(tokens: &mut Tokens, allowed: &BTreeSet<String>) -> bool {
    let mut holds = one(tokens, allowed);
    while tokens.next_if_eq(&"AND").is_some() {
        holds &= one(tokens, allowed);
    }
    holds
}

fn one(tokens: &mut Tokens, allowed: &BTreeSet<String>) -> bool {
    let Some(token) = tokens.next() else {
        return false;
    };
    if token == "(" {
        let holds = any(tokens, allowed);
        return tokens.next() == Some(")") && holds;
    }
    // An exception only permits more.
    if tokens.next_if_eq(&"WITH").is_some() {
        tokens.next();
    }
    allowed.contains(token.trim_end_matches('+'))
}

#[test]
fn expressions_are_read() {
    let allowed = ["MIT", "Zlib"].map(str::to_owned).into();
    for (expression, holds) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("GPL-3.0-only OR MIT", true),
        ("MIT/Apache-2.0", true),
        ("MIT AND GPL-3.0-only", false),
        ("GPL-3.0-only OR MIT AND Zlib", true),
        ("(GPL-3.0-only OR MIT) AND Zlib", true),
        ("(GPL-3.0-only OR MIT) AND Apache-2.0", false),
        ("Apache-2.0 WITH LLVM-exception OR MIT", true),
        ("", false),
        ("MIT Zlib", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), holds, "{expression}");
    }
}

#[test]
fn licenses_are_allowed_and_each_allowed_one_is_needed() {
    let allowed = words(&rules()["licenses"]["allow"]);
    let packages = packages();
    for package in &packages {
        let license = text(package, "license");
        let name = text(package, "name");
        assert!(is_allowed(license, &allowed), "{name}: {license}");
    }
    for license in &allowed {
        let mut others = allowed.clone();
        others.remove(license);
        let is_needed = |package: &Value| !is_allowed(text(package, "license"), &others);
        assert!(packages.iter().any(is_needed), "no package needs {license}");
    }
}

/// `deny.toml` names no registry, which allows the usual one only.
#[test]
fn all_packages_come_from_one_registry() {
    let mut registries = BTreeSet::new();
    for package in packages() {
        let Some(source) = package["source"].as_str() else {
            let path = text(&package, "manifest_path");
            assert!(path.starts_with(&root().display().to_string()), "{path}");
            continue;
        };
        assert!(
            source.starts_with("registry+"),
            "{}: {source}",
            package["name"]
        );
        registries.insert(source.to_owned());
    }
    assert_eq!(registries.len(), 1, "{registries:?}");
}

#[test]
fn no_package_is_banned_and_duplicates_are_listed() {
    let rules = rules();
    let banned = rules["bans"]["deny"].as_array().expect("a list").iter();
    let banned: BTreeMap<&str, &str> = banned
        .map(|ban| {
            let word = |key: &str| ban[key].as_str().expect("a word");
            (word("crate"), word("reason"))
        })
        .collect();
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages() {
        let name = text(&package, "name");
        assert!(!banned.contains_key(name), "{name}: {}", banned[name]);
        let known = versions.entry(name.to_owned()).or_default();
        known.push(text(&package, "version").to_owned());
    }
    for (name, versions) in versions.iter().filter(|(_, versions)| versions.len() > 1) {
        println!("several versions of {name}: {}", versions.join(", "));
    }
}
