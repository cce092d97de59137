//! Measures how often `confidential-exposed` is wrong about real articles, and which names it finds. These are not
//! regular tests: they print the figures in `docs/rules/measured.md`.

use super::measurements::{data, real_articles};
use super::testing::messages;
use crate::rules::catalogue::protection::confidential_exposed::RULE;

/// Invented people. No article is about any of them.
const PEOPLE: [&str; 40] = [
    "Jane Doe",
    "Jon Abel",
    "Ines Varga",
    "Zdenka Kowal",
    "Ilse Okonjo",
    "Rocío San Miguel",
    "Ana de Prado",
    "Ludwig van Houten",
    "Mary-Ann O'Dowd",
    "J. T. Marsh",
    "Grant Hope",
    "Rose Hall",
    "Will March",
    "May Young",
    "Bill House",
    "Mark Street",
    "Faith Park",
    "Joy Bridge",
    "Chase Page",
    "Amber Wells",
    "Sean Connacher",
    "Björn Ålund",
    "Søren Østby",
    "Łukasz Żak",
    "Nguyễn Văn Tùng",
    "Wang Xiaoming",
    "Kim Min-jun",
    "Haruto Sato",
    "Priya Raman",
    "Omar al-Hadid",
    "Leyla Yıldız",
    "Chidi Eze",
    "Thandiwe Mokoena",
    "Tane Ngata",
    "Иван Петров",
    "Олена Шевчук",
    "王小明",
    "김민준",
    "جين دو",
    "Ελένη Παππά",
];

/// Titles of conversations with somebody.
const TITLES: [&str; 10] = [
    "NAME",
    "Interview with NAME",
    "Call, 2 March, NAME",
    "NAME (phone)",
    "NAME's statement",
    "Gespräch mit NAME",
    "Entrevista con NAME",
    "Entretien avec NAME",
    "Email from NAME about the inspections",
    "Phone call with former minister NAME, Monday",
];

/// Titles that name nobody as the source. MENTIONED is what an article names.
const OTHER_TITLES: [&str; 10] = [
    "Conversation",
    "Second call, Monday",
    "Interview with an aide of MENTIONED",
    "Call about MENTIONED",
    "Notes on MENTIONED",
    "MENTIONED's spokesman",
    "MENTIONED official",
    "Interview with an adviser to MENTIONED, May",
    "Talk with a MENTIONED engineer",
    "Entrevista con un asesor de MENTIONED",
];

const IDENTIFIERS: [&str; 10] = [
    "official",
    "white-house-aide",
    "ministry-source",
    "police-insider",
    "second-caller",
    "port-official",
    "church-member",
    "new-york-source",
    "s",
    "deep-background",
];

/// 200 confidential sources in a draft over each article: half with the name of an invented person in their title, half
/// with what the article itself names, as a subject.
#[test]
#[ignore = "prints figures on the articles of ../shared/data"]
fn sources_on_real_articles() {
    let (mut articles, mut false_alarms, mut found, mut missed) = (0, 0, 0, 0);
    for (name, text, _) in real_articles() {
        articles += 1;
        let mentioned = mentioned_in(&name);
        let draft: String = (0..200).map(|at| source(at, &mentioned)).collect();
        let files = |text: &str| {
            format!(
                "//- draft.sayso\narticle \"A\"\n  text: \"{name}.md\"\n{draft}//- {name}.md\n{text}"
            )
        };
        for message in messages(&RULE, &files(&text)) {
            println!("{name}: {message}");
            let number = message
                .split_once("`, ")
                .map_or(&*message, |(before, _)| before);
            let number = number
                .split("` is:")
                .next()
                .and_then(|it| it.rsplit('-').next());
            if let Some(at) = number.and_then(|number| number.parse().ok()) {
                print!("    {}", source(at, &mentioned));
            }
            false_alarms += 1;
        }
        for person in PEOPLE {
            let exposing = format!("{text}\n\nIt was true, {person} said.\n");
            let is_found = |message: &String| message.contains(person);
            match messages(&RULE, &files(&exposing)).iter().any(is_found) {
                true => found += 1,
                false => {
                    println!("missed: {person}");
                    missed += 1;
                }
            }
        }
    }
    println!(
        "{articles} articles, 200 sources each: {false_alarms} false alarms; {found} names found, {missed} missed"
    );
}

fn source(at: usize, mentioned: &[String]) -> String {
    let identifier = format!("{}-{at}", IDENTIFIERS[at % IDENTIFIERS.len()]);
    let title = match at % 2 {
        0 => TITLES[at / 20 % TITLES.len()].replace("NAME", PEOPLE[at / 2 % PEOPLE.len()]),
        _ => {
            let mentioned = mentioned.get(at / 2 % mentioned.len().max(1));
            let mentioned = mentioned.map_or("the bridge", String::as_str);
            OTHER_TITLES[at / 20 % OTHER_TITLES.len()].replace("MENTIONED", mentioned)
        }
    };
    format!("source {identifier}: interview \"{title}\"\n  confidential: yes\n")
}

/// The people, places and organisations that people marked in the article.
fn mentioned_in(name: &str) -> Vec<String> {
    let annotations = data().join(name).with_extension("json");
    let annotations = std::fs::read_to_string(annotations).expect("the article's annotations");
    let annotations: serde_json::Value = serde_json::from_str(&annotations).expect("JSON");
    let mentions = annotations["mentions"].as_array().into_iter().flatten();
    let names = mentions.filter_map(|mention| mention["text"].as_str());
    let names = names.map(|name| name.trim_end_matches("'s").trim_start_matches("The "));
    let is_name = |name: &str| {
        name.starts_with(char::is_uppercase) && !name.contains(['"', ',', ':', '(', '\n'])
    };
    let mut names: Vec<String> = names
        .filter(|name| is_name(name))
        .map(str::to_owned)
        .collect();
    names.sort();
    names.dedup();
    names
}
