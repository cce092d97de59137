//! Makes a declaration of a person, organisation or source that a field names in quotation marks.

use std::path::Path;

use super::declared::Declared;
use super::refactoring::{Refactoring, RefactoringKind};
use super::scope::Scope;
use crate::ide::edits::Edits;
use crate::ide::names::{is_name, name_from};
use crate::model::schema::{ENTITY_KINDS, Shape, field_of};
use crate::rules::append;
use crate::syntax::{Field, Keyword, Part, PartKind, contents_of, quoted};
use crate::text::Span;
use crate::text::fold::fold;
use crate::workspace::{DeclarationId, EntityKey, FileId, Workspace};

pub fn refactorings<'a>(scope: &'a Scope<'a>, declared: &Declared<'a>) -> Vec<Refactoring<'a>> {
    let found = inline_at(scope, declared);
    found.map_or(Vec::new(), |found| offers(scope, *declared, found))
}

/// Something that is named in quotation marks where a reference could be.
struct Inline {
    keyword: Keyword,
    /// The string.
    span: Span,
    title: String,
}

fn inline_at(scope: &Scope, declared: &Declared) -> Option<Inline> {
    let offset = scope.range.start - declared.start;
    let mut fields = declared.syntax.fields.iter();
    let field = fields.find(|field| field.span.touches(offset))?;
    let keyword = expected(declared, field)?;
    let values = field.values.iter().filter_map(|value| value.parts.first());
    let is_here = |part: &&Part| part.kind == PartKind::String && part.span.touches(offset);
    let span = values
        .copied()
        .collect::<Vec<_>>()
        .iter()
        .find(is_here)?
        .span;
    let title = contents_of(&declared.segment.text, span).to_string();
    let is_name = is_name(&name_from(&title));
    is_name.then_some(Inline {
        keyword,
        span,
        title,
    })
}

/// What a reference in the field would refer to.
fn expected(declared: &Declared, field: &Field) -> Option<Keyword> {
    let name = field.name.of(declared.text());
    match field_of(declared.item.keyword(), name)?.shape {
        Shape::Who | Shape::Entity => Some(Keyword::Entity),
        Shape::Evidence | Shape::Source => Some(Keyword::Source),
        _ => None,
    }
}

fn offers<'a>(scope: &'a Scope<'a>, declared: Declared<'a>, found: Inline) -> Vec<Refactoring<'a>> {
    let Inline {
        keyword,
        span,
        title,
    } = found;
    if keyword == Keyword::Entity
        && let Some((file, id)) = entity_called(scope.workspace, &title)
        && let Some(reference) = scope.workspace.reference_to(scope.file_id, file, id)
    {
        let text = format!("@{reference}");
        let offered = format!("Refer to `{text}` instead of “{title}”");
        let edits = move || {
            let mut edits = Edits::default();
            edits.replace(declared.location(span)?, text.as_str());
            Some(edits)
        };
        return vec![Refactoring::new(RefactoringKind::Extract, offered, edits)];
    }
    let kinds: &[&'static str] = match keyword {
        Keyword::Entity => &["person", "organisation"],
        _ => &["document"],
    };
    let mut targets = vec![scope.file_id];
    targets.extend(registry_of(scope));
    let places = targets.into_iter();
    let places = places.flat_map(|file| kinds.iter().map(move |kind| (file, *kind)));
    let offer = |(file, kind): (FileId, &'static str)| {
        let what = if keyword == Keyword::Entity {
            kind
        } else {
            "source"
        };
        let place = match file == scope.file_id {
            true => String::new(),
            false => format!(" in `{}`", file_name(scope.workspace, file)),
        };
        let offered = format!("Extract “{title}” to a new {what}{place}");
        let title = title.clone();
        let edits = move || extracted(scope, &declared, (keyword, kind), file, span, &title);
        Refactoring::new(RefactoringKind::Extract, offered, edits)
    };
    places.map(offer).collect()
}

fn extracted(
    scope: &Scope,
    declared: &Declared,
    (keyword, kind): (Keyword, &str),
    file_id: FileId,
    span: Span,
    title: &str,
) -> Option<Edits> {
    let workspace = scope.workspace;
    let name = free_name(workspace, title);
    let title = quoted(title, span.of(declared.text()));
    let declaration = format!("{} {name}: {kind} {title}", keyword.word());
    let added = append(file_id, workspace.file(file_id)?, &declaration);
    let mut edits = Edits::default();
    edits.replace(declared.location(span)?, format!("@{name}"));
    edits.replace(added.place.location(workspace, None)?, added.text);
    Some(edits)
}

/// A name that no file declares.
fn free_name(workspace: &Workspace, title: &str) -> String {
    let name = name_from(title);
    let numbered = (2..).map(|number| format!("{name}-{number}"));
    let mut names = [name.clone()].into_iter().chain(numbered);
    let is_free = |name: &String| workspace.index.declaring(name).is_empty();
    names.find(is_free).unwrap_or(name)
}

/// The entity with that name.
fn entity_called(workspace: &Workspace, title: &str) -> Option<(FileId, DeclarationId)> {
    let folded = fold(title).to_lowercase();
    let keys = ENTITY_KINDS.iter();
    let keys = keys.map(|kind| EntityKey::Name((*kind).into(), folded.as_str().into()));
    keys.flat_map(|key| workspace.index.entities(&key).to_vec())
        .min()
}

/// The nearest registry with entities or sources, in the folder of the file or above.
fn registry_of(scope: &Scope) -> Option<FileId> {
    let own = &scope.file()?.path;
    let depth = |path: &Path| path.components().count();
    let files = scope.workspace.files();
    let registries = files.filter(|(id, file)| {
        let folder = file.path.parent();
        *id != scope.file_id
            && file.is_registry()
            && folder.is_some_and(|folder| own.starts_with(folder))
            && [Keyword::Entity, Keyword::Source]
                .iter()
                .any(|keyword| file.first(*keyword).is_some())
    });
    // The first of several in one folder.
    let nearest = registries
        .min_by_key(|(_, file)| (std::cmp::Reverse(depth(&file.path)), file.path.clone()));
    nearest.map(|(id, _)| id)
}

fn file_name(workspace: &Workspace, file: FileId) -> String {
    let path = workspace.file(file).map(|file| &file.path);
    let name = path.and_then(|path| path.file_name());
    name.unwrap_or_default().to_string_lossy().into_owned()
}
