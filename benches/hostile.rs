//! `sayso check` on files that an untrusted pull request may contain: `cargo bench --bench hostile`.
//!
//! Each case must end within ten seconds and 500 MB. `cargo bench --bench hostile -- ring` runs only
//! the cases with that word in their names, `-- tokens` the families of `two_tokens`; options such as
//! `--format=sarif` are passed to `sayso`.

mod measured;
mod two_tokens;

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use tempfile::TempDir;

const TIME: Duration = Duration::from_secs(10);
/// In kilobytes.
const MEMORY: u64 = 500_000;
/// A case is killed after this time.
const PATIENCE: Duration = Duration::from_secs(60);

/// Writes the files of a case into a folder.
type Make = fn(&Path);

const MANY: usize = 100_000;

const CASES: &[(&str, Make)] = &[
    ("a draft of 100 MB: claims", |folder| {
        let claim = "claim: fact \"It is so\"\n  source: @notice at p. 1\n\n";
        draft(folder, &claim.repeat(100_000_000 / claim.len()));
    }),
    ("a draft of 100 MB: one word", |folder| {
        draft(folder, &"a".repeat(100_000_000));
    }),
    ("an article of 100 MB", |folder| {
        let sentence = "Nobody knows how people will get to work. ";
        with_article(
            folder,
            &sentence.repeat(100_000_000 / sentence.len()),
            CLAIM,
        );
    }),
    ("an article of 100 MB, embedded", |folder| {
        let sentence = "  Nobody knows how people will get to work.\n";
        let text = sentence.repeat(100_000_000 / sentence.len());
        draft(folder, &format!("article \"A\"\n\ntext\n{text}\n{CLAIM}"));
    }),
    ("a million lines: claims", |folder| {
        draft(folder, &"claim: \"x\"\n".repeat(1_000_000));
    }),
    ("a million lines: words", |folder| {
        draft(folder, &"word\n".repeat(1_000_000));
    }),
    ("a million lines: comments", |folder| {
        draft(folder, &"#\n".repeat(1_000_000));
    }),
    ("a million lines: fields", |folder| {
        draft(
            folder,
            &format!("claim: \"x\"\n{}", "  x: y\n".repeat(1_000_000)),
        );
    }),
    ("a million lines: prose", |folder| {
        with_article(folder, &"So it is.\n".repeat(1_000_000), CLAIM);
    }),
    ("250,000 lines: claims", |folder| {
        draft(folder, &"claim: \"x\"\n".repeat(250_000));
    }),
    ("250,000 lines: words", |folder| {
        draft(folder, &"word\n".repeat(250_000));
    }),
    ("90,000 lines: fields without a colon", |folder| {
        draft(
            folder,
            &format!("claim: \"x\"\n{}", "  note \"a\"\n".repeat(90_000)),
        );
    }),
    ("60,000 lines: fields with the dashes of lists", |folder| {
        draft(
            folder,
            &format!("claim: \"x\"\n{}", "  -- note: \"a\"\n".repeat(60_000)),
        );
    }),
    ("140,000 lines: fields", |folder| {
        draft(
            folder,
            &format!("claim: \"x\"\n{}", "  x: y\n".repeat(140_000)),
        );
    }),
    ("250,000 lines: empty entities", |folder| {
        draft(folder, &"entity\n".repeat(250_000));
    }),
    ("one line of 10 MB: a title", |folder| {
        with_article(
            folder,
            "It is so.",
            &format!("claim: \"{}\"\n", "so it is ".repeat(10_000_000 / 9)),
        );
    }),
    ("one line of 10 MB: references", |folder| {
        draft(
            folder,
            &format!(
                "claim: \"x\"\n  about: {}@a\n",
                "@a,".repeat(10_000_000 / 3)
            ),
        );
    }),
    ("one line of 10 MB: words", |folder| {
        draft(
            folder,
            &format!("claim: \"x\"\n  about: {}x\n", "x,".repeat(5_000_000)),
        );
    }),
    ("one line of 10 MB: malformed text", |folder| {
        draft(
            folder,
            &format!("claim: \"x\"\n  about: {}\n", "!? ".repeat(10_000_000 / 3)),
        );
    }),
    ("one line of 10 MB: the article", |folder| {
        with_article(folder, &"so it is ".repeat(10_000_000 / 9), CLAIM);
    }),
    ("lines of 1 MB, 5 MB of them: references", references),
    ("one line of 1 MB: malformed text", |folder| {
        draft(
            folder,
            &format!("claim: \"x\"\n  about: {}\n", "!? ".repeat(990_000 / 3)),
        );
    }),
    ("one line of 1 MB: words in a note", |folder| {
        draft(
            folder,
            &format!("claim: \"x\"\n  note: \"{}\"\n", "@a ".repeat(990_000 / 3)),
        );
    }),
    ("100,000 sources of one name", |folder| {
        draft(
            folder,
            &numbered(MANY, |_| "source a: wire \"A\"\n  by: \"B\"\n".into()),
        );
    }),
    ("100,000 entities of one name and title", |folder| {
        draft(folder, &"entity a: person \"Ana Díaz\"\n".repeat(MANY));
    }),
    ("100,000 entities of one title", |folder| {
        draft(
            folder,
            &numbered(MANY, |n| format!("entity a{n}: person \"Ana Díaz\"\n")),
        );
    }),
    ("100,000 claims of one name, all cited", |folder| {
        draft(folder, &"claim a: \"x\"\n  note: \"@a\"\n".repeat(MANY));
    }),
    ("100,000 articles and texts", |folder| {
        draft(folder, &"article \"A\"\ntext\n  It is so.\n".repeat(50_000));
    }),
    ("a chain of 100,000", |folder| {
        draft(
            folder,
            &format!("{}{}", chain(MANY, "nobody"), resting_on("s0")),
        );
    }),
    ("a chain of 100,000 that ends in a retraction", |folder| {
        let last = "source last: study \"L\"\n  retracted: 2025-01-01 \"Made up\"\n";
        draft(
            folder,
            &format!("{}{last}{}", chain(MANY, "last"), resting_on("s0")),
        );
    }),
    ("a chain of 35,000, each cited", |folder| {
        let claims = numbered(35_000, |n| {
            format!("claim: allegation \"x\"\n  source: @s{n} at p. 1\n  source: @s0 at p. 2\n")
        });
        let last = "source last: study \"L\"\n  retracted: 2025-01-01 \"Made up\"\n";
        draft(folder, &format!("{}{last}{claims}", chain(35_000, "last")));
    }),
    ("a ring of 100,000", |folder| {
        draft(
            folder,
            &format!("{}{}", chain(MANY, "s0"), resting_on("s0")),
        );
    }),
    ("a chain of 100,000 over 1,000 files", |folder| {
        for file in 0..1_000 {
            let sources = (0..100).fold(String::new(), |mut text, at| {
                let number = file * 100 + at;
                let _ = writeln!(
                    text,
                    "source s{number}: wire \"S\"\n  derived-from: @s{}",
                    number + 1
                );
                text
            });
            fs::write(folder.join(format!("{file}.sayso")), sources).unwrap();
        }
    }),
    ("a source derived from 100,000", |folder| {
        let others = numbered(MANY, |n| format!("source s{n}: wire \"S{n}\"\n"));
        let from = numbered(MANY, |n| format!("@s{n}, "));
        draft(
            folder,
            &format!(
                "source a: wire \"A\"\n  derived-from: {from}@s0\n{others}{}",
                resting_on("a")
            ),
        );
    }),
    ("1,000 sources, each derived from all", |folder| {
        let from = numbered(1_000, |n| format!("@s{n}, "));
        draft(
            folder,
            &numbered(1_000, |n| {
                format!("source s{n}: wire \"S\"\n  derived-from: {from}@s0\n")
            }),
        );
    }),
    ("a claim with 35,000 sources", |folder| {
        let sources = numbered(35_000, |n| {
            format!("source s{n}: wire \"S{n}\"\n  by: \"N{n}\"\n")
        });
        let cited = numbered(35_000, |n| format!("  source: @s{n} at p. 1\n"));
        draft(
            folder,
            &format!("claim: allegation \"x\"\n{cited}{sources}"),
        );
    }),
    ("100,000 claims on one source", |folder| {
        let claims = "claim: allegation \"x\"\n  source: @s at p. 1\n".repeat(MANY);
        draft(folder, &format!("source s: report \"S\"\n{claims}"));
    }),
    (
        "10,000 claims on an article of 1 MB, half of them not in it",
        |folder| {
            let sentences = numbered(20_000, sentence);
            let claims = numbered(10_000, |n| match n % 2 {
                0 => format!("claim: \"{}\"\n", sentence(n * 2).trim()),
                _ => format!(
                    "claim: \"{} and nothing more\"\n",
                    sentence(n * 2 + 7).trim_end_matches(['.', ' '])
                ),
            });
            with_article(folder, &paragraphs(&sentences), &claims);
        },
    ),
    (
        "10,000 claims of common words, none in the article of 1 MB",
        |folder| {
            let sentences = numbered(20_000, sentence);
            let claims = numbered(10_000, |n| {
                format!("claim: \"counted wells near the mills of {n} in the end\"\n")
            });
            with_article(folder, &paragraphs(&sentences), &claims);
        },
    ),
    ("10,000 claims with gaps on an article of 1 MB", |folder| {
        let claims = numbered(10_000, |n| {
            format!("claim: \"Surveyors … near {n} … mills … not\"\n")
        });
        with_article(folder, &paragraphs(&numbered(20_000, sentence)), &claims);
    }),
    ("10,000 claims on one word, 1 MB of it", |folder| {
        let article = "so ".repeat(330_000);
        with_article(
            folder,
            &article,
            &"claim: \"so so so … so so\"\n".repeat(10_000),
        );
    }),
    ("10,000 claims on one passage", |folder| {
        with_article(
            folder,
            "Nobody spoke of it.",
            &numbered(10_000, |n| {
                format!("claim: number \"Nobody spoke\"\n  value: {n}\n")
            }),
        );
    }),
    ("50,000 identical claims on one passage", |folder| {
        with_article(
            folder,
            "Nobody spoke of it.",
            &"claim: \"Nobody spoke\"\n".repeat(50_000),
        );
    }),
    (
        "20,000 claims below one on the whole article of 1 MB",
        |folder| {
            let sentences = numbered(20_000, sentence);
            let claims = numbered(20_000, |n| format!("claim: \"{}\"\n", sentence(n).trim()));
            let whole = format!(
                "claim: \"{} … {}\"\n",
                sentence(0).trim(),
                sentence(19_999).trim()
            );
            with_article(folder, &sentences, &format!("{whole}{claims}"));
        },
    ),
    ("40,000 aka of one entity", |folder| {
        let aka = numbered(40_000, |n| format!("  aka: \"Name {n}\"\n"));
        with_article(
            folder,
            "Name 7 met Name 8.",
            &format!("entity a: person \"A\"\n{aka}{CLAIM}"),
        );
    }),
    (
        "100,000 entities of one alias, named 10,000 times",
        |folder| {
            let entities = numbered(MANY, |n| {
                format!("entity a{n}: person \"Ana {n}\"\n  aka: \"Ana\"\n")
            });
            with_article(
                folder,
                &"Ana spoke. ".repeat(10_000),
                &format!("{entities}{CLAIM}"),
            );
        },
    ),
    ("100,000 names with the same beginning", |folder| {
        let entities = numbered(MANY, |n| format!("entity a{n}: person \"Ana Maria {n}\"\n"));
        with_article(
            folder,
            &"Ana Maria Ana Maria spoke. ".repeat(1_000),
            &format!("{entities}{CLAIM}"),
        );
    }),
    ("10,000 claims about 10,000 names", |folder| {
        let entities = numbered(10_000, |n| format!("entity a{n}: person \"Ana {n}\"\n"));
        let claims = numbered(10_000, |n| {
            format!("claim: \"Ana {n} spoke\"\n  about: @a{n}\n")
        });
        let article = numbered(10_000, |n| format!("Ana {n} spoke. "));
        with_article(folder, &article, &format!("{entities}{claims}"));
    }),
    (
        "a confidential source whose title is in the article 50,000 times",
        |folder| {
            let source = "source s: interview \"Talk with Ines Varga\"\n  confidential: yes\n";
            let claims = "claim: \"x\"\n  source: @s\n".repeat(10_000);
            with_article(
                folder,
                &"A Talk with Ines Varga. ".repeat(50_000),
                &format!("{source}{claims}"),
            );
        },
    ),
    (
        "10,000 confidential sources, each named in the article",
        |folder| {
            let sources = numbered(10_000, |n| {
                format!("source s{n}: interview \"Talk with Ines {n}\"\n  confidential: yes\n")
            });
            let article = numbered(10_000, |n| format!("A Talk with Ines {n}. "));
            with_article(folder, &article, &sources);
        },
    ),
    (
        "100,000 names that are not there, and nearly are",
        |folder| {
            let entities = numbered(50_000, |n| format!("entity person-{n}: person \"P {n}\"\n"));
            let claims = numbered(50_000, |n| format!("claim: \"x\"\n  about: @persn-{n}\n"));
            draft(folder, &format!("{entities}{claims}"));
        },
    ),
    ("75,000 words that are almost fields", |folder| {
        draft(
            folder,
            &format!("claim: \"x\"\n{}", "  surce: @a\n".repeat(75_000)),
        );
    }),
    (
        "a name declared in 5,000 files, cited 50,000 times",
        |folder| {
            for file in 0..5_000 {
                fs::write(
                    folder.join(format!("{file}.sayso")),
                    "entity a: person \"A\"\n",
                )
                .unwrap();
            }
            draft(folder, &"claim: \"x\"\n  about: @a\n".repeat(50_000));
        },
    ),
    ("5,000 files of one stem", |folder| {
        for file in 0..5_000 {
            let folder = folder.join(file.to_string());
            fs::create_dir(&folder).unwrap();
            fs::write(folder.join("a.sayso"), format!("entity a: person \"A\"\nclaim: \"x\"\n  about: @a/a, @a/b\nentity b{file}: person \"B\"\n")).unwrap();
        }
    }),
    ("20,000 allow lines", |folder| {
        let allows = "  allow: unsourced-claim \"because\"\n".repeat(20_000);
        draft(folder, &format!("claim: \"x\"\n{allows}"));
    }),
    ("100,000 allow lines for the file", |folder| {
        let allows = "# sayso: allow unsourced-claim \"because\"\n".repeat(MANY);
        draft(folder, &format!("{allows}claim: \"x\"\n"));
    }),
    ("20,000 rules in one allow", |folder| {
        let allows = "unsourced-claim \"because\", single-source \"so\", ".repeat(10_000);
        draft(
            folder,
            &format!("claim: \"x\"\n  allow: {allows}missing-locator \"so\"\n"),
        );
    }),
    ("20,000 allow lines of every kind", |folder| {
        let allows = numbered(20_000, |n| match n % 4 {
            0 => "  allow: unsourced-claim \"because\"\n".to_owned(),
            1 => "  allow: single-source\n".to_owned(),
            2 => format!("  allow: rule-{n} \"because\"\n"),
            _ => "  allow: unsourced-clam \"because\", \"because\"\n".to_owned(),
        });
        draft(folder, &format!("claim: \"x\"\n{allows}"));
    }),
    ("15,000 sign-offs of one claim", sign_offs),
    (
        "15,000 sign-offs of one claim that cannot be read",
        |folder| {
            let lines = numbered(15_000, |n| match n % 5 {
                0 => format!(
                    "  checked: 2026-01-08 by \"A\" seal {}\n",
                    "f".repeat(n % 100)
                ),
                1 => "  checked: seal 71f5-31e9-04b8 by \"A\"\n".to_owned(),
                2 => "  checked: 2026-13-77 by @a seal zzzz-zzzz-zzzz\n".to_owned(),
                3 => "  checked: by by by seal seal\n".to_owned(),
                _ => "  checked: 2026-01-08 by \"A\" seal 71f5-31e9\n".to_owned(),
            });
            with_article(
                folder,
                "It is so.",
                &format!("claim a: opinion \"It is so\"\n{lines}"),
            );
        },
    ),
    ("a seal of 1 MB", |folder| {
        with_article(
            folder,
            "It is so.",
            &format!(
                "claim a: opinion \"It is so\"\n  checked: 2026-01-08 by \"A\" seal {}\n",
                "71f5-".repeat(190_000)
            ),
        );
    }),
    ("100,000 claims of one speaker", |folder| {
        let claims = numbered(80_000, |n| {
            format!("claim: number \"It is {n}\"\n  said-by: @who\n")
        });
        with_article(
            folder,
            "It is so.",
            &format!("entity who: person \"Who\"\n{claims}"),
        );
    }),
    ("an article of 1 MB: one sentence of numbers", |folder| {
        one_sentence(folder, "5 of 6 or 1,000 in 20 km and two or three million ");
    }),
    ("an article of 1 MB: one sentence of dates", |folder| {
        one_sentence(folder, "on Monday 3 March 2024 and last week or yesterday ");
    }),
    (
        "an article of 1 MB: one sentence of superlatives",
        |folder| {
            one_sentence(
                folder,
                "the first the most famous and never before the largest ",
            );
        },
    ),
    ("an article of 1 MB: one sentence of quotations", |folder| {
        one_sentence(folder, "“so it is” and «no» and \"yes\" and ‘it’ ");
    }),
    (
        "an article of 1 MB: one sentence of opening marks",
        |folder| {
            one_sentence(folder, "“so „so «so ‘so \"so ");
        },
    ),
    ("an article of 1 MB: one sentence of speakers", |folder| {
        one_sentence(
            folder,
            "officials said experts said critics have said according to ",
        );
    }),
    ("an article of 1 MB: one word of digits", |folder| {
        one_sentence(folder, "1234567890");
    }),
    ("an article of 1 MB: one word of ages", |folder| {
        one_sentence(folder, "Who, 42, the 42-year-old Who (42), ");
    }),
    (
        "claims of 600 KB: digits, number words, dates, marks",
        |folder| {
            let claims = [
                "1234567890",
                "1,000,",
                "two hundred and ",
                "3 March 2024 ",
                "“",
                "said “",
                "the most ",
            ]
            .map(|words| {
                let long = words.repeat(600_000 / words.len());
                format!("claim: number \"{long}\"\n  value: 5\n  said-by: \"A\"\n")
            });
            with_article(folder, "It is so.", &claims.concat());
        },
    ),
    ("Markdown: quotations nested 100,000 deep", |folder| {
        with_article(folder, &format!("{} x", ">".repeat(MANY)), CLAIM);
    }),
    ("Markdown: lists nested 2,000 deep", |folder| {
        let article = (0..2_000).fold(String::new(), |mut text, depth| {
            let _ = writeln!(text, "{}- x", "  ".repeat(depth / 2));
            text
        });
        with_article(folder, &article, CLAIM);
    }),
    ("Markdown: a million brackets", |folder| {
        with_article(folder, &"[".repeat(1_000_000), CLAIM);
    }),
    ("Markdown: a million asterisks", |folder| {
        with_article(folder, &"*a _b ".repeat(1_000_000 / 6), CLAIM);
    }),
    ("Markdown: a table of 1 MB", |folder| {
        with_article(
            folder,
            &format!("|a|b|\n|-|-|\n{}", "|x|y|\n".repeat(160_000)),
            CLAIM,
        );
    }),
    ("Markdown: link definitions of 1 MB", |folder| {
        with_article(
            folder,
            &numbered(30_000, |n| format!("[a{n}]: b{n}\n[a{n}]\n\n")),
            CLAIM,
        );
    }),
    ("an article of 1 MB: short sentences", |folder| {
        with_article(folder, &"A b. ".repeat(200_000), CLAIM);
    }),
    ("an article of 1 MB: numbers", |folder| {
        with_article(folder, &"5 of 6, 1,000 in 2024. ".repeat(43_000), CLAIM);
    }),
    ("an article of 1 MB: quotation marks", |folder| {
        with_article(folder, &"\"“'".repeat(200_000), CLAIM);
    }),
    (
        "an article of 1 MB: one sentence that 2,000 claims quote completely",
        |folder| {
            let article = format!(
                "The {} end.",
                "officials said that five of 6 ".repeat(33_000)
            );
            with_article(
                folder,
                &article,
                &"claim: \"The officials … end\"\n".repeat(2_000),
            );
        },
    ),
    ("10,000 claims on one sentence of 1 MB", |folder| {
        let word = |n: usize| format!("so Ana {n} and six officials said ");
        let claims = numbered(10_000, |n| format!("claim: \"{}\"\n", word(n).trim()));
        let names = numbered(1_000, |n| format!("entity a{n}: person \"Ana {n}\"\n"));
        with_article(folder, &numbered(30_000, word), &format!("{names}{claims}"));
    }),
    (
        "4,500 claims of 1 KB that are nearly in an article of 1 MB",
        |folder| {
            let sentences = numbered(18_000, sentence);
            let near = |n: usize| numbered(18, |at| sentence(n * 3 + at)).replace(" mill", " hill");
            let claims = numbered(4_500, |n| format!("claim: \"{}\"\n", near(n).trim()));
            with_article(folder, &paragraphs(&sentences), &claims);
        },
    ),
    ("450 claims that quote 10 KB each", |folder| {
        let long = "officials said on Monday that five of the 6 first women left ".repeat(160);
        let article = numbered(100, |n| format!("So {n} {long}.\n\n"));
        with_article(
            folder,
            &article,
            &numbered(450, |n| format!("claim: quote \"So {} {long}\"\n", n % 100)),
        );
    }),
    ("dates and numbers of 1 MB", |folder| {
        let digits = "9".repeat(490_000);
        draft(
            folder,
            &format!(
                "claim: \"x\"\n  value: {digits}\nsource s: wire \"x\"\n  issued: {digits}-01-01\n"
            ),
        );
    }),
    (
        "a sayso.toml of 100 KB: patterns in 100 overrides",
        |folder| {
            let files = "\"**/*a*/**\", ".repeat(65);
            let overrides = format!("[[overrides]]\nfiles = [{files}]\n").repeat(100);
            fs::write(folder.join("sayso.toml"), overrides).unwrap();
            draft(folder, CLAIM);
        },
    ),
    (
        "a sayso.toml of 100 KB: 100 overrides, and 5,000 files",
        |folder| {
            let overrides = "[[overrides]]\nfiles = [\"**/*a*/**\"]\n".repeat(100);
            fs::write(folder.join("sayso.toml"), overrides).unwrap();
            for file in 0..5_000 {
                fs::write(folder.join(format!("{file}.sayso")), CLAIM).unwrap();
            }
        },
    ),
    ("a sayso.toml of 100 KB: patterns", |folder| {
        let patterns = "\"**/{a,b,c}*[a-z]?{d,e}/**\", ".repeat(3_000);
        fs::write(
            folder.join("sayso.toml"),
            format!("exclude = [{patterns}]\n"),
        )
        .unwrap();
        draft(folder, CLAIM);
    }),
    ("a sayso.toml with a pattern that grows", |folder| {
        let pattern = "{a,b}".repeat(30);
        fs::write(
            folder.join("sayso.toml"),
            format!("exclude = [\"{pattern}\"]\n"),
        )
        .unwrap();
        draft(folder, CLAIM);
    }),
    ("a sayso.toml with a pattern of many stars", |folder| {
        let pattern = "*a".repeat(10_000);
        fs::write(
            folder.join("sayso.toml"),
            format!("exclude = [\"{pattern}\"]\n"),
        )
        .unwrap();
        let name = "a".repeat(200);
        fs::write(folder.join(format!("{name}.sayso")), CLAIM).unwrap();
    }),
    ("a sayso.toml of 100 KB: brackets", |folder| {
        fs::write(
            folder.join("sayso.toml"),
            format!("a = {}", "[".repeat(99_000)),
        )
        .unwrap();
        draft(folder, CLAIM);
    }),
    ("a sayso.toml of 100 KB: wrong keys", |folder| {
        fs::write(
            folder.join("sayso.toml"),
            numbered(6_000, |n| format!("exclud{n} = 1\n")),
        )
        .unwrap();
        draft(folder, CLAIM);
    }),
    ("a .gitignore of 10 MB", |folder| {
        fs::write(
            folder.join(".gitignore"),
            numbered(1_000_000, |n| format!("a{n}*\n")),
        )
        .unwrap();
        draft(folder, CLAIM);
    }),
    ("100,000 empty drafts", |folder| {
        for file in 0..MANY {
            fs::write(folder.join(format!("{file}.sayso")), "").unwrap();
        }
    }),
    ("folders nested 1,000 deep", |folder| {
        let mut folder = folder.to_owned();
        for _ in 0..1_000 {
            folder.push("a");
        }
        fs::create_dir_all(&folder).unwrap();
        let _ = fs::write(folder.join("a.sayso"), CLAIM);
    }),
    ("one line of 100 KB: references and stray marks", |folder| {
        draft(
            folder,
            &format!("claim: \"x\"\n  checked: {}\n", "@% ".repeat(33_000)),
        );
    }),
    ("one line of 1 MB: signers without a name", |folder| {
        draft(
            folder,
            &format!("claim: \"x\"\n  checked: {}\n", "@a by ".repeat(165_000)),
        );
    }),
    (
        "75,000 lines with an error and a wrong value each",
        |folder| {
            draft(
                folder,
                &format!("claim: \"x\"\n{}", "  about: 1 %\n".repeat(75_000)),
            );
        },
    ),
    ("an article of 2 MB, 8 drafts", |folder| {
        one_article(folder, &"(a. ".repeat(497_000), 8);
    }),
    ("an article of 2 MB of sentences, 8 drafts", |folder| {
        one_article(folder, &numbered(30_000, sentence), 8);
    }),
    ("an article of 2 MB, 100 drafts", |folder| {
        one_article(folder, &"(a. ".repeat(497_000), 100);
    }),
    ("50 articles of 100 KB, 2 drafts each", |folder| {
        for n in 0..50 {
            let folder = folder.join(n.to_string());
            fs::create_dir(&folder).unwrap();
            one_article(&folder, &"(a. ".repeat(25_000), 2);
        }
    }),
    ("a device and a pipe", |folder| {
        for (name, of) in [("zero.sayso", "/dev/zero"), ("zero.md", "/dev/zero")] {
            std::os::unix::fs::symlink(of, folder.join(name)).unwrap();
        }
        for pipe in ["pipe.sayso", "pipe.md"] {
            let made = std::process::Command::new("mkfifo")
                .arg(folder.join(pipe))
                .status();
            assert!(made.unwrap().success());
        }
        for (name, text) in [
            ("a", "zero.md"),
            ("b", "pipe.md"),
            ("c", "/dev/zero"),
            ("d", "../../../../../../../../dev/zero"),
        ] {
            fs::write(
                folder.join(format!("{name}.sayso")),
                format!("article \"A\"\n  text: \"{text}\"\n{CLAIM}"),
            )
            .unwrap();
        }
    }),
];

