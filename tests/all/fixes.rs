//! Properties of safe fixes, for any text.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use sayso::formatting::{WhitespaceEdit, apply};
use sayso::rules::{Applicability, draft_fixes};
use sayso::workspace::Place;

use crate::properties;
use crate::world::{ROOT, Texts, analysis_of, workspace_of};

fn config() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Each declaration and comment of a text, except the `changed` ones.
fn others(text: &str, changed: &[usize]) -> Vec<String> {
    let starts = sayso::syntax::segment_starts(text);
    let ends = starts.iter().skip(1).copied().chain([text.len()]);
    let all = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| text[*start..end].to_owned());
    let others = all.enumerate().filter(|(at, _)| !changed.contains(at));
    others.map(|(_, text)| text).collect()
}

proptest! {
    #![proptest_config(config())]

    /// A safe fix changes only its own declaration, and all others stay the same byte for byte. After a few
    /// rounds, no safe fixes are left.
    #[test]
    fn a_safe_fix_changes_only_its_declaration(files in prop::collection::vec(properties::file(), 1..4)) {
        let names = ["a.sayso", "b.sayso", "c.sayso"].iter();
        let path = |name: &&str| -> PathBuf { Path::new(ROOT).join(name) };
        let mut texts: Texts = names.map(path).zip(files).collect();
        let mut rounds = 0;
        loop {
            let workspace = workspace_of(&texts);
            let mut is_done = true;
            for (id, file) in workspace.files() {
                let analysis = analysis_of(&workspace, id);
                for slot in file.slots() {
                    for finding in analysis.findings_with_choices(&workspace, file, slot, None) {
                        let safe = finding.fixes.iter().filter(|fix| fix.applicability == Applicability::Safe);
                        for edit in safe.flat_map(|fix| &fix.edits) {
                            let own = matches!(edit.place, Place::Declaration { file, id: at, .. } if file == id && at == slot.id);
                            prop_assert!(own, "{:?}", finding);
                        }
                    }
                }
                let found = draft_fixes(&workspace, &analysis, false, |_| true);
                let old = file.text();
                let edits: Vec<WhitespaceEdit> = found.edits.into_iter().map(|(range, text)| WhitespaceEdit { range, text }).collect();
                let new = apply(&old, &edits);
                let starts = sayso::syntax::segment_starts(&old);
                let changed: Vec<usize> = edits.iter()
                    .map(|edit| starts.partition_point(|start| *start <= edit.range.start) - 1)
                    .collect();
                prop_assert_eq!(others(&old, &changed), others(&new, &changed));
                is_done &= edits.is_empty();
                texts.insert(file.path.to_path_buf(), new);
            }
            if is_done {
                break;
            }
            rounds += 1;
            prop_assert!(rounds < 10, "{:?}", texts);
        }
    }
}
