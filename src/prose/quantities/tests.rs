//! Which numbers are quantities.

use proptest::prelude::*;

use crate::prose::figures::{Bound, Numeral};
use crate::prose::lexicon::of_language;
use crate::prose::quantities::*;

fn read(language: &str, text: &str) -> Quantities {
    quantities_in(of_language(language).expect("a known language"), text)
}

/// The quantities as `bound number unit`, with `?` if uncertain; `unclear` if some number cannot be read.
fn shown(language: &str, text: &str) -> String {
    let read = read(language, text);
    let mut shown: Vec<String> = read
        .all
        .iter()
        .map(|quantity| {
            let Amount {
                low,
                high,
                alternative,
            } = quantity.amount;
            let mut number = low.value.to_string();
            if high != low {
                number += &format!("..{}", high.value);
            }
            if let Some(other) = alternative {
                number += &format!(" or {}", other.value);
            }
            let bound = match quantity.bound {
                Bound::Exact => "",
                Bound::About => "~",
                Bound::AtLeast => ">",
                Bound::AtMost => "<",
            };
            let unit = quantity
                .unit
                .map_or(String::new(), |unit| format!(" {unit}"));
            let doubt = if quantity.is_certain { "" } else { "?" };
            format!("{bound}{number}{unit}{doubt}")
        })
        .collect();
    if read.is_unclear() {
        shown.push("unclear".to_owned());
    }
    shown.join(", ")
}

#[track_caller]
fn check(language: &str, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(shown(language, text), *expected, "{text}");
    }
}

#[test]
fn english_quantities() {
    check(
        "en",
        &[
            ("five of its nationals", "5"),
            ("Twenty-three people", "23"),
            ("over 1,000 men and 1 000 women", ">1000, 1000"),
            ("two hundred and five thousand", "205000"),
            ("a hundred, a million", "100, 1000000"),
            (
                "4 million visitors, $ 26 million, US$5bn",
                "4000000, 26000000 $, 5000000000 US$",
            ),
            ("about 56 percent, 10 per cent, 39%", "~56 %, 10 %, 39 %"),
            ("aged 8-10 years", "8..10 year"),
            ("ten to 32 pages with 40 to 50 questions", "10..32, 40..50"),
            ("2 to 3 million", "2000000..3000000"),
            ("between two and three weeks", "2..3 week"),
            ("two or three goals, one or two points", "2..3, 1..2?"),
            ("500 miles (800 km)", "500 mi, 800 km"),
            ("the 131-page document, a 20-minute walk", "131, 20 minute"),
            ("a 14-year-old boy", "14 year"),
            ("10km, 5kg", "10 km, 5 kg"),
            ("1.5 times, 3.25 million", "1.5, 3250000"),
            ("nearly 100 or 20 or so", "<100, ~20"),
            ("1,50,000 rupees, 2 crore", "150000 rupee, 20000000"),
            ("one shell", "1?"),
            ("1709 schoolchildren, 2000 year old", "1709, 2000 year"),
            ("1'500 deaths, 12'345'678 francs", "1500, 12345678 franc"),
            ("at -5 degrees, minus 3 °, -2.5%", "-5 °, -3 °, -2.5 %"),
            ("not less than 500, not more than 3", ">500, <3"),
        ],
    );
}

#[test]
fn spanish_quantities() {
    check(
        "es",
        &[
            ("cinco ciudadanos españoles", "5"),
            ("dos mil, mil cien, treinta y cinco", "2000, 1100, 35"),
            ("veintiún mil doscientas personas", "21200"),
            ("un millón doscientos mil", "1200000"),
            ("dos mil millones de euros", "2000000000 €"),
            (
                "más de 1.200 millones de dólares",
                ">1200000000 or 1200000 $",
            ),
            ("1.500 personas", "1500 or 1.5"),
            ("1.234.567, 1.234,5 y 1,5", "1234567, 1234.5, 1.5"),
            ("1 000 metros, el 10 %, 5 por ciento", "1000 m, 10 %, 5 %"),
            ("entre treinta y cuarenta", "30..40"),
            ("dos o tres goles, siete u ocho", "2..3, 7..8"),
            ("unos 80 km", "~80 km"),
            ("uno de ellos", "1?"),
            ("2 mil euros", "2000 €"),
            ("menos 5 grados, al menos 5 grados", "-5 °, >5 °"),
        ],
    );
}