/// Other commands of `sayso`. Options of the command line apply only to the checks above.
const COMMANDS: &[(&str, &[&str], Make)] = &[
    (
        "20,000 fixes, as SARIF",
        &["check", "--format=sarif"],
        slips,
    ),
    (
        "20,000 fixes, for GitLab",
        &["check", "--format=gitlab"],
        slips,
    ),
    (
        "20,000 fixes, as JUnit XML",
        &["check", "--format=junit"],
        slips,
    ),
    (
        "20,000 fixes, for reviewdog",
        &["check", "--format=rdjson"],
        slips,
    ),
    ("20,000 fixes, as JSON", &["check", "--format=json"], slips),
    ("20,000 fixes, shown", &["check", "--fix", "--diff"], slips),
    ("20,000 fixes, applied", &["check", "--fix"], slips),
    (
        "25,000 names that are nearly one of 25,000, changed",
        &["check", "--fix", "--unsafe"],
        |folder| {
            let entities = numbered(25_000, |n| format!("entity person-{n}: person \"P {n}\"\n"));
            let claims = numbered(25_000, |n| format!("claim: \"x\"\n  about: @persn-{n}\n"));
            draft(folder, &format!("{entities}{claims}"));
        },
    ),
    (
        "20,000 fixes, a name for each, as SARIF",
        &["check", "--format=sarif"],
        |folder| {
            let taken = numbered(20_000, |n| format!("entity a-{}: place \"A {n}\"\n", n + 2));
            draft(
                folder,
                &format!("{taken}{}", "entity a: place \"A\"\n".repeat(20_000)),
            );
        },
    ),
    (
        "250,000 lines: words, as SARIF",
        &["check", "--format=sarif"],
        |folder| {
            draft(folder, &"word\n".repeat(250_000));
        },
    ),
    (
        "250,000 lines: words, as JUnit XML",
        &["check", "--format=junit"],
        |folder| {
            draft(folder, &"word\n".repeat(250_000));
        },
    ),
    (
        "250,000 lines: words, for reviewdog",
        &["check", "--format=rdjson"],
        |folder| {
            draft(folder, &"word\n".repeat(250_000));
        },
    ),
    (
        "250,000 lines: words, all shown",
        &["check", "--all"],
        |folder| {
            draft(folder, &"word\n".repeat(250_000));
        },
    ),
    (
        "250,000 lines: words, on one line each",
        &["check", "--all", "--format=concise"],
        |folder| {
            draft(folder, &"word\n".repeat(250_000));
        },
    ),
    (
        "an article of 2 MB in one line, 8 drafts, for reviewdog",
        &["check", "--format=rdjson"],
        |folder| one_article(folder, &"(a. ".repeat(497_000), 8),
    ),
    (
        "an article of 2 MB, 8 drafts, as JUnit XML",
        &["check", "--format=junit"],
        |folder| one_article(folder, &"(a. ".repeat(497_000), 8),
    ),
    (
        "20,000 drafts of one claim, formatted",
        &["fmt", "--diff"],
        |folder| {
            for file in 0..20_000 {
                fs::write(
                    folder.join(format!("{file}.sayso")),
                    "claim:   \"x\"\n source:   @a\n",
                )
                .unwrap();
            }
        },
    ),
    (
        "100,000 claims out of style, shown",
        &["fmt", "--diff"],
        |folder| {
            draft(
                folder,
                &"claim:   \"x\"\n source:   @a\n\n\n".repeat(MANY / 2),
            );
        },
    ),
    (
        "100,000 claims out of style, formatted",
        &["fmt"],
        |folder| {
            draft(
                folder,
                &"claim:   \"x\"\n source:   @a\n\n\n".repeat(MANY / 2),
            );
        },
    ),
    (
        "lines of 1 MB, 5 MB of them: references, formatted",
        &["fmt", "--diff"],
        references,
    ),
    (
        "250,000 lines: words, formatted",
        &["fmt", "--diff"],
        |folder| {
            draft(folder, &"word   \n".repeat(250_000));
        },
    ),
    (
        "the status of 10,000 claims on an article of 1 MB",
        &["status"],
        signed,
    ),
    ("the same, as JSON", &["status", "--format=json"], signed),
    (
        "10,000 claims on an article of 1 MB, signed",
        &["sign", "draft.sayso", "--all", "--by", "A"],
        signed,
    ),
    (
        "15,000 sign-offs of one claim, signed",
        &["sign", "draft.sayso", "--all", "--by", "A"],
        sign_offs,
    ),
    (
        "the status of a claim with 15,000 sign-offs",
        &["status"],
        sign_offs,
    ),
    // What is read besides drafts and articles.
    ("15,000 patterns of registries", CHECK, |folder| {
        let patterns = "\"**\", ".repeat(15_000);
        fs::write(
            folder.join("sayso.toml"),
            format!("registries = [{patterns}]\n"),
        )
        .unwrap();
        small_drafts(folder, 300);
    }),
    (
        "as many patterns of registries as are read",
        CHECK,
        |folder| {
            let patterns = numbered(1_000, |n| format!("\"*a*{n}x\", "));
            fs::write(
                folder.join("sayso.toml"),
                format!("registries = [{patterns}]\n"),
            )
            .unwrap();
            small_drafts(folder, 10_000);
        },
    ),
    ("20 ignore files of 98 KB", CHECK, |folder| {
        for number in 0..20 {
            let patterns = numbered(11_000, |n| format!("*a*{n}x\n"));
            ignoring(folder, &format!("{number}/.gitignore"), &patterns);
        }
        small_drafts(folder, 2_000);
    }),
    ("as many ignored patterns as are read", CHECK, |folder| {
        let patterns = numbered(1_000, |n| format!("*a*{n}x\n"));
        ignoring(folder, ".gitignore", &patterns);
        small_drafts(folder, 10_000);
    }),
    (
        "1,000 folders in each other, with ignore files",
        CHECK,
        |folder| {
            let mut path = String::new();
            for _ in 0..1_000 {
                path += "d/";
                ignoring(folder, &format!("{path}.gitignore"), "*a*x\n");
            }
            small_drafts(&folder.join(path), 2_000);
        },
    ),
    ("a million excluded patterns", CHECK, |folder| {
        ignoring(folder, ".git/info/exclude", &"abc\n".repeat(1_000_000));
        small_drafts(folder, 100);
    }),
    ("excluded patterns in a pipe", CHECK, |folder| {
        ignoring(folder, ".git/info/x", "");
        let path = folder.join(".git/info/exclude");
        assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
        small_drafts(folder, 100);
    }),
    (
        "a baseline that is a link to a device",
        &["check", "--baseline=known.json"],
        |folder| {
            std::os::unix::fs::symlink("/dev/zero", folder.join("known.json")).unwrap();
            small_drafts(folder, 100);
        },
    ),
    (
        "a baseline as large as is read",
        &["check", "--baseline=known.json"],
        |folder| {
            let findings = numbered(220_000, |n| {
                format!("{{\"path\":\"{n}.sayso\",\"rule\":\"a\",\"fingerprint\":\"{n:032x}\"}},\n")
            });
            let findings = findings.trim_end_matches(",\n");
            let text = format!("{{\"version\":1,\"findings\":[{findings}]}}\n");
            fs::write(folder.join("known.json"), text).unwrap();
            small_drafts(folder, 100);
        },
    ),
    ("a draft of 100 MB in the history", SINCE, |folder| {
        draft(folder, &"\n".repeat(100_000_000));
        commit(folder);
        fs::remove_file(folder.join("draft.sayso")).unwrap();
        small_drafts(folder, 100);
    }),
    ("40 drafts of 5 MB in the history", SINCE, |folder| {
        for number in 0..40 {
            let path = folder.join(format!("{number}.sayso"));
            fs::write(path, "#\n".repeat(2_400_000)).unwrap();
        }
        commit(folder);
        for number in 0..40 {
            fs::remove_file(folder.join(format!("{number}.sayso"))).unwrap();
        }
        small_drafts(folder, 100);
    }),
    (
        "50,000 files in the history, and 10,000 drafts",
        SINCE,
        |folder| {
            for number in 0..50_000 {
                fs::write(folder.join(format!("{number}.md")), "a\n").unwrap();
            }
            commit(folder);
            small_drafts(folder, 10_000);
        },
    ),
    ("folders in each other ten times each", SINCE, |folder| {
        small_drafts(folder, 100);
        commit(folder);
        let script = r#"
            entry="100644 blob $(echo a | git hash-object -w --stdin)"
            for depth in 1 2 3 4 5 6 7 8 9; do
                tree=$(for name in 0 1 2 3 4 5 6 7 8 9; do printf '%s\t%s\n' "$entry" $name; done | git mktree)
                entry="040000 tree $tree"
            done
            git update-ref HEAD $(git -c user.name=A -c user.email=a@example.org commit-tree $tree -m x)
        "#;
        let status = Command::new("sh")
            .args(["-c", script])
            .current_dir(folder)
            .status();
        assert!(status.unwrap().success());
    }),
];

