//! The outline of a file, and the search for declarations in the whole workspace.

use std::ops::Range;

use super::cursor::{name_span, whole_span};
use super::fuzzy::{Query, best};
use super::names::{kind_in_words, public_title};
use crate::model::Item;
use crate::syntax::Keyword;
use crate::workspace::{FileId, Location, SearchEntry, Segment, Workspace};

/// The maximum number of symbols that a search returns.
pub const MAX_SYMBOLS: usize = 128;

/// The maximum number of declarations in the outline of a file, and of letters of their titles.
pub const MAX_OUTLINE: usize = 10_000;
const MAX_TITLE: usize = 200;

/// The maximum length of a query in bytes. Nothing that a query should find is longer.
const MAX_QUERY: usize = 1_000;

/// A declaration in the outline of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentSymbol {
    /// Never empty: editors reject that.
    pub name: String,
    pub detail: String,
    pub keyword: Keyword,
    /// The whole declaration.
    pub range: Range<usize>,
    /// Its name, within `range`.
    pub name_range: Range<usize>,
}

/// A declaration of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceSymbol {
    pub name: String,
    pub detail: String,
    pub keyword: Keyword,
    pub location: Location,
}

/// The declarations of a file, in order: the first [`MAX_OUTLINE`].
pub fn document_symbols(workspace: &Workspace, file: FileId) -> Vec<DocumentSymbol> {
    let Some(file) = workspace.file(file) else {
        return Vec::new();
    };
    let symbol = |start: usize, segment: &Segment| {
        let item = segment.item.as_ref()?;
        let name = name_span(segment)?;
        let whole = whole_span(segment).to(name).shifted(start).range();
        (item.keyword() != Keyword::Unknown)
            .then(|| declaration_symbol(item, whole, name.shifted(start).range()))
    };
    let placed = file.placed();
    placed
        .filter_map(|(start, slot)| symbol(start.byte, &slot.segment))
        .take(MAX_OUTLINE)
        .collect()
}

/// The symbol of a declaration that is shown at these places.
pub(super) fn declaration_symbol(
    item: &Item,
    range: Range<usize>,
    name_range: Range<usize>,
) -> DocumentSymbol {
    DocumentSymbol {
        name: name_of(item),
        detail: detail_of(item),
        keyword: item.keyword(),
        range,
        name_range,
    }
}

/// The declarations that match `typed`, best first. An empty query matches all of them equally.
pub fn workspace_symbols(workspace: &Workspace, typed: &str) -> Vec<WorkspaceSymbol> {
    if typed.len() > MAX_QUERY {
        return Vec::new();
    }
    let mut query = Query::new(typed.trim_start_matches('@'));
    let mut hits = Vec::new();
    for (id, file) in workspace.files() {
        for named in file.search_entries() {
            if let Some(score) = query.matched(named) {
                hits.push((score, (id, named)));
            }
        }
    }
    let (hits, _) = best(hits, MAX_SYMBOLS, |(file, named)| {
        (named.text.clone(), *file)
    });
    let symbols = hits.into_iter();
    symbols
        .filter_map(|(file, named)| workspace_symbol(workspace, file, named, typed))
        .collect()
}

fn workspace_symbol(
    workspace: &Workspace,
    file: FileId,
    named: &SearchEntry,
    typed: &str,
) -> Option<WorkspaceSymbol> {
    let (_, slot) = workspace.file(file)?.get(named.id)?;
    let item = slot.segment.item.as_ref()?;
    Some(WorkspaceSymbol {
        name: name_to_find(item, named, typed),
        detail: detail_of(item),
        keyword: item.keyword(),
        location: workspace.location(file, named.id, name_span(&slot.segment)?)?,
    })
}

/// The title, followed by what was found if that is something else. Editors search the names in an answer again, and know
/// nothing of other names or of letters without their accents.
fn name_to_find(item: &Item, named: &SearchEntry, typed: &str) -> String {
    let name = name_of(item);
    if has_letters(&name, typed) {
        return name;
    }
    let reference = item.name().map(|name| format!("@{name}"));
    let entity = item.entity().filter(|_| !item.is_protected());
    let aka = entity.map_or(&[][..], |entity| &entity.aka);
    let written = reference
        .into_iter()
        .chain(aka.iter().map(|text| text.text.to_string()));
    let mut others = written.chain(named.texts().map(str::to_owned));
    match others.find(|other| has_letters(other, typed)) {
        Some(other) => format!("{name} ({})", shortened(&other)),
        None => name,
    }
}

