//! How the rules that guess from words do on real articles. Not part of the tests: it prints what
//! `docs/measurements.md` tells.

use std::path::PathBuf;
use std::time::Instant;

use super::testing::{costs, count, messages};
use super::{uncovered_sentence, vague_attribution};
use crate::article::{Article, Format};
use crate::syntax::quoted;

/// What each rule costs for a clean claim.
#[test]
#[ignore = "prints how long each rule takes"]
fn what_rules_cost() {
    const CLAIMS: usize = 5_000;
    let text: String = (0..CLAIMS)
        .map(|at| {
            format!("The committee met for the {at} time and closed the old bridge to cars. ")
        })
        .collect();
    let mut draft = "article \"A\"\n  text: \"a.md\"\nentity town: organisation \"Town\"\nsource one: report \"One\"\n  by: @town\nsource two: wire \"Two\"\n".to_owned();
    for at in 0..CLAIMS {
        draft += &format!(
            "claim c{at}: allegation \"met for the {at} time and closed the old bridge to cars\"\n  source: @one at p. {at}, @two\n"
        );
    }
    let costs = costs(&format!("//- a.sayso\n{draft}//- a.md\n{text}"));
    for (rule, (spent, findings)) in costs {
        println!(
            "{rule}: {:?} a declaration, {findings} findings",
            spent / CLAIMS as u32
        );
    }
}

#[test]
#[ignore = "prints figures on the articles of ../shared/data"]
fn guesses_on_real_articles() {
    let data = std::env::var("SAYSO_TEST_DATA").unwrap_or_else(|_| "../shared/data".into());
    let Ok(folder) = std::fs::read_dir(PathBuf::from(&data).join("wikinews")) else {
        println!("skipped: there is no {data}/wikinews");
        return;
    };
    let mut paths: Vec<PathBuf> = folder.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "md"));
    paths.sort();
    let (mut sentences, mut vague, mut uncovered, mut warnings) = (0, 0, 0, 0);
    let started = Instant::now();
    for path in paths {
        let text = std::fs::read_to_string(&path).expect("a text");
        let name = path
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let article = Article::read(&text, Format::Markdown);
        let head = format!("article \"A\"\n  text: \"{name}.md\"\n");
        let mut draft = head.clone();
        for sentence in article.sentences() {
            sentences += 1;
            let exact = article.reader_text(sentence.range.clone());
            draft += &format!("claim {}\n", quoted(&exact, "\""));
        }
        let files = |draft: &str| format!("//- draft.sayso\n{draft}//- {name}.md\n{text}");
        for message in messages(&vague_attribution::RULE, &files(&draft)) {
            println!("{name}: {message}");
            vague += 1;
        }
        let fixture = files(&head);
        uncovered += count(&uncovered_sentence::RULE, &fixture);
        warnings += messages(&uncovered_sentence::RULE, &fixture)
            .iter()
            .filter(|message| message.contains("which holds"))
            .count();
    }
    println!(
        "{sentences} sentences; vague-attribution {vague}; uncovered-sentence {uncovered}, of them {warnings} warnings; {:?}",
        started.elapsed()
    );
}
