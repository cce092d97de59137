//! What somebody may have meant with a value that its field does not take.

use crate::model::languages::LANGUAGES;
use crate::model::locators::label_of;
use crate::model::schema::Shape;
use crate::prose::dates::{Parts, When, dates_in};
use crate::prose::lexicon;
use crate::syntax::{PartKind, Value, contents_of};
use crate::text::edtf;
use crate::text::fold::fold;
use crate::text::suggest::{nearest, slip_of};
use crate::text::{Slice, Span};

/// Quotation marks that are none in this language.
const FOREIGN_MARKS: [char; 7] = ['\'', '‘', '’', '„', '«', '»', '`'];

/// Values that may be meant, the likeliest first.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct NearValues {
    pub values: Vec<String>,
    /// What is wrong, if it is more than the form.
    pub why: Option<&'static str>,
    /// Whether the first value is meant without a doubt.
    pub is_certain: bool,
}

impl NearValues {
    fn certain(value: String, why: &'static str) -> NearValues {
        NearValues {
            values: vec![value],
            why: Some(why),
            is_certain: true,
        }
    }

    fn possible(values: Vec<String>) -> NearValues {
        NearValues {
            values,
            ..NearValues::default()
        }
    }
}

/// The values that may be meant at `span`, which holds `values`.
pub fn near_values(text: &Slice, span: Span, values: &[Value], shape: Shape) -> NearValues {
    let written = span.of(text);
    if let [value] = values
        && let Some(near) =
            misplaced_parts(text, value, shape).or_else(|| unquoted(text, value, shape))
    {
        return near;
    }
    match shape {
        Shape::Date | Shape::Moment => dates(written),
        Shape::Url => addresses(written),
        Shape::Choice(words) => NearValues {
            is_certain: slip_of(written, words.iter().copied()).is_some(),
            ..NearValues::possible(owned(nearest(written, words.iter().copied())))
        },
        Shape::Language => languages(written),
        Shape::Wikidata => wikidata(written),
        Shape::Text | Shape::Path | Shape::File | Shape::Role => quoted(written),
        Shape::Who => {
            let references = references(written).into_iter();
            NearValues::possible(references.chain(quoted(written).values).collect())
        }
        Shape::Evidence if begins_with_label(written) => NearValues {
            why: Some("write a place after its source: `@name at p. 3`"),
            ..NearValues::default()
        },
        Shape::Entity | Shape::Source | Shape::Evidence => {
            NearValues::possible(references(written).into_iter().collect())
        }
        _ => NearValues::default(),
    }
}

fn begins_with_label(place: &str) -> bool {
    let label = place.find(|c: char| !c.is_alphabetic() && !matches!(c, '.' | '§' | '¶'));
    label.is_some_and(|end| label_of(&place[..end]).is_some())
}

fn owned(words: Vec<&str>) -> Vec<String> {
    words.into_iter().map(str::to_owned).collect()
}

/// The parts of a value in their order, or with what is missing between them.
fn misplaced_parts(text: &Slice, value: &Value, shape: Shape) -> Option<NearValues> {
    let word = |at: usize| value.parts[at].span.of(text);
    let kinds: Vec<PartKind> = value.parts.iter().map(|part| part.kind).collect();
    let is_list = kinds.len() > 1 && kinds.iter().all(|kind| *kind == PartKind::Reference);
    let takes_list = matches!(
        shape,
        Shape::Who | Shape::Entity | Shape::Source | Shape::Evidence | Shape::Reply
    );
    if is_list && takes_list {
        let references: Vec<&str> = (0..kinds.len()).map(word).collect();
        let why = "there is no comma between the references";
        return Some(NearValues::certain(references.join(", "), why));
    }
    match (shape, &kinds[..]) {
        (
            Shape::Approval | Shape::SignOff,
            [PartKind::Date, PartKind::String | PartKind::Reference],
        ) => {
            let signed = format!("{} by {}", word(0), word(1));
            Some(NearValues::certain(signed, "the word `by` is missing"))
        }
        (
            Shape::Approval | Shape::SignOff,
            [PartKind::String | PartKind::Reference, PartKind::Date],
        ) => Some(NearValues::possible(vec![format!(
            "{} by {}",
            word(1),
            word(0)
        )])),
        (Shape::Retraction, [PartKind::String, PartKind::Date])
        | (Shape::Role, [PartKind::Date, PartKind::String]) => {
            Some(NearValues::possible(vec![format!(
                "{} {}",
                word(1),
                word(0)
            )]))
        }
        (Shape::Evidence, [PartKind::Reference, ..]) => {
            let place = text[value.parts[0].span.end as usize..value.span.end as usize].trim();
            begins_with_label(place).then_some(())?;
            let value = format!("{} at {place}", word(0));
            Some(NearValues::certain(
                value,
                "the word `at` is missing before the place",
            ))
        }
        (Shape::Evidence, [PartKind::Word, PartKind::Locator(_), ..]) => {
            let cited = format!("@{}", value.span.of(text));
            Some(NearValues::possible(vec![cited]))
        }
        (Shape::Reply, [PartKind::Reference, PartKind::Word, .., PartKind::Date]) => {
            let reply = [word(0), word(1), word(kinds.len() - 1)].join(" ");
            Some(NearValues::possible(vec![reply]))
        }
        _ => None,
    }
}

