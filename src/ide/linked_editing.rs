//! The name in a headline and the references to it in the same file, which editors can change together.

use std::ops::Range;

use super::cursor::{Object, cursor_at};
use super::highlights::name_range;
use super::references::uses_in_of;
use crate::workspace::{DeclarationId, FileId, Workspace};

/// The maximum number of places. With more, every key would cost too much.
const MOST: usize = 1_000;

/// The places of the name at `offset`, all with the same text, in order. None if it is declared in another file or more
/// than once, or nothing refers to it.
pub fn linked_editing(
    workspace: &Workspace,
    file: FileId,
    offset: usize,
) -> Option<Vec<Range<usize>>> {
    let declaration = declaration_at(workspace, file, offset)?;
    let mut ranges = vec![name_range(workspace, (file, declaration))?];
    let uses = uses_in_of(workspace, file, (file, declaration), MOST);
    ranges.extend(uses.iter().map(|found| found.name_span().range()));
    ranges.sort_by_key(|range| range.start);
    let is_here = |range: &Range<usize>| range.start <= offset && offset <= range.end;
    let is_linked = (2..=MOST).contains(&ranges.len()) && ranges.iter().any(is_here);
    (is_linked && is_one_spelling(workspace, file, &ranges)).then_some(ranges)
}

/// The declaration of the name at `offset`, if it is the only one in the file.
fn declaration_at(workspace: &Workspace, file: FileId, offset: usize) -> Option<DeclarationId> {
    let (cursor, _) = cursor_at(workspace, file, offset)?;
    let name = match cursor.object {
        Object::Name => cursor.item()?.name()?,
        Object::Reference(reference) => {
            let target = workspace.resolve(file, reference).found()?;
            (target.file == file).then_some(&reference.name)?
        }
        _ => return None,
    };
    let mut declared = workspace.file(file)?.declared(name);
    let only = declared.next()?.id;
    declared.next().is_none().then_some(only)
}

/// One name can be written in several Unicode forms.
fn is_one_spelling(workspace: &Workspace, file: FileId, ranges: &[Range<usize>]) -> bool {
    let Some(file) = workspace.file(file) else {
        return false;
    };
    let text = file.text();
    let mut texts = ranges.iter().map(|range| text.get(range.clone()));
    let first = texts.next();
    texts.all(|text| Some(text) == first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::testing::Fixture;

    #[track_caller]
    fn check(fixture: &str, expected: Option<&[&str]>) {
        let fixture = Fixture::of(fixture);
        let (file, offset) = fixture.cursor();
        let text = fixture.workspace.file(file).expect("a file").text();
        let found = linked_editing(&fixture.workspace, file, offset);
        let before = |range: &Range<usize>| {
            let line = text[..range.start].matches('\n').count() + 1;
            format!("{line} {}", &text[range.clone()])
        };
        let shown: Option<Vec<String>> = found.map(|all| all.iter().map(before).collect());
        let shown: Option<Vec<&str>> = shown
            .as_ref()
            .map(|all| all.iter().map(String::as_str).collect());
        assert_eq!(shown.as_deref(), expected);
    }

    #[test]
    fn of_a_name_in_its_file() {
        let fixture = "claim: \"x\"\n  about: @ana\nentity <|>ana: person \"Ana\"\n  note: \"@draft/ana and @bo\"\n";
        let all: &[&str] = &["2 ana", "3 ana", "4 ana"];
        check(fixture, Some(all));
        let moved = |to: &str| {
            fixture.replace("<|>", "").replace(
                to,
                &format!("{}<|>{}", &to[..to.len() - 1], &to[to.len() - 1..]),
            )
        };
        check(&moved("/ana"), Some(all));
        // In the name of the file, and on another word.
        check(&moved("@dra"), None);
        check(&moved("per"), None);
        check(&moved("@bo"), None);
    }

    #[test]
    fn only_where_it_is_clear_what_is_meant() {
        check("entity a<|>na: person \"Ana\"\n", None);
        check(
            "entity a<|>na: person \"A\"\nentity ana: person \"B\"\n  note: \"@ana\"\n",
            None,
        );
        check(
            "//- p.sayso\nentity ana: person \"A\"\n//- draft.sayso\nclaim: \"x\"\n  about: @a<|>na\n  note: \"@ana\"\n",
            None,
        );
        check(
            "entity \u{e9}<|>: person \"A\"\n  note: \"@e\u{301}\"\n",
            None,
        );
    }
}