#[test]
fn numbers_that_count_nothing() {
    for text in [
        "the 20th minute, the 501st, the 1990s, the '90s",
        "at 6:00am, at 10:30, at 6 p.m., 5 o'clock, 10 am",
        "IE6, M5S, COVID-19, F-16, 5G, #2, @user1",
        "on May 16, 2015 and on 2024-02-17, in 2009.",
        "a high-five, page 5, No. 10, section 2.1, posts 542 and 543, flight 370",
        "v. 1.2.3, 007, at example.org/2024",
    ] {
        assert_eq!(shown("en", text), "", "{text}");
    }
    assert_eq!(shown("es", "a las 10 de la mañana, el 1º, la página 3"), "");
    for text in [
        "hundreds of people",
        "call 555-0123-99",
        "five six",
        "1/2",
        "2 mil euros",
        "2-4 March 3 and 5 March",
        "twenty five-year-olds",
        "a list: -5",
        "scores 3 -5",
        "5m people",
    ] {
        let read = read("en", text);
        assert!(read.is_unclear(), "{text}");
        assert!(read.only().is_none(), "{text}");
    }
    assert_eq!(shown("en", "a Boeing 737 and Group 5"), "737?");
}

#[test]
fn parts_and_shares() {
    check(
        "en",
        &[
            ("half a million people", "500000"),
            (
                "half an hour, half a mile, half a dozen",
                "0.5 hour, 0.5 mi, 6",
            ),
            (
                "two and a half million, two and a half hours",
                "2500000, 2.5 hour",
            ),
            ("2½ hours, ½ mile, 1 ½ cups", "2.5 hour, 0.5 mi, 1.5"),
            (
                "half of the members, about half the city",
                "50 share, ~50 share",
            ),
            (
                "three-quarters of them, two thirds of it, a quarter of us",
                "75 share, 66.66666666666666 share, 25 share",
            ),
            (
                "one in five, 1 in 4 people, nine in every ten",
                "20 share, 25 share, 90 share",
            ),
            ("2 out of every 8", "25 share"),
            ("two dozen eggs, a dozen", "24, 12"),
            (
                "Seven of the 12, two out of two hundred towns",
                "7, 12, 2, 200",
            ),
            ("answered 2 in 10 minutes", "2, 10 minute"),
            ("the first half of the year", "unclear"),
            ("the third of five, a half-time talk", "5, unclear"),
            ("two years and a half", "2 year, unclear"),
            ("five in 2019.", "5"),
        ],
    );
    check(
        "es",
        &[
            (
                "medio millón, media docena, media hora",
                "500000, 6, 0.5 hour",
            ),
            (
                "dos millones y medio de euros, dos y media",
                "2500000 €, 2.5",
            ),
            (
                "la mitad de ellos, dos tercios de los votos",
                "50 share, 66.66666666666666 share",
            ),
            ("uno de cada cinco, 9 de cada 10", "20 share, 90 share"),
            (
                "una docena, dos docenas, un centenar de personas",
                "12, 24, 100",
            ),
            ("siete de los 12", "7, 12"),
            ("una media de 20", "1?, ~20, unclear"),
            ("un cuarto de baño", "1?, unclear"),
        ],
    );
}

#[test]
fn scores_and_changes() {
    check(
        "en",
        &[
            ("won 3-1, lost 1 - 2 to England", "1..3 score, 1..2 score"),
            ("ended 0 - 0, a 52-48 vote", "0 score, 48..52 score"),
            ("from 10 to 15 percent", "10 %, 15 %"),
            (
                "from $5 to $7, from 2 to 3 million",
                "5 $, 7 $, 2000000, 3000000",
            ),
            ("the 2019-20 season", "unclear"),
            ("62% in 2019 and 58% in 2015.", "62 %, 58 %"),
        ],
    );
    check(
        "es",
        &[("ganó 3-1, de 10 a 15 euros", "1..3 score, 10 €, 15 €")],
    );
}