/// The contents of a text in quotation marks where none belong.
fn unquoted(text: &Slice, value: &Value, shape: Shape) -> Option<NearValues> {
    let is_text = matches!(
        shape,
        Shape::Text | Shape::Path | Shape::File | Shape::Who | Shape::Role
    );
    let is_string = matches!(&value.parts[..], [part] if part.kind == PartKind::String);
    if is_text || !is_string {
        return None;
    }
    let contents = contents_of(text, value.span);
    let contents = contents.as_str();
    let is_word = !contents.is_empty() && !contents.contains(char::is_whitespace);
    let fits = match shape {
        Shape::Date | Shape::Moment => edtf::check(contents).is_ok(),
        Shape::Url => is_word && contents.contains("://"),
        Shape::Choice(words) => words.contains(&contents),
        Shape::Quantity => contents.contains(char::is_numeric) && !contents.contains('@'),
        Shape::Entity | Shape::Source | Shape::Evidence | Shape::Reply => contents.starts_with('@'),
        Shape::Language => is_word && contents.is_ascii() && contents.len() <= 3,
        Shape::Wikidata => contents.starts_with('Q') && is_word,
        _ => false,
    };
    let why = "no quotation marks are needed";
    match fits {
        true => Some(NearValues::certain(contents.to_owned(), why)),
        // `"2.3.2026"`
        false => {
            let near = match shape {
                Shape::Date | Shape::Moment => dates(contents),
                Shape::Url => addresses(contents),
                _ => return None,
            };
            let why = Some(why);
            Some(NearValues { why, ..near })
        }
    }
}

/// The text in quotation marks of this language; each word of a list in its own.
fn quoted(written: &str) -> NearValues {
    let one = |text: &str| {
        let text = text.trim().trim_matches(FOREIGN_MARKS).trim();
        format!("\"{text}\"")
    };
    let is_plain = !written.contains(['"', '“', '”', '@', '\n', '\r']);
    let values = match is_plain {
        true if written.contains(',') => {
            let list: Vec<String> = written.split(',').map(one).collect();
            vec![list.join(", "), one(written)]
        }
        true => vec![one(written)],
        false => Vec::new(),
    };
    NearValues::possible(values)
}

/// The names as references.
fn references(written: &str) -> Option<String> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let mut names = written.split([',', ';']).map(str::trim);
    let are_names = names.all(|name| !name.is_empty() && name.chars().all(is_part));
    let names = written
        .split([',', ';'])
        .map(|name| format!("@{}", name.trim()));
    are_names.then(|| names.collect::<Vec<String>>().join(", "))
}

fn addresses(written: &str) -> NearValues {
    let is_end = |c: char| c.is_whitespace() || matches!(c, ')' | '>' | ']' | '"' | '”');
    let address = ["https://", "http://"].iter().find_map(|scheme| {
        let address = &written[written.find(scheme)?..];
        Some(&address[..address.find(is_end).unwrap_or(address.len())])
    });
    if let Some(address) = address {
        return NearValues::possible(vec![address.to_owned()]);
    }
    let host = written.split('/').next().unwrap_or_default();
    let ending = host.rsplit('.').next().unwrap_or_default();
    let is_host = host.len() > ending.len()
        && ending.len() >= 2
        && ending.chars().all(char::is_alphabetic)
        && !written.contains(|c: char| c.is_whitespace() || matches!(c, '@' | '"' | ':'));
    let values = is_host.then(|| format!("https://{written}"));
    NearValues {
        why: is_host.then_some("an address begins with `https://`"),
        ..NearValues::possible(values.into_iter().collect())
    }
}

fn languages(written: &str) -> NearValues {
    let is_name = |(_, name): &&(&str, &str)| name.eq_ignore_ascii_case(written);
    let tag = LANGUAGES.iter().find(is_name);
    NearValues {
        is_certain: tag.is_some(),
        ..NearValues::possible(tag.map(|(tag, _)| (*tag).to_owned()).into_iter().collect())
    }
}

