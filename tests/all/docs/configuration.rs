//! The pages on `sayso.toml` are complete.

use std::path::Path;

use sayso::configuration::{parse, schema};

use super::blocks::{blocks_of, read, root};

const PAGE: &str = "docs/configuration.md";
const SCHEMA: &str = "docs/sayso.schema.json";

#[test]
fn every_block_is_as_described() {
    for block in blocks_of(PAGE, "toml") {
        let read = parse(Path::new("sayso.toml"), &block.text);
        match block.info.as_str() {
            "toml error" => assert!(read.is_err(), "{}: no mistake", block.place),
            _ => drop(read.unwrap_or_else(|broken| panic!("{}: {broken}", block.place))),
        }
    }
}

#[test]
fn the_published_schema_is_the_one_that_is_checked() {
    let text = serde_json::to_string_pretty(&schema()).expect("JSON") + "\n";
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(root().join(SCHEMA), text).expect("the schema");
        return;
    }
    assert!(
        text == read(SCHEMA),
        "{SCHEMA} is out of date: run this test with UPDATE_EXPECT=1"
    );
}

#[test]
fn every_key_has_a_row() {
    let page = read(PAGE);
    let schema = schema();
    for key in schema["properties"].as_object().expect("keys").keys() {
        assert!(
            page.contains(&format!("\n| `{key}` |")),
            "no row for `{key}`"
        );
    }
}
