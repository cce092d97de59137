//! The first text of a draft for an article that has none.

use std::path::{Path, PathBuf};

use super::cited::CitedSources;
use super::language::likely_language;
use super::names::names_to_declare;
use super::sentences::all_uncovered;
use crate::article::{Article, ArticleFormat, front_matter_value, front_matter_values};
use crate::rules::{Passages, Quoting, claims_for, guessed, unknown_names};
use crate::syntax::quoted;
use crate::text::Slice;
use crate::workspace::{ArticleText, File, FileId, NamedArticle, Workspace, disk};

/// The extensions of files that can be articles of a draft with the same name.
pub const EXTENSIONS: [&str; 5] = ["md", "markdown", "txt", "html", "htm"];

/// A draft to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDraft {
    pub path: PathBuf,
    pub text: String,
    pub claims: usize,
    pub sources: usize,
    /// The number of names in comments, which nobody has declared.
    pub names: usize,
}

/// Before the names that nobody has declared.
const NAMES: &str = "\
# Names that no entity has yet. Remove the first `#` of those that you need, and correct what was guessed.";

/// The draft beside the article at `path` that annotates it, with a claim for each sentence. `None` if that is no article,
/// or has no words.
pub fn new_draft(workspace: &Workspace, path: &Path, text: &Slice) -> Option<NewDraft> {
    let head = head(path, text)?;
    let draft = path.with_extension(disk::EXTENSION);
    // Names are looked up as they will be in the draft.
    let mut workspace = workspace.clone();
    let file = File::new(&draft, head.as_str());
    let article_text = NamedArticle::of(&file, &workspace.roots)?.parsed(Ok(text.clone()));
    workspace.insert(file);
    let id = workspace.id_of(&draft)?;
    let parts = Parts::of(&workspace, id, &article_text);
    let mut declarations = vec![head];
    if !parts.names.is_empty() {
        declarations.push(format!("{NAMES}\n{}", parts.names.join("\n")));
    }
    let (claims, sources) = (parts.claims.len(), parts.sources.len());
    declarations.extend(parts.sources);
    declarations.extend(parts.claims);
    Some(NewDraft {
        path: draft,
        text: declarations.join("\n\n") + "\n",
        claims,
        sources,
        names: parts.names.len(),
    })
}

/// The declarations of a new draft.
struct Parts {
    names: Vec<String>,
    sources: Vec<String>,
    claims: Vec<String>,
}

impl Parts {
    fn of(workspace: &Workspace, draft: FileId, text: &ArticleText) -> Parts {
        let article = text.article();
        let none = Passages::of(article, []);
        let sentences = article.map_or(Vec::new(), |article| all_uncovered(article, &none));
        let cited = CitedSources::of(workspace, draft, text, &sentences);
        let lines = |sentence: &_| cited.lines_of(sentence);
        let names = unknown_names(workspace, text);
        let claims = claims_for(
            workspace,
            draft,
            text,
            &sentences,
            Quoting::Shortest,
            &names,
            lines,
        );
        Parts {
            names: names_to_declare(&names, ""),
            claims: claims.into_iter().map(|(_, claim)| claim).collect(),
            sources: cited.declarations,
        }
    }
}

/// The `article` declaration: the headline, and what the front matter says.
fn head(path: &Path, text: &Slice) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    if disk::is_sayso(path) || path.extension().is_none() {
        return None;
    }
    let article = Article::read(text, ArticleFormat::of(path));
    let title = headline(&article, text)?;
    let mut lines = vec![
        format!("article {}", quoted(&title, "\"")),
        format!("  text: {}", quoted(name, "\"")),
    ];
    let date = |field: &str, keys: &[&str]| Some(format!("  {field}: {}", day(text, keys)?));
    lines.extend(date("published", &["published", "date"]));
    lines.extend(date("updated", &["updated", "lastmod", "modified"]));
    let authors = front_matter_values(text, &["byline", "author", "authors"]);
    if !authors.is_empty() {
        let authors: Vec<String> = authors.iter().map(|author| quoted(author, "\"")).collect();
        lines.push(format!("  byline: {}", authors.join(", ")));
    }
    lines.extend(match language(text) {
        Some(written) => Some(format!("  language: {written}")),
        None => likely_language(&article).map(|tag| guessed(&format!("  language: {tag}"))),
    });
    Some(lines.join("\n"))
}

