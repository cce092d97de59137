//! JUnit XML, checked against the schema that Jenkins publishes.

use std::collections::BTreeMap;

use roxmltree::{Document, Node};

use super::{Reported, as_printed, findings, printed, reported, text};
use crate::cli::sayso;
use crate::fixture::Fixture;

const SCHEMA: &str = include_str!("../../../fixtures/schemas/junit-10.xsd");

#[test]
fn fits_the_schema() {
    let schema = Document::parse(SCHEMA).expect("XML");
    let elements = elements_of(&schema);
    let output = printed("junit");
    let report = Document::parse(&output).expect("XML");
    assert_eq!(report.root_element().tag_name().name(), "testsuites");
    for element in report.descendants().filter(Node::is_element) {
        assert_fits(element, &elements);
    }
}

/// What the schema says about an element. Its elements may appear in any order and number.
#[derive(Debug, Default)]
struct Element<'a> {
    /// Attributes, and whether they are required.
    attributes: BTreeMap<&'a str, bool>,
    children: Vec<&'a str>,
}

fn elements_of<'a>(schema: &'a Document) -> BTreeMap<&'a str, Element<'a>> {
    let declared = schema.root_element().children();
    let declared = declared.filter(|node| node.has_tag_name((XS, "element")));
    declared
        .map(|node| {
            let inside = |tag| {
                node.descendants()
                    .filter(move |it| it.has_tag_name((XS, tag)))
            };
            let attributes = inside("attribute").map(|attribute| {
                let is_required = attribute.attribute("use") == Some("required");
                (attribute.attribute("name").expect("a name"), is_required)
            });
            let children = inside("element").filter_map(|child| child.attribute("ref"));
            let element = Element {
                attributes: attributes.collect(),
                children: children.collect(),
            };
            (node.attribute("name").expect("a name"), element)
        })
        .collect()
}

const XS: &str = "http://www.w3.org/2001/XMLSchema";

#[track_caller]
fn assert_fits(node: Node, elements: &BTreeMap<&str, Element>) {
    let name = node.tag_name().name();
    let element = elements.get(name).expect("an element of the schema");
    for attribute in node.attributes() {
        let known = element.attributes.contains_key(attribute.name());
        assert!(known, "{name}: {}", attribute.name());
    }
    for (attribute, is_required) in &element.attributes {
        assert!(
            !is_required || node.has_attribute(*attribute),
            "{name}: no {attribute}"
        );
    }
    for child in node.children().filter(Node::is_element) {
        let child = child.tag_name().name();
        assert!(element.children.contains(&child), "{name}: {child}");
    }
}

#[test]
fn contains_all_findings() {
    let output = printed("junit");
    let report = Document::parse(&output).expect("XML");
    let cases = report
        .descendants()
        .filter(|node| node.has_tag_name("testcase"));
    let mut found: Vec<Reported> = cases.filter_map(from_case).collect();
    found.sort();
    assert_eq!(found, reported(as_printed));
}

/// `None` if nothing was found.
fn from_case(case: Node) -> Option<Reported> {
    let (rule, _) = case.attribute("name")?.split_once(' ')?;
    let reported = case.first_element_child()?.text()?;
    let (path, rest) = reported.split_once(".sayso:").map_or_else(
        || {
            reported
                .split_once(".md:")
                .map(|(path, rest)| (format!("{path}.md"), rest))
        },
        |(path, rest)| Some((format!("{path}.sayso"), rest)),
    )?;
    let (line, rest) = rest.split_once(':')?;
    let (_, message) = rest.split_once(": ")?;
    if let Some(failure) = case.children().find(|child| child.has_tag_name("failure")) {
        assert_eq!(failure.attribute("message"), Some(message));
    }
    Some(Reported {
        path,
        line: line.parse().expect("a number"),
        rule: rule.to_owned(),
        message: message.to_owned(),
    })
}

#[test]
fn a_test_is_known_by_its_fingerprint() {
    let output = printed("junit");
    for finding in findings() {
        let name = format!(
            "name=\"{} {}\"",
            text(&finding["rule"]),
            text(&finding["fingerprint"])
        );
        assert_eq!(output.matches(&name).count(), 1, "{name}");
    }
}

#[test]
fn findings_that_do_not_fail_the_check_are_not_failures() {
    let fixture = Fixture::new("//- a.sayso\nclaim: \"a\"\nclaim: fact\n//- b.sayso\n");
    for (fail_on, code, failures) in [("never", 0, 0), ("error", 1, 1), ("warning", 1, 2)] {
        let call = sayso(&format!("check --format junit --fail-on {fail_on}"));
        let output = call.within(&fixture).exits(code).out;
        let report = Document::parse(&output).expect("XML");
        let count = |tag: &str| {
            report
                .descendants()
                .filter(|it| it.has_tag_name(tag))
                .count()
        };
        assert_eq!(count("failure"), failures, "{output}");
        assert_eq!(count("system-out"), 2 - failures, "{output}");
        assert_eq!(count("testsuite"), 2, "{output}");
        let root = report.root_element();
        assert_eq!(root.attribute("tests"), Some("3"));
        assert_eq!(root.attribute("failures"), Some(&*failures.to_string()));
    }
}
