//! Names in the article and its headline, and who said what: what a check prints and fixes.

use expect_test::expect;

use super::sayso;
use crate::fixture::Fixture;

const REGISTRY: &str = "//- sayso.toml\n//- people.sayso\nentity ines: person \"Ines Varga\"\nentity leo: person \"Leo Brack\"\n";

#[test]
fn names_of_one_article_are_reported_once() {
    let claim =
        "claim: opinion \"The bridge stays closed, said Ines Vagra.\"\n  said-by: @ines, @leo\n";
    let fixture = Fixture::new(&format!(
        "{REGISTRY}//- a.sayso\narticle \"Varga and Leo Barck\"\n  text: \"a.md\"\n{claim}{claim}//- b.sayso\narticle \"B\"\n  text: \"a.md\"\n\
         //- a.md\nThe bridge stays closed, said Ines Vagra. Ines Varga left. Nobody asked Vagra.\n"
    ));
    let output = sayso("check --format concise --no-cache")
        .within(&fixture)
        .exits(0);
    let names = output
        .out
        .lines()
        .filter(|line| line.contains("name-variant"));
    expect![[r#"
        a.md:1:31: warning[name-variant] the article has “Ines Vagra”, which is similar to the known name “Ines Varga” (`ines`): correct the name, or add the spelling to its `aka:`
        a.md:1:73: warning[name-variant] the article has “Vagra”, which is similar to the known name “Ines Varga” (`ines`): correct the name, or add the spelling to its `aka:`
        a.sayso:1:20: warning[name-variant] the headline has “Leo Barck”, which is similar to the known name “Leo Brack” (`leo`): correct the name, or add the spelling to its `aka:`
    "#]].assert_eq(&names.map(|line| format!("{line}\n")).collect::<String>());
}

#[test]
fn a_name_in_an_embedded_article_is_corrected() {
    let fixture = Fixture::new(&format!(
        "{REGISTRY}//- a.sayso\narticle \"Ines Vagra left\"\n\ntext\n  Ines Vagra left. Leo Brack said: “It is late, and dark.”\n\n\
         claim: opinion \"Ines Vagra left.\"\n  about: @ines\n"
    ));
    sayso("check --fix --unsafe").within(&fixture).exits(0);
    let text = std::fs::read_to_string(fixture.path("a.sayso")).expect("the draft");
    assert_eq!(text.matches("Ines Varga left").count(), 3, "{text}");
}

#[test]
fn an_allow_in_the_article_suppresses_a_name() {
    let draft =
        "article \"A\"\n  allow: name-variant \"her pen name\"\n\ntext\n  Ines Vagra left.\n";
    let fixture = Fixture::new(&format!("{REGISTRY}//- a.sayso\n{draft}"));
    let output = sayso("check --format concise --no-cache")
        .within(&fixture)
        .exits(0);
    assert!(!output.out.contains("name-variant"), "{}", output.out);
    assert!(!output.out.contains("unused-allow"), "{}", output.out);
    let fixture = Fixture::new(&format!(
        "{REGISTRY}//- a.sayso\n{}",
        draft.replace("Vagra", "Varga")
    ));
    let output = sayso("check --format concise --no-cache")
        .within(&fixture)
        .exits(0);
    assert!(output.out.contains("unused-allow"), "{}", output.out);
}

#[test]
fn the_speaker_of_a_long_quotation_is_compared() {
    let fixture = Fixture::new(&format!(
        "{REGISTRY}//- a.sayso\narticle \"A\"\n\ntext\n  Leo Brack said: “It is late. It is dark.\n\n  “We stay.” They left.\n\n\
         claim late: quote \"It is late\"\n  said-by: @leo\n\nclaim stay: quote \"We stay\"\n  said-by: @ines\n"
    ));
    let output = sayso("check --format concise --no-cache")
        .within(&fixture)
        .exits(0);
    let found = output
        .out
        .lines()
        .filter(|line| line.contains("wrong-speaker"));
    expect![[r#"
        a.sayso:12:12: warning[wrong-speaker] claim `stay` has `said-by: @ines`, but the article says that “Leo Brack” (`leo`) said it: correct `said-by:` or the article
    "#]].assert_eq(&found.map(|line| format!("{line}\n")).collect::<String>());
}
