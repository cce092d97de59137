//! Files from strangers end in an error, in time.

use std::time::{Duration, Instant};

use super::sayso;
use super::word::{Word, end, p, r, start, zipped};
use crate::fixture::Fixture;

/// Starting the process takes time, too.
const LIMIT: Duration = Duration::from_secs(20);

#[track_caller]
fn refused(name: &str, bytes: &[u8]) {
    let fixture = Fixture::new("//- story.md\nOne is so.\n");
    fixture.write(name, bytes);
    let begin = Instant::now();
    let output = sayso(&format!("import {name}")).within(&fixture).exits(2);
    assert!(
        output
            .err
            .starts_with(&format!("error: cannot import {name}")),
        "{}",
        output.err
    );
    assert!(begin.elapsed() < LIMIT, "{:?}", begin.elapsed());
}

#[test]
fn damaged_files() {
    let good = Word::of(&p(&r("One is so."))).bytes();
    for bytes in [
        &b""[..],
        b"PK\x03\x04",
        b"no archive",
        &good[..good.len() / 2],
        &zipped(&[]),
    ] {
        refused("a.docx", bytes);
        refused("a.xlsx", bytes);
        refused("a.ods", bytes);
    }
    refused("b.docx", &Word::of("<w:p><w:r>").bytes());
    refused("b.bib", b"@book{");
    refused("b.csl.json", b"{");
    refused("b.annotations.json", b"[[[");
    refused("b.ftm.json", b"{}x");
    refused("b.csv", b"a,b\n1,2\n");
    refused("b.csv", b"\xff\xff\xff");
}

#[test]
fn bombs() {
    let zeros = vec![b' '; 200_000_000];
    refused("a.docx", &zipped(&[("word/document.xml", &zeros)]));
    let laughs = "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]><w:document><w:p>"
        .to_owned()
        + &"<w:r><w:t>&b;</w:t></w:r>".repeat(10);
    refused(
        "b.docx",
        &zipped(&[("word/document.xml", laughs.as_bytes())]),
    );
    let deep = "<w:x>".repeat(1_000_000);
    refused("c.docx", &zipped(&[("word/document.xml", deep.as_bytes())]));
    refused("d.annotations.json", "[".repeat(1_000_000).as_bytes());
    refused(
        "e.bib",
        format!("@book{{a, title={}", "{".repeat(1_000_000)).as_bytes(),
    );
}

#[test]
fn a_million_comments() {
    let comment =
        "<w:comment w:id=\"1\" w:author=\"a\"><w:p><w:r><w:t>x</w:t></w:r></w:p></w:comment>";
    let word = Word {
        body: p(&[start(1), r("One is so."), end(1)].concat()),
        comments: comment.repeat(700_000),
        ..Word::default()
    };
    refused("a.docx", &word.bytes());
    let annotation = "{\"target\":{\"selector\":{\"exact\":\"One\"}}},";
    let many = format!("[{}{{}}]", annotation.repeat(1_000_000));
    refused("a.annotations.json", many.as_bytes());
}

/// As many as are allowed are imported in time.
#[test]
fn many_comments() {
    let paragraphs: String = (0..2_000)
        .map(|id| {
            p(&[
                r("In the year "),
                start(id),
                r(&format!("{id} it was {id}")),
                end(id),
                r(" again."),
            ]
            .concat())
        })
        .collect();
    let word = (0..2_000).fold(Word::of(&paragraphs), |word, id| {
        word.comment(id, "Ana", "sure?")
    });
    let fixture = Fixture::new("");
    fixture.write("a.docx", word.bytes());
    let begin = Instant::now();
    let output = sayso("import a.docx").within(&fixture).exits(0);
    assert!(
        output.out.starts_with("2000 comments: 2000 claims"),
        "{}",
        output.out
    );
    assert!(begin.elapsed() < LIMIT, "{:?}", begin.elapsed());
}