#[test]
fn units_in_signs_and_words() {
    check(
        "en",
        &[
            (
                "A$5, US$5 million, R$ 3, C$1.2bn",
                "5 A$, 5000000 US$, 3 real, 1200000000 C$",
            ),
            (
                "£1.5m, 5 dollars, 5 US dollars, CHF 20",
                "1500000 £, 5 $, 5 US$, 20 franc",
            ),
            (
                "50 km/h, 30 m², 5m³, 3 per mille, 5‰",
                "50 km/h, 30 m², 5 m³, 3 ‰, 5 ‰",
            ),
            (
                "20°C, 20 °C, 68 degrees Fahrenheit, 5 °",
                "20 °C, 20 °C, 68 °F, 5 °",
            ),
            ("5 degrees below zero, 5 below zero", "-5 °, -5 °"),
            (
                "3 percentage points, 3 pp, 25 basis points",
                "3 percentage points, 3 percentage points, 25 basis points",
            ),
            ("Rs 500, Rs. 500, BUSD 5", "500 rupee, 500 rupee, 5?"),
        ],
    );
    check(
        "es",
        &[
            ("20 °C, 5 grados bajo cero, 3 por mil", "20 °C, -5 °, 3 ‰"),
            (
                "5 dólares, 5 dólares canadienses, 30 m²",
                "5 $, 5 C$, 30 m²",
            ),
        ],
    );
}

#[test]
fn years_and_counts() {
    check(
        "en",
        &[
            ("It killed 1426 pilgrims", "1426"),
            ("about 1500 soldiers, with 1500 homes", "~1500, 1500"),
            ("the 1994 elections, the 1994 law", "1994?, 1994?"),
            ("2010 floods, 1500 people", "2010?, 1500"),
            ("By 1994 prices rose, in 1500 homes", "1994?, 1500?"),
            ("In 1994 he left. By 1994 it had. In 1500 km", "1500 km"),
        ],
    );
    check(
        "es",
        &[
            ("Murieron 1426 peregrinos en 1991.", "1426"),
            (
                "las elecciones de 1994 fueron, la ley de 1994",
                "1994?, 1994?",
            ),
            ("más de 1500 personas", ">1500"),
        ],
    );
}

/// `number` in English words.
fn in_english(number: u64) -> String {
    let word = |value: u64| {
        let numerals = of_language("en").unwrap().words.numbers.numerals;
        let is = |numeral: Numeral| match numeral {
            Numeral::Count(it)
            | Numeral::Perhaps(it)
            | Numeral::Scale(it)
            | Numeral::BareScale(it) => it == value,
        };
        numerals
            .iter()
            .find(|(_, numeral)| is(*numeral))
            .unwrap()
            .0
            .to_owned()
    };
    match number {
        0..=20 => word(number),
        21..=99 if number.is_multiple_of(10) => word(number),
        21..=99 => format!("{}-{}", word(number / 10 * 10), word(number % 10)),
        100..=999 if number.is_multiple_of(100) => format!("{} hundred", word(number / 100)),
        100..=999 => format!(
            "{} hundred and {}",
            word(number / 100),
            in_english(number % 100)
        ),
        _ => {
            let scale = [1_000_000_000_000, 1_000_000_000, 1_000_000, 1_000];
            let scale = scale.into_iter().find(|scale| number >= *scale).unwrap();
            let head = format!("{} {}", in_english(number / scale), word(scale));
            match number % scale {
                0 => head,
                rest @ 1..=99 => format!("{head} and {}", in_english(rest)),
                rest => format!("{head} {}", in_english(rest)),
            }
        }
    }
}

