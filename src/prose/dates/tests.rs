//! Which dates are read, and the days that they can mean.

use jiff::ToSpan;
use jiff::civil::Date;
use proptest::prelude::*;

use crate::prose::dates::*;
use crate::prose::lexicon::of_language;
use crate::text::edtf::days;

#[track_caller]
fn check(language: &str, text: &str, expected: &[&str]) {
    let lexicon = of_language(language).expect("a known language");
    let shown: Vec<String> = dates_in(lexicon, text)
        .iter()
        .map(|date| format!("{} = {}", &text[date.range.clone()], shown(date)))
        .collect();
    assert_eq!(shown, expected, "{text}");
}

fn shown(date: &ProseDate) -> String {
    let part = |part: Option<i16>| part.map_or("?".to_owned(), |part| part.to_string());
    let when = match date.when {
        When::Weekday => String::new(),
        When::Calendar(parts) => format!(
            "{}-{}-{}",
            part(parts.year),
            part(parts.month.map(i16::from)),
            part(parts.day.map(i16::from))
        ),
        When::Relative(relative) => format!("{:?} {}", relative.period, relative.offset),
        When::Unclear => "unclear".to_owned(),
    };
    let weekday = date.weekday.as_ref();
    let weekday = weekday.map_or(String::new(), |weekday| format!("day {} ", weekday.day));
    format!("{weekday}{when}").trim_end().to_owned()
}

#[test]
fn english_dates() {
    for (text, expected) in [
        ("in February 2024 it", &["February 2024 = 2024-2-?"][..]),
        ("Monday, 2 March", &["Monday, 2 March = day 1 ?-3-2"]),
        (
            "On Monday, March 2nd, 2026, he",
            &["Monday, March 2nd, 2026 = day 1 2026-3-2"],
        ),
        (
            "on Sunday night (March 4) caused",
            &["Sunday night (March 4 = day 7 ?-3-4"],
        ),
        (
            "from November 20 to December 11",
            &["November 20 = ?-11-20", "December 11 = ?-12-11"],
        ),
        ("on the 5th of May 2020.", &["5th of May 2020 = 2020-5-5"]),
        ("on 2024-02-17 at", &["2024-02-17 = 2024-2-17"]),
        (
            "in 2009; then in 2010.",
            &["2009 = 2009-?-?", "2010 = 2010-?-?"],
        ),
        (
            "In May it may march in March",
            &["May = ?-5-?", "March = ?-3-?"],
        ),
        ("on Sept. 9", &["Sept. 9 = ?-9-9"]),
        (
            "last month and yesterday",
            &["last month = Month -1", "yesterday = Day -1"],
        ),
        (
            "two weeks ago, a year ago",
            &["two weeks ago = Week -2", "a year ago = Year -1"],
        ),
        ("on Tuesday that", &["Tuesday = day 2"]),
        (
            "on 02/03/2024 or 2-4 March",
            &["02/03/2024 = unclear", "2-4 March = unclear"],
        ),
        ("March 2-4, 2026", &["March 2-4, 2026 = unclear"]),
        ("In 1994 he left", &["1994 = 1994-?-?"]),
        ("By 1994 it had", &["1994 = 1994-?-?"]),
    ] {
        check("en", text, expected);
    }
}

#[test]
fn spanish_dates() {
    for (text, expected) in [
        (
            "el 17 de febrero de 2024 en",
            &["17 de febrero de 2024 = 2024-2-17"][..],
        ),
        ("El lunes 2 de marzo", &["lunes 2 de marzo = day 1 ?-3-2"]),
        (
            "el martes, 3 de marzo del 2026",
            &["martes, 3 de marzo del 2026 = day 2 2026-3-3"],
        ),
        ("en febrero de 2024", &["febrero de 2024 = 2024-2-?"]),
        ("el 1º de mayo", &["1º de mayo = ?-5-1"]),
        (
            "el mes pasado y hace dos años",
            &["el mes pasado = Month -1", "hace dos años = Year -2"],
        ),
        ("desde 2019.", &["2019 = 2019-?-?"]),
        ("En 1994 dejó Roma", &["1994 = 1994-?-?"]),
    ] {
        check("es", text, expected);
    }
}