fn wikidata(written: &str) -> NearValues {
    let number = written.rsplit(['/', 'q', 'Q']).next().unwrap_or_default();
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    NearValues::possible(
        is_number
            .then(|| format!("Q{number}"))
            .into_iter()
            .collect(),
    )
}

/// The days that a date in another notation can mean: `2.3.2026`, `3 March 2026`.
fn dates(written: &str) -> NearValues {
    let mut days = numeric_days(written);
    if days.is_empty() {
        days.extend(spelled_day(written));
    }
    days.retain(|day| edtf::check(day).is_ok());
    days.dedup();
    NearValues {
        is_certain: days.len() == 1,
        ..NearValues::possible(days)
    }
}

/// A date of three numbers. With full stops the day comes first; otherwise it can be the month, as in America.
fn numeric_days(written: &str) -> Vec<String> {
    let numbers: Vec<&str> = written
        .split(['.', '/', '-', ' '])
        .filter(|part| !part.is_empty())
        .collect();
    let are_numbers = numbers
        .iter()
        .all(|part| part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit()));
    let [first, second, third] = numbers[..] else {
        return Vec::new();
    };
    let day = |year: &str, month: &str, day: &str| format!("{year}-{month:0>2}-{day:0>2}");
    match (first.len(), third.len()) {
        _ if !are_numbers => Vec::new(),
        (4, 1 | 2) => vec![day(first, second, third)],
        (1 | 2, 4) if written.contains('.') => vec![day(third, second, first)],
        (1 | 2, 4) => vec![day(third, second, first), day(third, first, second)],
        _ => Vec::new(),
    }
}

/// A date in the words of any language that Sayso knows.
fn spelled_day(written: &str) -> Option<String> {
    let text = fold(written);
    let mut found = lexicon::all().filter_map(|lexicon| {
        let [date] = &dates_in(lexicon, &text)[..] else {
            return None;
        };
        let is_whole = date.range.len() == text.trim_end_matches('.').len();
        match date.when {
            When::Calendar(Parts {
                year: Some(year),
                month: Some(month),
                day,
            }) if is_whole => Some(match day {
                Some(day) => format!("{year:04}-{month:02}-{day:02}"),
                None => format!("{year:04}-{month:02}"),
            }),
            _ => None,
        }
    });
    found.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_other_notations() {
        for (written, expected) in [
            ("2.3.2026", &["2026-03-02"][..]),
            ("02. 03. 2026", &["2026-03-02"]),
            ("2026/3/2", &["2026-03-02"]),
            ("2026-3-2", &["2026-03-02"]),
            ("31/3/2026", &["2026-03-31"]),
            ("3/31/2026", &["2026-03-31"]),
            ("2/3/2026", &["2026-03-02", "2026-02-03"]),
            ("3/3/2026", &["2026-03-03"]),
            ("31/31/2026", &[]),
            ("3 March 2026", &["2026-03-03"]),
            ("March 3, 2026", &["2026-03-03"]),
            ("3 de marzo de 2026", &["2026-03-03"]),
            ("March 2026", &["2026-03"]),
            ("Monday", &[]),
            ("soon", &[]),
            ("1.2.3.4", &[]),
        ] {
            let near = dates(written);
            assert_eq!(near.values, expected, "{written}");
            assert_eq!(near.is_certain, expected.len() == 1, "{written}");
        }
    }

    #[test]
    fn addresses_without_their_beginning() {
        for (written, expected) in [
            ("www.example.org/x", Some("https://www.example.org/x")),
            ("example.org", Some("https://example.org")),
            ("<https://example.org/>", Some("https://example.org/")),
            ("[it](https://example.org/a)", Some("https://example.org/a")),
            ("desk@example.org", None),
            ("3.5", None),
            ("see the site", None),
        ] {
            assert_eq!(
                addresses(written).values.first().map(String::as_str),
                expected,
                "{written}"
            );
        }
    }

    #[test]
    fn texts_without_their_quotation_marks() {
        for (written, expected) in [
            ("San Miguel", &["\"San Miguel\""][..]),
            ("'San Miguel'", &["\"San Miguel\""]),
            ("«San Miguel»", &["\"San Miguel\""]),
            (
                "Smith, J. Smith",
                &["\"Smith\", \"J. Smith\"", "\"Smith, J. Smith\""],
            ),
            ("\"a\" b", &[]),
        ] {
            assert_eq!(quoted(written).values, expected, "{written}");
        }
    }
}
