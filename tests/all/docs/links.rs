//! Links and pictures in the documentation exist.

use super::blocks::{read, root};

const PAGES: &[&str] = &[
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs/README.md",
    "docs/architecture.md",
    "docs/glossary.md",
    "docs/language.md",
    "docs/sign-offs.md",
    "docs/fixes.md",
    "docs/formatting.md",
    "docs/configuration.md",
    "docs/check.md",
    "docs/formats.md",
    "docs/ci.md",
    "docs/decisions/README.md",
    "docs/decisions/0006-seal-what-was-checked.md",
    "docs/decisions/0007-cache-findings-under-what-they-depend-on.md",
    "docs/decisions/0012-suppress-with-a-reason.md",
    "docs/measurements.md",
    "docs/rules/measured.md",
    "examples/venezuela/README.md",
];

#[test]
fn every_linked_file_and_heading_exists() {
    for page in PAGES {
        let text = read(page);
        let folder = root().join(page).parent().expect("a folder").to_owned();
        for target in targets_in(&text) {
            let (path, heading) = target.split_once('#').unwrap_or((target, ""));
            let found = match path {
                "" => has_heading(&text, heading),
                path if path.contains("://") => true,
                path if heading.is_empty() => folder.join(path).exists(),
                path => std::fs::read_to_string(folder.join(path))
                    .is_ok_and(|text| has_heading(&text, heading)),
            };
            assert!(found, "{page}: {target}");
        }
    }
}

fn has_heading(page: &str, anchor: &str) -> bool {
    let mut anchors = page.lines().filter_map(anchor_of);
    anchors.any(|it| it == anchor)
}

/// The texts between `](` and `)`, outside of code.
fn targets_in(text: &str) -> Vec<&str> {
    let mut in_code = false;
    let prose = text.lines().filter(|line| {
        let fence = line.starts_with("```");
        in_code ^= fence;
        !in_code && !fence
    });
    prose
        .flat_map(|line| line.split('`').step_by(2))
        .flat_map(|line| line.split("](").skip(1))
        .filter_map(|rest| rest.split(')').next())
        .collect()
}

/// The anchor of a heading, as code hosts make it.
fn anchor_of(line: &str) -> Option<String> {
    let heading = line
        .starts_with('#')
        .then(|| line.trim_start_matches('#'))?;
    let stays = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let anchor: String = heading
        .trim()
        .to_lowercase()
        .chars()
        .filter(stays)
        .collect();
    Some(anchor.replace(' ', "-"))
}
