//! One JSON object per line.

use serde_json::Value;

use super::{findings, is_plain, printed};

#[test]
fn each_line_is_a_finding_of_the_json_format() {
    let output = printed("jsonl");
    is_plain(&output);
    let lines = output.lines().map(serde_json::from_str);
    let lines: Vec<Value> = lines.collect::<Result<_, _>>().expect("JSON");
    assert_eq!(lines, findings());
}
