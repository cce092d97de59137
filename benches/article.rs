//! The cost of an article of 3 KB: reading it, finding 20 quotations, its sentences, its mentions of names. Prints
//! the best of many rounds, which other work on the machine disturbs least.

use std::hint::black_box;
use std::time::{Duration, Instant};

use sayso::article::{Article, ArticleFormat, Names, Quotation};

fn main() {
    let sample = include_str!("../examples/venezuela/venezuela-prisoners.md");
    let source = format!("{sample}\n\n{sample}\n\n{sample}");
    let source = &source[..source.floor_char_boundary(3_000)];
    let article = Article::read(source, ArticleFormat::Markdown);
    let words: Vec<&str> = source.split_whitespace().collect();
    let quotation = |i: usize| words[i * (words.len() - 8) / 20..][..7].join(" ");
    let quotations: Vec<String> = (0..20).map(quotation).collect();
    let changed = quotations[3].replace('e', "a");
    let known: Vec<String> = (0..10_000)
        .map(|i| format!("Name{i} Family{}", i % 777))
        .collect();
    let ready = || Names::new(known.iter().map(|name| (name.as_str(), ())));
    let names = ready();

    report("read", || Article::read(source, ArticleFormat::Markdown));
    report("read, and all sentences", || {
        let article = Article::read(source, ArticleFormat::Markdown);
        article.sentences().len()
    });
    report("find 20 quotations", || {
        for exact in &quotations {
            black_box(article.find(&Quotation::from(exact.as_str())));
        }
    });
    report("nearest to a changed quotation", || {
        article.nearest(&changed)
    });
    report("mentions of 10,000 names", || article.mentions(&names));
    report("prepare 10,000 names", ready);

    let large = article_of_500_kb();
    let mut number = 0;
    report("find one quotation in 500 KB", || {
        number = (number + 1) % 4_000;
        large.find(&format!("speaker number {number} said").as_str().into())
    });
}

fn article_of_500_kb() -> Article {
    let paragraph = |i: usize| {
        format!(
            "The speaker number {i} said on day {} that nothing more was known of it, and that \
             the others had left the building long before.\n\n",
            i % 31
        )
    };
    let source: String = (0..4_000).map(paragraph).collect();
    Article::read(&source, ArticleFormat::Markdown)
}

fn report<T>(what: &str, mut work: impl FnMut() -> T) {
    const LONG_ENOUGH: Duration = Duration::from_millis(500);
    let start = Instant::now();
    let mut best = Duration::MAX;
    while start.elapsed() < LONG_ENOUGH {
        let round = Instant::now();
        black_box(work());
        best = best.min(round.elapsed());
    }
    println!("{what}: {best:?}");
}
