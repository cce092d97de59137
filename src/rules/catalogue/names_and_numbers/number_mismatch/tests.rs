use expect_test::{Expect, expect};

use super::RULE;
use crate::rules::testing::check;

const SOURCES: &str = "source es: statement \"S\"\n  language: es\nsource en: statement \"S\"\nsource de: statement \"S\"\n  language: de\n";

/// `text` is the article; each claim quotes all of it.
#[track_caller]
fn check_claims(text: &str, claims: &[&str], expect: Expect) {
    let claims: Vec<String> = claims
        .iter()
        .map(|fields| match fields.split_once(';') {
            Some((kind, fields)) => format!("claim: {kind} \"{text}\"\n{fields}\n"),
            None => format!("claim: \"{text}\"\n{fields}\n"),
        })
        .collect();
    let claims = claims.concat();
    check(
        &RULE,
        &format!("article \"A\"\n  published: 2024-03-10\ntext\n  {text}\n{SOURCES}{claims}"),
        expect,
    );
}

#[test]
fn fires_on_a_value() {
    check_claims(
        "Five of its nationals were freed.",
        &[
            "  value: 6",
            "  value: 6 people",
            "  value: 5",
            "  value: 5.0",
        ],
        expect![[r#"
            draft.sayso:11 "6" error: this claim says “Five”, but its `value:` is 6: correct one of them
            draft.sayso:13 "6 people" error: this claim says “Five”, but its `value:` is 6 people: correct one of them
        "#]],
    );
    check_claims(
        "It had sunk by eleven centimetres in two years.",
        &[
            "  value: 11 cm",
            "  value: 12 cm",
            "  value: 12",
            "  value: 3 years",
            "  value: 5 km",
        ],
        expect![[r#"
            draft.sayso:13 "12 cm" error: this claim says “eleven centimetres”, but its `value:` is 12 cm: correct one of them
            draft.sayso:15 "12" error: this claim says “eleven centimetres” and “two years”, but its `value:` is 12: correct one of them
            draft.sayso:17 "3 years" error: this claim says “two years”, but its `value:` is 3 years: correct one of them
        "#]],
    );
    check_claims(
        "He was arrested last month.",
        &[
            "  value: 2024-02",
            "  value: 2024-01-05",
            "  value: 2024-02~",
            "  value: 2024",
        ],
        expect![[r#"
            draft.sayso:13 "2024-01-05" error: this claim says “last month”, but its `value:` is 2024-01-05: correct one of them
        "#]],
    );
    check_claims(
        "He was arrested on 17 February.",
        &["  value: 2024-02-17", "  value: 2024-02-07", "  value: 17"],
        expect![[r#"
            draft.sayso:13 "2024-02-07" error: this claim says “17 February”, but its `value:` is 2024-02-07: correct one of them
        "#]],
    );
}

#[test]
fn shares_and_numbers_that_look_like_years() {
    check_claims(
        "It grew by 1,500 percent.",
        &[
            "  value: 1500%",
            "  value: 1600%",
            "  value: 128 %",
            "  value: 1600",
        ],
        expect![[r#"
            draft.sayso:13 "1600%" error: this claim says “1,500 percent”, but its `value:` is 1600%: correct one of them
            draft.sayso:15 "128 %" error: this claim says “1,500 percent”, but its `value:` is 128 %: correct one of them
            draft.sayso:17 "1600" error: this claim says “1,500 percent”, but its `value:` is 1600: correct one of them
        "#]],
    );
    check_claims(
        "It killed 1500 people.",
        &[
            "  value: 1500 people",
            "  value: 1600 people",
            "  value: 1600",
            "  value: 1600 houses",
        ],
        expect![[r#"
            draft.sayso:13 "1600 people" error: this claim says “1500”, but its `value:` is 1600 people: correct one of them
            draft.sayso:15 "1600" error: this claim says “1500”, but its `value:` is 1600: correct one of them
            draft.sayso:17 "1600 houses" error: this claim says “1500”, but its `value:` is 1600 houses: correct one of them
        "#]],
    );
    check_claims(
        "It was closed in 1500.",
        &["  value: 1600%", "  value: 1600 people"],
        expect![[r#""#]],
    );
}

#[test]
fn a_round_number_is_not_any_number_below_it() {
    check_claims(
        "It had 100 visitors.",
        &[
            "  value: 10",
            "  value: 5",
            "  value: 1000",
            "  value: 97",
            "  value: about 104",
        ],
        expect![[r#"
            draft.sayso:11 "10" error: this claim says “100”, but its `value:` is 10: correct one of them
            draft.sayso:13 "5" error: this claim says “100”, but its `value:` is 5: correct one of them
            draft.sayso:15 "1000" error: this claim says “100”, but its `value:` is 1000: correct one of them
        "#]],
    );
}

#[test]
fn decades_and_centuries_are_compared_with_years() {
    check_claims(
        "The bridge was built in the 1990s.",
        &[
            "  source: @en \"The bridge was built in 1994.\"",
            "  source: @en \"The bridge was built in 1984.\"",
            "  source: @en \"The bridge was built in the 1980s.\"",
            "  source: @en \"The bridge was built in the 20th century.\"",
            "  source: @en \"The town council met in 1984.\"",
        ],
        expect![[r#"
            draft.sayso:13 "\"The bridge was built in 1984.\"" error: this claim says “1990s”, but the words of `@en` say “1984”: correct one of them
            draft.sayso:15 "\"The bridge was built in the 1980s.\"" error: this claim says “1990s”, but the words of `@en` say “1980s”: correct one of them
        "#]],
    );
    check_claims(
        "The bridge was built in the nineteenth century.",
        &[
            "  source: @en \"The bridge was built in 1894.\"",
            "  source: @en \"The bridge was built in 1994.\"",
            "  source: @en \"The bridge was built in the 1890s.\"",
        ],
        expect![[r#"
            draft.sayso:13 "\"The bridge was built in 1994.\"" error: this claim says “nineteenth century”, but the words of `@en` say “1994”: correct one of them
        "#]],
    );
}

#[test]
fn compares_the_only_unmatched_number_of_several() {
    check_claims(
        "The 12 men and 7 women waited 30 days.",
        &[
            "  source: @en \"12 men, 9 women, for 30 days\"",
            "  source: @en \"12 men, 9 children\"",
            "  source: @en \"12 men, 9 women, for 40 days\"",
            "  source: @en \"35 days\"",
            "  source: @es \"12 hombres, 9 mujeres\"",
        ],
        expect![[r#"
            draft.sayso:11 "\"12 men, 9 women, for 30 days\"" error: this claim says “7”, but the words of `@en` say “9”: correct one of them
            draft.sayso:15 "\"12 men, 9 women, for 40 days\"" error: this claim says “7”, but the words of `@en` say “9”: correct one of them
            draft.sayso:17 "\"35 days\"" error: this claim says “30 days”, but the words of `@en` say “35 days”: correct one of them
        "#]],
    );
}

#[test]
fn fires_on_words() {
    check_claims(
        "Five of its nationals were freed.",
        &[
            "  source: @es \"seis ciudadanos españoles\"",
            "  source: @es \"cinco ciudadanos españoles\"",
            "  source: @en \"six nationals\"",
            "  source: @en \"six weeks\", @en \"six passengers\"",
            "number;  source: @en \"six passengers\"",
            "  source: @de \"6 Personen\"",
            "  context: @en \"six nationals\"",
        ],
        expect![[r#"
            draft.sayso:11 "\"seis ciudadanos españoles\"" error: this claim says “Five”, but the words of `@es` say “seis”: correct one of them
            draft.sayso:15 "\"six nationals\"" error: this claim says “Five”, but the words of `@en` say “six”: correct one of them
            draft.sayso:19 "\"six passengers\"" error: this claim says “Five”, but the words of `@en` say “six”: correct one of them
        "#]],
    );
    check_claims(
        "It was closed on 3 March 2024.",
        &[
            "date;  source: @es \"el 3 de marzo de 2024\"",
            "date;  source: @es \"el 4 de marzo\"",
            "  source: @es \"el 4 de marzo\"",
        ],
        expect![[r#"
            draft.sayso:13 "\"el 4 de marzo\"" error: this claim says “3 March 2024”, but the words of `@es` say “4 de marzo”: correct one of them
        "#]],
    );
}

#[test]
fn a_value_that_agrees_with_none_of_several_numbers() {
    check_claims(
        "Seven of the 12 members chose between 3 plans in 1994.",
        &[
            "  value: 8",
            "  value: 12",
            "  value: 19",
            "  value: 1994",
            "  value: 1993",
            "  value: 8 plans",
            "  value: 58 %",
            "date;  value: 1993",
        ],
        expect![[r#"
            draft.sayso:11 "8" error: this claim says “Seven” and “12” and “3”, but its `value:` is 8: correct one of them
            draft.sayso:19 "1993" error: this claim says “1994”, but its `value:` is 1993: correct one of them
            draft.sayso:21 "8 plans" error: this claim says “3”, but its `value:` is 8 plans: correct one of them
            draft.sayso:25 "1993" error: this claim says “1994”, but its `value:` is 1993: correct one of them
        "#]],
    );
    check_claims(
        "The path is 7 km long, inflation 3.5%, and turnout 99%.",
        &[
            "  value: 6 km",
            "  value: 9.9 %",
            "  value: 100 %",
            "  value: 99 %",
            "  value: 4.4 miles",
        ],
        expect![[r#"
            draft.sayso:11 "6 km" error: this claim says “7 km”, but its `value:` is 6 km: correct one of them
            draft.sayso:13 "9.9 %" error: this claim says “3.5%” and “99%”, but its `value:` is 9.9 %: correct one of them
            draft.sayso:15 "100 %" error: this claim says “3.5%” and “99%”, but its `value:` is 100 %: correct one of them
        "#]],
    );
}

#[test]
fn units_of_one_measure() {
    check_claims(
        "It cost £1.5m and is 12 km away.",
        &[
            "  value: 1.5 million USD",
            "  value: 1.9 million USD",
            "  value: 12 miles",
            "  value: 7.5 miles",
            "  source: @en \"It cost $1.5m\"",
            "number;  source: @en \"12 miles away\"",
            "number;  source: @es \"a 12 millas\", @es \"a 7,5 millas\"",
        ],
        expect![[r#"
            draft.sayso:11 "1.5 million USD" error: this claim says “£1.5m”, but its `value:` is 1.5 million USD: correct one of them
            draft.sayso:15 "12 miles" error: this claim says “12 km”, but its `value:` is 12 miles: correct one of them
            draft.sayso:19 "\"It cost $1.5m\"" error: this claim says “£1.5m”, but the words of `@en` say “$1.5m”: correct one of them
            draft.sayso:21 "\"12 miles away\"" error: this claim says “12 km”, but the words of `@en` say “12 miles”: correct one of them
            draft.sayso:23 "\"a 12 millas\"" error: this claim says “12 km”, but the words of `@es` say “12 millas”: correct one of them
        "#]],
    );
}

#[test]
fn years_in_prose() {
    check_claims(
        "In 1994 he left Rome.",
        &[
            "  source: @en \"he left in 1993\"",
            "  source: @en \"he left in 1994\"",
            "  source: @en \"he was born in 1963\"",
            "date;  source: @es \"se fue en 1993\"",
            "  source: @es \"nació en 1963\"",
            "  value: 1993",
            "allegation;  source: @en \"he left in 1993\"",
        ],
        expect![[r#"
            draft.sayso:11 "\"he left in 1993\"" error: this claim says “1994”, but the words of `@en` say “1993”: correct one of them
            draft.sayso:17 "\"se fue en 1993\"" error: this claim says “1994”, but the words of `@es` say “1993”: correct one of them
            draft.sayso:21 "1993" error: this claim says “1994”, but its `value:` is 1993: correct one of them
        "#]],
    );
}

#[test]
fn digits_in_a_language_that_is_not_known() {
    let claim =
        |words: &str| format!("claim: \"Es kamen 14 Schiffe am Montag\"\n  source: {words}\n");
    let claims = [
        claim("@de \"Es kamen 41 Schiffe am Montag\""),
        claim("@de \"Es kamen 14 Schiffe\""),
        claim("@es \"Es kamen 41 Schiffe am Montag\""),
    ];
    let article = "article \"A\"\n  language: de\ntext\n  Es kamen 14 Schiffe am Montag.\n";
    check(
        &RULE,
        &format!("{article}{SOURCES}{}", claims.concat()),
        expect![[r#"
            draft.sayso:11 "\"Es kamen 41 Schiffe am Montag\"" error: this claim says “14”, but the words of `@de` say “41”: correct one of them
        "#]],
    );
}

#[test]
fn silent() {
    check_claims(
        "More than 700 of about 2 million people, half of them women, came.",
        &["  value: 5", "  source: @en \"650 people\""],
        expect![[r#"
            draft.sayso:11 "5" error: this claim says “700” and “2 million”, but its `value:` is 5: correct one of them
        "#]],
    );
    check_claims(
        "More than 700 people came 1,709 kilometres.",
        &[
            "  value: 723",
            "  value: 1.709 km",
            "  source: @en \"1.709 km\"",
            "  source: @es \"1.709 km\"",
            "  source: @en \"2 mil km\"",
            "  source: @nowhere \"5 km\"",
            "  source: @en \"1,062 miles\"",
        ],
        expect![[""]],
    );
    let german = "article \"A\"\n  language: de\ntext\n  5 Personen kamen.\nclaim: \"5 Personen kamen\"\n  value: 6\n";
    check(&RULE, german, expect![[""]]);
}

#[test]
fn reads_the_words_before_the_passage() {
    check(
        &RULE,
        "article \"A\"\ntext\n  Over 80 people came. Then 20 more came.\nclaim: \"80 people\"\n  value: 85\nclaim: \"20 more came\"\n  value: 21\n",
        expect![[r#"
            draft.sayso:7 "21" error: this claim says “20”, but its `value:` is 21: correct one of them
        "#]],
    );
}