const CHECK: &[&str] = &["check"];
const SINCE: &[&str] = &["check", "--changed-since=HEAD"];

fn small_drafts(folder: &Path, count: usize) {
    for number in 0..count {
        let path = folder.join(format!("{}/{}{number}.sayso", number % 20, "a".repeat(100)));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "claim: opinion \"It is so\"\n").unwrap();
    }
}

/// Writes an ignore file of a workspace.
fn ignoring(folder: &Path, path: &str, patterns: &str) {
    fs::write(folder.join("sayso.toml"), "").unwrap();
    let path = folder.join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, patterns).unwrap();
}

fn commit(folder: &Path) {
    for arguments in [
        &["init", "--quiet"][..],
        &["add", "--all"],
        &["commit", "--quiet", "--message=x"],
    ] {
        let status = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args(arguments)
            .current_dir(folder)
            .status();
        assert!(status.unwrap().success(), "git {arguments:?}");
    }
}

/// Drafts that claim nothing about their article.
fn one_article(folder: &Path, article: &str, drafts: usize) {
    fs::write(folder.join("article.md"), article).unwrap();
    for n in 0..drafts {
        let draft = "article \"A\"\n  text: \"article.md\"\nclaim: \"x\"\n";
        fs::write(folder.join(format!("{n}.sayso")), draft).unwrap();
    }
}

