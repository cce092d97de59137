//! Links and pictures in the documentation lead somewhere.

use super::blocks::{read, root};

const PAGES: [&str; 5] = [
    "README.md",
    "CHANGELOG.md",
    "docs/language.md",
    "docs/formats.md",
    "examples/venezuela/README.md",
];

#[test]
fn every_file_and_heading_is_there() {
    for page in PAGES {
        let text = read(page);
        let headings: Vec<String> = text.lines().filter_map(anchor_of).collect();
        for target in targets_in(&text) {
            let found = match target.strip_prefix('#') {
                Some(heading) => headings.iter().any(|anchor| anchor == heading),
                None => {
                    let folder = root().join(page).parent().expect("a folder").to_owned();
                    target.contains("://") || folder.join(target).exists()
                }
            };
            assert!(found, "{page}: {target}");
        }
    }
}

/// What stands between `](` and `)`, outside code.
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
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let anchor: String = heading.trim().to_lowercase().chars().filter(kept).collect();
    Some(anchor.replace(' ', "-"))
}
