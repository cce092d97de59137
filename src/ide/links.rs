//! Links of a draft: web addresses, files that it names, and the passages of its claims in the published article.

use std::ops::Range;
use std::path::{Path, PathBuf};

use memchr::memmem;

use super::passages::DraftPassages;
use crate::model::schema::{self, Shape};
use crate::model::{Claim, Item};
use crate::syntax::{Keyword, PartKind, contents_of, contents_span};
use crate::workspace::{DeclarationId, File, FileId, Slot, Workspace, paths};

/// The maximum number of links in one draft.
pub const MOST_LINKS: usize = 10_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// In bytes of the draft.
    pub range: Range<usize>,
    pub target: LinkTarget,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    Address(String),
    File(PathBuf),
    /// The passage of this claim in the published article: see [`passage_address`].
    Passage(DeclarationId),
}

/// The links of a draft, in order: the first [`MOST_LINKS`]. `exists` says whether a file of the workspace can be opened.
pub fn links(
    workspace: &Workspace,
    passages: &DraftPassages,
    id: FileId,
    exists: &dyn Fn(&Path) -> bool,
) -> Vec<Link> {
    let Some(file) = workspace.file(id) else {
        return Vec::new();
    };
    let published = published_address(file).and_then(|_| passages.of(workspace, id));
    let mut links = Vec::new();
    for (start, slot) in file.placed() {
        let Some(item) = &slot.segment.item else {
            continue;
        };
        let is_found = |passages: &crate::rules::Passages| passages.found(slot.id).is_some();
        if item.claim().is_some() && published.as_deref().is_some_and(is_found) {
            let keyword = item.keyword().word().len();
            let before = slot.segment.text.find(item.keyword().word());
            let at = start.byte + before.unwrap_or_default();
            links.push(Link {
                range: at..at + keyword,
                target: LinkTarget::Passage(slot.id),
            });
        }
        if may_link(slot, item) {
            links.extend(links_in(workspace, file, slot, exists).map(|link| Link {
                range: link.range.start + start.byte..link.range.end + start.byte,
                ..link
            }));
        }
        if links.len() >= MOST_LINKS {
            break;
        }
    }
    links.truncate(MOST_LINKS);
    links
}

/// Whether the declaration can have links in its fields. Costs less than reading them.
fn may_link(slot: &Slot, item: &Item) -> bool {
    let text = slot.segment.text.as_bytes();
    let has = |words: &str| memmem::find(text, words.as_bytes()).is_some();
    match item.keyword() {
        Keyword::Article => true,
        Keyword::Source => has("://") || has("file"),
        _ => has("://"),
    }
}

/// The links in the fields of a declaration. Their ranges count from its start.
fn links_in<'a>(
    workspace: &'a Workspace,
    file: &'a File,
    slot: &'a Slot,
    exists: &'a dyn Fn(&Path) -> bool,
) -> impl Iterator<Item = Link> + 'a {
    let text = &slot.segment.text;
    let declaration = slot.segment.syntax().declaration.iter();
    let fields = declaration.flat_map(|it| it.fields.iter().map(move |field| (it.keyword, field)));
    fields.flat_map(move |(keyword, field)| {
        let spec = schema::field_of(keyword, field.name.of(text));
        let names_file = spec.is_some_and(|it| matches!(it.shape, Shape::Path | Shape::File));
        let parts = field.values.iter().flat_map(|value| &value.parts);
        parts.filter_map(move |part| match part.kind {
            PartKind::Url => Some(Link {
                range: part.span.range(),
                target: LinkTarget::Address(web_address(part.span.of(text))?),
            }),
            PartKind::String if names_file => {
                let written = contents_of(text, part.span);
                let path = paths::resolve(&workspace.roots, &file.path, &written).ok()?;
                let path = workspace.located(&path);
                exists(&path).then(|| Link {
                    range: contents_span(text, part.span).range(),
                    target: LinkTarget::File(path),
                })
            }
            _ => None,
        })
    })
}

/// Where the article of the draft was published.
fn published_address(file: &File) -> Option<String> {
    let slot = file.first(Keyword::Article)?;
    let text = &*slot.segment.text;
    let declaration = slot.segment.syntax().declaration.as_ref()?;
    let mut fields = declaration.fields_named(text, "url");
    web_address(fields.next()?.value_span()?.of(text))
}

/// The address of a claim's passage in the published article. None if the article has no address, or the passage is not
/// in it.
pub fn passage_address(
    workspace: &Workspace,
    passages: &DraftPassages,
    id: FileId,
    claim: DeclarationId,
) -> Option<String> {
    let file = workspace.file(id)?;
    let address = published_address(file)?;
    let item = file.slot(claim)?.segment.item.as_ref()?;
    let passage = passages.of(workspace, id)?.found(claim)?;
    let article = workspace.article(id)?.article()?;
    let directive = text_directive(&article.reader_text(passage), item.claim()?);
    let page = address.split(":~:").next()?;
    let hash = if page.contains('#') { "" } else { "#" };
    Some(format!("{page}{hash}:~:{directive}"))
}