/// As many references as a draft can contain.
fn references(folder: &Path) {
    let line = format!("claim:  \"x\"\n  about: {}@a\n", "@a,".repeat(990_000 / 3));
    draft(folder, &line.repeat(5));
}

/// Claims that each contain a slip with a safe fix.
fn slips(folder: &Path) {
    draft(
        folder,
        &numbered(20_000, |n| {
            format!("claim a{n}: opinion \"It is so\"\n  sourcce: @s\n")
        }),
    );
}

fn signed(folder: &Path) {
    let claims = numbered(10_000, |n| {
        format!(
            "claim c{n}: opinion \"{}\"\n  checked: 2026-01-08 by \"B\" seal 71f5-31e9-04b8\n",
            sentence(n).trim()
        )
    });
    with_article(folder, &paragraphs(&numbered(20_000, sentence)), &claims);
}

fn sign_offs(folder: &Path) {
    let lines = numbered(15_000, |n| {
        format!("  checked: 2026-01-08 by \"A {n}\" seal 71f5-31e9-04b8\n")
    });
    with_article(
        folder,
        "It is so.",
        &format!("claim a: opinion \"It is so\"\n{lines}"),
    );
}

/// An article of 1 MB that is one sentence of `words`, with translated quotes of several speakers as claims
/// about it.
fn one_sentence(folder: &Path, words: &str) {
    let article = words.repeat(1_000_000 / words.len());
    let claims = numbered(2_000, |n| {
        let kind = ["fact", "number", "quote", "superlative"][n % 4];
        let title = words.trim().replace('"', "”");
        format!(
            "claim c{n}: {kind} \"{title}\"\n  prefix: \"{title}\"\n  said-by: @who\n  source: @es at p. {n}\n"
        )
    });
    let known = "entity who: person \"Who\"\n  born: 1980-01-01\nsource es: interview \"Es\"\n  by: @who\n  language: es\n";
    with_article(folder, &article, &format!("{known}{claims}"));
}

