//! All files that name the version name the same one.

use serde_json::Value;

use crate::docs::read;

#[test]
fn packages_have_the_version_of_the_program() {
    let version = env!("CARGO_PKG_VERSION");
    for (file, places) in [
        ("grammar/tree-sitter.json", &["/metadata/version"][..]),
        ("editors/vscode/package.json", &["/version"]),
        (
            "editors/vscode/package-lock.json",
            &["/version", "/packages//version"],
        ),
    ] {
        let json: Value = serde_json::from_str(&read(file)).expect("JSON");
        for place in places {
            assert_eq!(
                json.pointer(place),
                Some(&version.into()),
                "{file}: {place}"
            );
        }
    }
    let grammar = read("grammar/Cargo.toml");
    assert!(grammar.contains(&format!("\nversion = \"{version}\"\n")));
    let changes = read("editors/vscode/CHANGELOG.md");
    assert!(changes.contains(&format!("\n## {version}\n")));
}