/// The title in the front matter, or the first heading, or else the first sentence.
fn headline(article: &Article, text: &str) -> Option<String> {
    let sentences = article.sentences();
    let heading = sentences.iter().position(|sentence| sentence.in_heading);
    let first = sentences.get(heading.unwrap_or(0));
    front_matter_value(text, &["title", "headline"])
        .or_else(|| Some(article.reader_text(first?.range.clone())))
        .filter(|title| !title.trim().is_empty())
}

/// The day that the front matter has for the first of these keys.
fn day(text: &str, keys: &[&str]) -> Option<String> {
    let written = front_matter_value(text, keys)?;
    let day = written.get(..10)?;
    let is_day = day.parse::<jiff::civil::Date>().is_ok();
    let goes_on = written[10..].starts_with(|c: char| c.is_alphanumeric() && c != 'T');
    (is_day && !goes_on).then(|| day.to_owned())
}

/// The language in the front matter.
fn language(text: &str) -> Option<String> {
    let written = front_matter_value(text, &["language", "lang"])?;
    let mut parts = written.split('-');
    let is_language = parts
        .next()
        .is_some_and(|part| matches!(part.len(), 2 | 3) && is_ascii_word(part));
    (is_language && parts.all(is_ascii_word)).then_some(written)
}

fn is_ascii_word(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::syntax;
    use crate::text::fixture;

    /// Checks the draft for the last file of the fixture.
    #[track_caller]
    fn check(files: &str, expected: Expect) {
        let mut files = fixture::parse(files);
        let article = files.pop().expect("an article");
        let mut workspace = Workspace::new([PathBuf::from("/w")]);
        for file in files {
            workspace.insert(File::new(
                &Path::new("/w").join(&file.path),
                file.text.as_str(),
            ));
        }
        let path = Path::new("/w").join(&article.path);
        let made = new_draft(&workspace, &path, &article.text.as_str().into());
        if let Some(made) = &made {
            assert_eq!(syntax::parse(&made.text).errors, []);
            assert_eq!(made.path, path.with_extension("sayso"));
        }
        expected.assert_eq(&made.map_or(String::new(), |made| made.text));
    }

    #[test]
    fn the_headline_and_what_is_known() {
        check(
            "//- a.b.md\nLead.\n\n# It “began”\n\nText.\n",
            expect![[r#"
                article "It “began”"
                  text: "a.b.md"

                claim: fact "Lead."

                claim: fact "Text."
            "#]],
        );
        check(
            "//- a.b.txt\nIt began.\r\nThen.\r\n",
            expect![[r#"
            article "It began."
              text: "a.b.txt"

            claim: fact "It began."

            claim: fact "Then."
        "#]],
        );
        for front in [
            "---\ntitle: 'It''s so: 🌉'\ndate: 2026-01-09T10:00:00Z\nlastmod: 2026-01-10\nauthors: [Ana, B. C.]\nlang: es-MX\n---\n# Other\n",
            "+++\ntitle = \"It's so: 🌉\"\ndate = 2026-01-09\nmodified = 2026-01-10\nauthor = [\"Ana\", \"B. C.\"]\nlanguage = \"es-MX\"\n+++\n# Other\n",
        ] {
            let made = head(Path::new("/w/a.md"), &front.into());
            let known = "article \"It's so: 🌉\"\n  text: \"a.md\"\n  published: 2026-01-09\n  updated: 2026-01-10\n  byline: \"Ana\", \"B. C.\"\n  language: es-MX";
            assert_eq!(made.as_deref(), Some(known), "{front}");
        }
        let doubtful = "---\ntitle: T\ndate: yesterday\nlang: Spanish!\n---\nText.\n";
        let made = head(Path::new("/w/a.md"), &doubtful.into());
        assert_eq!(made.as_deref(), Some("article \"T\"\n  text: \"a.md\""));
        for (path, text) in [
            ("a.b.md", ""),
            ("a.b.md", "***\n"),
            ("a.sayso", "x"),
            ("a", "x"),
        ] {
            assert_eq!(head(Path::new(path), &text.into()), None, "{path} {text}");
        }
    }

    #[test]
    fn the_words_suggest_kinds() {
        check(
            "//- a.md\nInes Varga, 54, closed it. It cost $3 million. It is the oldest bridge in the county. It was closed because a pier had sunk. It closed on 2 March 2026. Nobody came.\n",
            expect![[r#"
                article "Ines Varga, 54, closed it."
                  text: "a.md"

                # Names that no entity has yet. Remove the first `#` of those that you need, and correct what was guessed.
                # entity ines-varga: person "Ines Varga"  # guessed

                claim: age "Ines Varga, 54, closed it."  # guessed

                claim: number "It cost $3 million."  # guessed

                claim: superlative "It is the oldest bridge in the county."  # guessed

                claim: causal "It was closed because a pier had sunk."  # guessed

                claim: date "It closed on 2 March 2026."  # guessed

                claim: fact "Nobody came."
            "#]],
        );
        check(
            "//- a.md\n---\nlang: es\n---\nCostó 3 millones de euros. Cerró debido a la lluvia. Fue una «vergüenza», dijo Inés Varga.\n",
            expect![[r#"
                article "Costó 3 millones de euros."
                  text: "a.md"
                  language: es

                # Names that no entity has yet. Remove the first `#` of those that you need, and correct what was guessed.
                # entity inés-varga: person "Inés Varga"  # guessed

                claim: number "Costó 3 millones de euros."  # guessed

                claim: causal "Cerró debido a la lluvia."  # guessed

                claim: quote "Fue una «vergüenza», dijo Inés Varga."  # guessed
                  # said-by: @inés-varga  # guessed
            "#]],
        );
        check(
            "//- a.md\n---\nlang: it\n---\nÈ costato 3 milioni.\n",
            expect![[r#"
                article "È costato 3 milioni."
                  text: "a.md"
                  language: it

                claim: fact "È costato 3 milioni."
            "#]],
        );
    }

    #[test]
    fn speakers_and_people() {
        check(
            "//- people.sayso\nentity ines: person \"Ines Varga\"\n  aka: \"Varga\"\nentity elmstead: place \"Elmstead\"\n//- other.sayso\nentity elmstead: place \"Elmstead upon Sea\"\n//- a.md\n“We had no choice,” said Varga in Elmstead. Dr Tomas Lind, the engineer, said it was “a disgrace”. The mayor called it “a shame”. Varga met Prime Minister Ana Ruiz of the Harbour Trust; the Trust paid.\n",
            expect![[r#"
                article "“We had no choice,” said Varga in Elmstead."
                  text: "a.md"
                  language: en  # guessed

                # Names that no entity has yet. Remove the first `#` of those that you need, and correct what was guessed.
                # entity tomas-lind: person "Tomas Lind"  # guessed
                # entity ana-ruiz: person "Ana Ruiz"  # guessed
                # entity harbour-trust: place "Harbour Trust"  # guessed

                claim: quote "“We had no choice,” said Varga in Elmstead."  # guessed
                  said-by: @ines  # guessed
                  about: @people/elmstead  # guessed

                claim: quote "Dr Tomas Lind, the engineer, said it was “a disgrace”."  # guessed
                  # said-by: @tomas-lind  # guessed

                claim: quote "The mayor called it “a shame”."  # guessed

                claim: fact "Varga met Prime Minister Ana … the Trust paid."
                  about: @ines  # guessed
            "#]],
        );
    }

    #[test]
    fn sources_come_from_citations() {
        check(
            "//- s.sayso\nsource notice: press-release \"Notice\"\n  url: https://www.a.example/n/\nsource secret: interview \"I\"\n  confidential: yes\n//- a.md\nIt [closed](http://a.example/n#x). It [opened again](https://news.b.example/1), see https://b.example/2. Twice.[^1] Thrice [@notice, p. 4; @unknown]. Never [@secret].[^2]\n\n[^1]: Minutes of the council, pp. 3–4.\n[^2]: [The law](https://law.example/5), § 3.\n",
            expect![[r#"
                article "It closed."
                  text: "a.md"

                source news-b: webpage "opened again"  # guessed
                  url: https://news.b.example/1

                source b: webpage "b.example/2"  # guessed
                  url: https://b.example/2

                source minutes-of-the-council: document "Minutes of the council"  # guessed

                source law: webpage "The law"  # guessed
                  url: https://law.example/5

                claim: fact "It closed."
                  source: @notice  # guessed

                claim: fact "It opened again, see https://b.example/2."
                  source: @news-b  # guessed
                  source: @b  # guessed

                claim: fact "Twice."
                  source: @minutes-of-the-council at pp. 3–4

                claim: fact "Thrice."
                  source: @notice at p. 4
                  # source: @unknown

                claim: fact "Never."
                  # source: @secret
                  source: @law at § 3
            "#]],
        );
    }
}