/// Passages with more letters are found by their first and last words.
const LONGEST_EXACT: usize = 150;
/// The number of those words.
const FIRST_WORDS: usize = 6;

/// A text directive as in <https://wicg.github.io/scroll-to-text-fragment/>: `text=[prefix-,]start[,end][,-suffix]`.
fn text_directive(passage: &str, claim: &Claim) -> String {
    let words: Vec<&str> = passage.split_whitespace().collect();
    let is_long = passage.len() > LONGEST_EXACT || passage.trim().contains('\n');
    let some = FIRST_WORDS.min(words.len() / 2);
    let text = match is_long && some > 0 {
        true => {
            let (first, last) = (&words[..some], &words[words.len() - some..]);
            format!("{},{}", encoded(&first.join(" ")), encoded(&last.join(" ")))
        }
        false => encoded(&words.join(" ")),
    };
    let prefix = claim
        .prefix()
        .map(|prefix| format!("{}-,", encoded(&prefix.text)));
    let suffix = claim
        .suffix()
        .map(|suffix| format!(",-{}", encoded(&suffix.text)));
    format!(
        "text={}{text}{}",
        prefix.unwrap_or_default(),
        suffix.unwrap_or_default()
    )
}

/// The words with everything encoded that has a meaning in a text directive or in an address.
fn encoded(words: &str) -> String {
    percent_encoded(words, |byte| {
        byte.is_ascii_alphanumeric() || b"._~!*'()".contains(&byte)
    })
}

/// An address of the web, with everything encoded that is not ASCII.
fn web_address(written: &str) -> Option<String> {
    let (scheme, rest) = written.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (is_web && !rest.is_empty()).then(|| percent_encoded(written, |byte| byte.is_ascii_graphic()))
}

fn percent_encoded(text: &str, is_kept: impl Fn(u8) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match is_kept(byte) {
            true => out.push(char::from(byte)),
            false => out += &format!("%{byte:02X}"),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::ide::testing::Fixture;

    #[track_caller]
    fn check(fixture: &str, expect: Expect) {
        let Fixture {
            workspace,
            passages,
            texts,
            ..
        } = Fixture::of(fixture);
        let exists = |path: &Path| texts.iter().any(|(known, _)| known == path);
        let (id, file) = workspace.files().next().expect("a draft");
        let text = file.text();
        let mut out = String::new();
        for link in links(&workspace, &passages, id, &exists) {
            let target = match link.target {
                LinkTarget::Address(address) => address,
                LinkTarget::File(path) => path.display().to_string(),
                LinkTarget::Passage(claim) => {
                    passage_address(&workspace, &passages, id, claim).expect("an address")
                }
            };
            out += &format!("{} -> {target}\n", &text[link.range]);
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn addresses_and_files() {
        check(
            "//- a/draft.sayso\narticle \"A\"\n  text: \"../b/a.md\"\nsource s: report \"S\"\n  url: https://example.org/a?b=1#c, http://example.org/é\n  archived: HTTPS://example.org/ü\n  file: \"s.pdf\" sha256 12\n  note: \"https://example.org/in-a-note\"\nsource t: report \"T\"\n  file: \"../../../etc/passwd\"\n  file: \"missing.pdf\"\n  url: ftp://example.org/\n//- b/a.md\nOne.\n//- a/s.pdf\nx\n",
            expect![[r#"
                ../b/a.md -> /w/b/a.md
                https://example.org/a?b=1#c -> https://example.org/a?b=1#c
                http://example.org/é -> http://example.org/%C3%A9
                HTTPS://example.org/ü -> HTTPS://example.org/%C3%BC
                s.pdf -> /w/a/s.pdf
            "#]],
        );
    }

    #[test]
    fn passages_in_the_published_article() {
        check(
            "//- draft.sayso\narticle \"A\"\n  text: \"a.md\"\n  url: https://example.org/a#top\nclaim: \"five, of its well-known nationals & “others”\"\nclaim: \"The first sentence is here … nobody knows.\"\nclaim: \"nowhere\"\nclaim: \"Again\"\n  prefix: \"Once.\"\n  suffix: \", finally\"\n//- a.md\nThen *five*, of its well-known nationals & “others” went.\n\nThe first sentence is here and it is very long, since it goes on and on and on, until the writer has had enough of it, and of all the others, of whom nobody knows.\n\nAgain. Once. Again, finally. 語 é.\n",
            expect![[r#"
                a.md -> /w/a.md
                https://example.org/a#top -> https://example.org/a#top
                claim -> https://example.org/a#top:~:text=five%2C%20of%20its%20well%2Dknown%20nationals%20%26%20%E2%80%9Cothers%E2%80%9D
                claim -> https://example.org/a#top:~:text=The%20first%20sentence%20is%20here%20and,the%20others%2C%20of%20whom%20nobody%20knows.
                claim -> https://example.org/a#top:~:text=Once.-,Again,-%2C%20finally
            "#]],
        );
    }

    #[test]
    fn an_article_that_is_not_published_has_no_links_to_passages() {
        check(
            "article \"A\"\ntext\n  One.\nclaim: \"One\"\n",
            expect![[""]],
        );
    }
}
