mod references;
mod words;
mod sentences;
mod sign_offs;

use expect_test::Expect;

use super::{Insert, Options, completion};
use crate::ide::testing::Fixture;

/// Checks the items: label, detail, and the line after inserting the item.
#[track_caller]
fn check(fixture: &str, expect: Expect) {
    check_with(fixture, &Options::default(), expect);
}

#[track_caller]
fn check_with(fixture: &str, options: &Options, expect: Expect) {
    let fixture = Fixture::of(fixture);
    let (file, offset) = fixture.cursor();
    let text = fixture.workspace.file(file).expect("a file").text();
    let completions = completion(&fixture.workspace, &fixture.passages, file, offset, options);
    let mut out = String::new();
    for item in &completions.items {
        let (Insert::Text(insert) | Insert::Snippet(insert)) = &item.insert;
        let mut changed = text.to_string();
        changed.replace_range(item.replace.clone(), insert);
        let line = changed[..item.replace.start].matches('\n').count();
        let line = changed.lines().nth(line).unwrap_or_default();
        let detail = item.detail.as_deref().unwrap_or_default();
        out += format!("{} | {detail} | {line}", item.label).trim_end();
        out += "\n";
    }
    out += if completions.is_incomplete {
        "…\n"
    } else {
        ""
    };
    expect.assert_eq(&out);
}