const CLAIM: &str = "\nclaim: opinion \"It is so\"\n";

fn main() {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|it| it != "--bench")
        .collect();
    let (options, words): (Vec<&str>, Vec<&str>) = arguments
        .iter()
        .map(String::as_str)
        .partition(|it| it.starts_with("--"));
    let checks = CASES.iter().map(|(name, make)| (*name, CHECK, make));
    let commands = COMMANDS
        .iter()
        .map(|(name, command, make)| (*name, *command, make));
    let cases = checks
        .chain(commands)
        .filter(|(name, ..)| words.iter().all(|word| name.contains(word)));
    let mut over = 0;
    for (name, command, make) in cases {
        let folder = TempDir::new().unwrap();
        make(folder.path());
        let run = measured::run(
            folder.path(),
            &[command, if command == CHECK { &options } else { &[] }].concat(),
            PATIENCE,
        );
        // On a machine with other work only the processor time tells; what waits for ever is killed.
        let time = run.time.min(Duration::from_millis(run.processor * 10));
        let is_over = time > TIME || run.peak > MEMORY || run.status.is_none();
        over += usize::from(is_over);
        println!(
            "{:68} {:7.2} s ({:5.2} s of processors) {:7.1} MB, exit code {}, printed {:6.1} MB{}",
            name,
            run.time.as_secs_f64(),
            run.processor as f64 / 100.0,
            run.peak as f64 / 1e3,
            run.status
                .and_then(|status| status.code())
                .map_or("none".to_owned(), |code| code.to_string()),
            run.printed as f64 / 1e6,
            if is_over { "  <- too much" } else { "" }
        );
    }
    over += two_tokens::run(&words, &options, MEMORY, PATIENCE);
    println!(
        "{over} over: {} s, {} MB, or the limits of their family",
        TIME.as_secs(),
        MEMORY / 1_000
    );
}