#[test]
fn words_and_numbers_that_are_not_dates() {
    for text in [
        "It may be so. March on! A sunday roast",
        "in 2009 people came",
        "since 1,000 of 8000 left",
        "the last week, the last year of the war, over the last months",
        "every Monday",
        "the 1990s",
        "at 10:30",
        "in 1709 schoolchildren",
        "in 1500 homes and by 1500 percent",
        "in 2000 metres, by 1500 million, in 1500 km",
    ] {
        check("en", text, &[]);
    }
    check("es", "los lunes por la mañana, 5 de cada 10", &[]);
    check("es", "en 1991 peregrinos, hasta 1500 euros", &[]);
}

#[test]
fn dates_that_contradict_a_value() {
    let published = days("2024-03-10");
    for (text, value, expected) in [
        ("in February 2024", "2024-02-17", false),
        ("in February 2024", "2024-03", true),
        ("in February 2024", "2024", false),
        ("on 17 February", "2023-02-17", false),
        ("on 17 February", "2023-02-18", true),
        ("on 17 February", "2024-02~", false),
        ("on 30 February", "2024-02-29", false),
        ("in 2023.", "2024-01", true),
        ("last month", "2024-02", false),
        ("last month", "2024-01", true),
        ("last week", "2024-03-01", false),
        ("last week", "2024-02-01", true),
        ("yesterday", "2024-03-08", false),
        ("yesterday", "2024-03-01", true),
        ("on Monday", "2024-03-01", false),
    ] {
        let lexicon = of_language("en").expect("English");
        let date = &dates_in(lexicon, text)[0];
        let value = days(value).expect("a date");
        assert_eq!(date.when.contradicts(value, published), expected, "{text}");
        let is_relative = matches!(date.when, When::Relative(_));
        let unpublished = date.when.contradicts(value, None);
        assert_eq!(unpublished, expected && !is_relative, "{text}");
    }
}

proptest! {
    #[test]
    fn every_way_to_write_a_day_reads_back(days in 0i32..55_000) {
        let day = Date::new(1950, 1, 1).unwrap().checked_add(days.days()).unwrap();
        let parts = Parts { year: Some(day.year()), month: Some(day.month()), day: Some(day.day()) };
        let read = |language: &str, text: &str| {
            let dates = dates_in(of_language(language).unwrap(), text);
            dates.iter().map(|date| (date.when, date.range.clone())).collect::<Vec<_>>()
        };
        let name = |language: &str| {
            let months = of_language(language).unwrap().words.calendar.months;
            months.iter().find(|(_, month)| *month == day.month()).unwrap().0
        };
        let (english, spanish) = (name("en"), name("es"));
        let english = english[..1].to_uppercase() + &english[1..];
        let (year, date) = (day.year(), day.day());
        for (language, text) in [
            ("en", format!("{date} {english} {year}")),
            ("en", format!("{english} {date}, {year}")),
            ("es", format!("{date} de {spanish} de {year}")),
            ("en", day.to_string()),
        ] {
            prop_assert_eq!(read(language, &text), vec![(When::Calendar(parts), 0..text.len())], "{}", text);
        }
    }

    #[test]
    fn any_text_gives_valid_ranges(text in "([a-zA-Z0-9 ,.:/()'-]|March |lunes |de |last |month |hace |dos |años |ñ|º){0,40}") {
        for language in ["en", "es"] {
            for date in dates_in(of_language(language).unwrap(), &text) {
                prop_assert!(text.get(date.range).is_some_and(|it| !it.is_empty()));
            }
        }
    }
}
