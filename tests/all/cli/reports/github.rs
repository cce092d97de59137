//! Workflow commands, parsed as GitHub's documentation describes.

use std::collections::BTreeMap;

use super::{Reported, as_printed, findings, is_plain, printed, reported, text};

/// `::error file=a,line=1::message`
struct Command {
    word: String,
    properties: BTreeMap<String, String>,
    data: String,
}

/// The commands; the lines after them are for people.
fn commands() -> Vec<Command> {
    let output = printed("github");
    is_plain(&output);
    let (commands, rest) = output.split_once("\n6 claims, ").expect("a closing line");
    assert!(!rest.contains("::"), "{rest}");
    commands.lines().map(read).collect()
}

fn read(line: &str) -> Command {
    let rest = line.strip_prefix("::").expect("a command");
    let (head, data) = rest.split_once("::").expect("an end of the properties");
    let (word, properties) = head.split_once(' ').expect("properties");
    let properties = properties.split(',').map(|property| {
        let (key, value) = property.split_once('=').expect("a value");
        let value = value.replace("%3A", ":").replace("%2C", ",");
        (key.to_owned(), value.replace("%25", "%"))
    });
    Command {
        word: word.to_owned(),
        properties: properties.collect(),
        data: data.replace("%25", "%"),
    }
}

#[test]
fn contains_all_findings() {
    let found = commands().into_iter().map(|command| Reported {
        path: command.properties["file"].clone(),
        line: command.properties["line"].parse().expect("a number"),
        rule: command.properties["title"].clone(),
        message: command.data,
    });
    let mut found: Vec<Reported> = found.collect();
    found.sort();
    assert_eq!(found, reported(as_printed));
}

#[test]
fn columns_only_within_a_single_line() {
    let mut on_lines = [0, 0];
    for (command, finding) in commands().iter().zip(findings()) {
        let (start, end) = (&finding["start"], &finding["end"]);
        let number = |key: &str| {
            command
                .properties
                .get(key)
                .map(|it| it.parse::<u64>().unwrap())
        };
        assert_eq!(number("endLine"), end["line"].as_u64());
        let single = start["line"] == end["line"];
        on_lines[usize::from(single)] += 1;
        let column = |point: &serde_json::Value| point["column"].as_u64().filter(|_| single);
        assert_eq!(number("col"), column(start));
        assert_eq!(number("endColumn"), column(end));
    }
    assert!(on_lines.iter().all(|count| *count > 0), "{on_lines:?}");
}

#[test]
fn three_words() {
    for (command, finding) in commands().iter().zip(findings()) {
        let word = match text(&finding["severity"]) {
            "error" => "error",
            "warning" => "warning",
            _ => "notice",
        };
        assert_eq!(command.word, word);
    }
}

#[test]
fn no_message_ends_its_command() {
    let output = printed("github");
    assert!(output.contains("`a%250A::error::x<&>"), "{output}");
}