fn draft(folder: &Path, text: &str) {
    fs::write(folder.join("draft.sayso"), text).unwrap();
}

fn with_article(folder: &Path, article: &str, claims: &str) {
    fs::write(folder.join("article.md"), article).unwrap();
    let head = "article \"A\"\n  text: \"article.md\"\n  published: 2026-01-09\n\n";
    draft(folder, &format!("{head}{claims}"));
}

fn numbered(count: usize, make: impl Fn(usize) -> String) -> String {
    (0..count).map(make).collect()
}

/// Each source derived from the next, the last one from `last`.
fn chain(length: usize, last: &str) -> String {
    numbered(length, |n| match n + 1 == length {
        true => format!("source s{n}: wire \"S\"\n  derived-from: @{last}\n"),
        false => format!("source s{n}: wire \"S\"\n  derived-from: @s{}\n", n + 1),
    })
}

fn resting_on(source: &str) -> String {
    format!("claim: allegation \"It is so\"\n  source: @{source} at p. 1\n")
}

fn sentence(number: usize) -> String {
    format!(
        "Surveyors of town {number} counted {} wells near mill {}. ",
        number * 7 % 1_000,
        number * 31 % 20_000
    )
}

/// A paragraph for every few sentences.
fn paragraphs(sentences: &str) -> String {
    let sentences: Vec<&str> = sentences.split_inclusive(". ").collect();
    sentences
        .chunks(5)
        .map(|some| some.concat() + "\n\n")
        .collect()
}