/// `number` in Spanish words.
fn in_spanish(number: u64) -> String {
    const HUNDREDS: [&str; 10] = [
        "",
        "ciento",
        "doscientos",
        "trescientos",
        "cuatrocientos",
        "quinientos",
        "seiscientos",
        "setecientos",
        "ochocientos",
        "novecientos",
    ];
    let word = |value: u64| {
        let numerals = of_language("es").unwrap().words.numbers.numerals;
        let is = |numeral: Numeral| matches!(numeral, Numeral::Count(it) | Numeral::Perhaps(it) if it == value);
        numerals
            .iter()
            .find(|(_, numeral)| is(*numeral))
            .unwrap()
            .0
            .to_owned()
    };
    let apocope = |words: String| match words.strip_suffix("uno") {
        Some(head) if head.ends_with("veinti") => head.to_owned() + "ún",
        Some(head) => head.to_owned() + "un",
        None => words,
    };
    let with = |head: String, rest: u64| match rest {
        0 => head,
        rest => format!("{head} {}", in_spanish(rest)),
    };
    match number {
        0 => "cero".to_owned(),
        1 => "uno".to_owned(),
        2..=29 => word(number),
        30..=99 if number.is_multiple_of(10) => word(number),
        30..=99 => format!("{} y {}", word(number / 10 * 10), in_spanish(number % 10)),
        100 => "cien".to_owned(),
        101..=999 => with(HUNDREDS[(number / 100) as usize].to_owned(), number % 100),
        1_000..=1_999 => with("mil".to_owned(), number % 1_000),
        2_000..=999_999 => with(
            format!("{} mil", apocope(in_spanish(number / 1_000))),
            number % 1_000,
        ),
        1_000_000..=1_999_999 => with("un millón".to_owned(), number % 1_000_000),
        _ => with(
            format!("{} millones", apocope(in_spanish(number / 1_000_000))),
            number % 1_000_000,
        ),
    }
}

fn grouped(number: u64, mark: &str) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut groups: Vec<&str> = Vec::new();
    if first > 0 {
        groups.push(&digits[..first]);
    }
    groups.extend(
        (first..digits.len())
            .step_by(3)
            .map(|at| &digits[at..at + 3]),
    );
    groups.join(mark)
}

/// Small and large numbers, some of them round.
fn number() -> impl Strategy<Value = u64> {
    let round = (
        1u64..1000,
        prop::sample::select(vec![1u64, 10, 100, 1_000, 10_000, 1_000_000]),
    );
    prop_oneof![
        2u64..200,
        2u64..20_000,
        2u64..900_000_000_000,
        round.prop_map(|(number, by)| number * by + 1)
    ]
}

proptest! {
    #[test]
    fn every_way_to_write_a_number_reads_back(number in number()) {
        let of_both = [grouped(number, " "), number.to_string()];
        let english = [in_english(number), grouped(number, ",")];
        let spanish = [in_spanish(number), grouped(number, "."), grouped(number, ",")];
        let all = english.iter().chain(&of_both).map(|text| ("en", text));
        let all = all.chain(spanish.iter().chain(&of_both).map(|text| ("es", text)));
        for (language, text) in all {
            let read = read(language, text);
            prop_assert!(!read.is_unclear(), "{}", text);
            let [quantity] = &read.all[..] else { panic!("{text}: {read:?}") };
            prop_assert_eq!(quantity.amount.low.value, number as f64, "{}", text);
            prop_assert_eq!(quantity.range.clone(), 0..text.len(), "{}", text);
            prop_assert!(quantity.agrees_with(quantity));
        }
    }

    #[test]
    fn any_text_gives_valid_ranges(
        text in "([a-zA-Z0-9 ,.:/$%()'-]|million |mil |two |twenty|hundred |and |y |treinta |March |ñ|º|€){0,40}"
    ) {
        for language in ["en", "es"] {
            for quantity in read(language, &text).all {
                for range in [quantity.range, quantity.number, quantity.following_words] {
                    prop_assert!(text.get(range).is_some());
                }
            }
        }
    }
}
