//! The closing line.

use crate::cli::report::Summary;

/// "14 claims, 12 sourced, 2 unsourced; 1 error, 3 warnings in 2 files"
pub fn closing_line(summary: &Summary) -> String {
    let mut claims = format!(
        "{}, {} sourced, {} unsourced",
        counted(summary.claims, "claim", "claims"),
        summary.sourced,
        summary.unsourced
    );
    match summary.needing_no_source {
        0 => {}
        1 => claims += ", 1 that needs no source",
        many => claims += &format!(", {many} that need no source"),
    }
    let found: Vec<String> = [
        (summary.errors, "error", "errors"),
        (summary.warnings, "warning", "warnings"),
        (summary.information, "remark", "remarks"),
        (summary.hints, "hint", "hints"),
    ]
    .into_iter()
    .filter(|(count, ..)| *count > 0)
    .map(|(count, one, many)| counted(count, one, many))
    .collect();
    match found.is_empty() {
        true => format!(
            "{claims}; nothing found in {}\n",
            counted(summary.files, "file", "files")
        ),
        false => {
            let files = counted(summary.files_with_findings, "file", "files");
            format!("{claims}; {} in {files}\n", found.join(", "))
        }
    }
}

fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