/// Whether `text` has all letters of `typed` in that order, in any letter case.
fn has_letters(text: &str, typed: &str) -> bool {
    let mut letters = text.chars().flat_map(char::to_lowercase);
    let typed = typed.chars().filter(|letter| !letter.is_whitespace());
    let mut typed = typed.flat_map(char::to_lowercase);
    typed.all(|wanted| letters.any(|letter| letter == wanted))
}

/// The title. For a confidential source its name, or else its description.
fn name_of(item: &Item) -> String {
    let shown = match (item.is_protected(), item.name()) {
        (true, Some(name)) => name.as_str(),
        _ => public_title(item),
    };
    match shown.trim().is_empty() {
        true => item.keyword().word().to_owned(),
        false => shortened(shown),
    }
}

/// The start of a title: an editor shows one line of it.
pub fn shortened(title: &str) -> String {
    match title.char_indices().nth(MAX_TITLE) {
        Some((end, _)) => format!("{}…", &title[..end]),
        None => title.to_owned(),
    }
}

/// The kind and the name, as in `person @ana`.
fn detail_of(item: &Item) -> String {
    match item.name() {
        Some(name) => format!("{} @{}", kind_in_words(item), shortened(name)),
        None => kind_in_words(item),
    }
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::ide::testing::Fixture;

    const FILES: &str = "//- a.sayso\n# top\narticle \"A\"\ntext\n  Prose.\n\nentity ana: person \"Ana Díaz\"\n  aka: \"Dr D\"\n\nclaim: \"\"\nclam\nsource cellar: interview \"Maria\"\n  confidential: yes\n//- b.sayso\nentity bo: person \"Bo\"\n";

    #[test]
    fn outline() {
        let fixture = Fixture::of(FILES);
        let (file, _) = fixture.workspace.files().next().expect("a file");
        let text = fixture.text(&fixture.texts[0].0);
        let mut out = String::new();
        for symbol in document_symbols(&fixture.workspace, file) {
            let (whole, name) = (&text[symbol.range], &text[symbol.name_range]);
            out += &format!("{} | {} | {name} | {whole:?}\n", symbol.name, symbol.detail);
        }
        expect![[r#"
            A | article | "A" | "article \"A\""
            text | text | text | "text\n  Prose."
            Ana Díaz | person @ana | ana | "entity ana: person \"Ana Díaz\"\n  aka: \"Dr D\""
            claim | claim | "" | "claim: \"\""
            cellar | interview source @cellar | cellar | "source cellar: interview \"Maria\"\n  confidential: yes"
        "#]].assert_eq(&out);
    }

    #[track_caller]
    fn check(typed: &str, expect: Expect) {
        let fixture = Fixture::of(FILES);
        let mut out = String::new();
        for symbol in workspace_symbols(&fixture.workspace, typed) {
            let place = fixture.shown(&symbol.location);
            out += &format!("{} | {} | {place}\n", symbol.name, symbol.detail);
        }
        expect.assert_eq(&out);
    }

    #[test]
    fn search() {
        check(
            "diaz",
            expect![[r#"
            Ana Díaz (ana diaz) | person @ana | a.sayso:6 "ana"
        "#]],
        );
        check(
            "dr d",
            expect![[r#"
            Ana Díaz (Dr D) | person @ana | a.sayso:6 "ana"
        "#]],
        );
        check("maria", expect![""]);
        check(
            "@cel",
            expect![[r#"
                cellar (@cellar) | interview source @cellar | a.sayso:11 "cellar"
            "#]],
        );
        check(
            "",
            expect![[r#"
            A | article | a.sayso:2 "\"A\""
            Ana Díaz | person @ana | a.sayso:6 "ana"
            Bo | person @bo | b.sayso:1 "bo"
            cellar | interview source @cellar | a.sayso:11 "cellar"
        "#]],
        );
    }
}
