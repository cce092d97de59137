//! The output is the same from run to run, whatever the threads did.

use std::fmt::Write;

use super::{formats, sayso};
use crate::fixture::Fixture;

/// Fifty drafts with some findings each.
fn many() -> Fixture {
    let mut fixture = String::new();
    for at in 0..50 {
        write!(
            fixture,
            "//- desk-{}/draft-{at}.sayso\narticle \"Draft {at}\"\n\ntext\n  One was freed. Two stayed.\n\n\
             claim: quote \"was\"\n  source: @nobody\nclaim \"freed\"\nentity e: person \"E\"\n",
            at % 7
        )
        .unwrap();
    }
    Fixture::new(&fixture)
}

#[test]
fn byte_by_byte() {
    let fixture = many();
    for format in formats() {
        let print = |threads| {
            sayso(&format!("check --format {format}"))
                .within(&fixture)
                .with("RAYON_NUM_THREADS", threads)
                .exits(1)
                .out
        };
        let first = print("1");
        for threads in ["1", "2", "3", "8", "8"] {
            assert!(print(threads) == first, "{format} on {threads} threads");
        }
    }
}

#[test]
fn by_path_and_then_by_place() {
    let output = sayso("check --format concise").within(&many()).exits(1).out;
    let places: Vec<(Vec<String>, usize, usize)> = output
        .lines()
        .filter(|line| line.starts_with("desk-"))
        .map(|line| {
            let parts: Vec<&str> = line.splitn(4, ':').collect();
            let path = parts[0].split('/').map(str::to_owned).collect();
            (path, parts[1].parse().unwrap(), parts[2].parse().unwrap())
        })
        .collect();
    assert!(places.len() >= 200);
    assert!(places.is_sorted(), "{output}");
}
