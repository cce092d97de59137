//! How a declaration is called where somebody reads of it.

use crate::model::Item;
use crate::syntax::Keyword;
use crate::workspace::{DeclarationId, FileId, Resolution, Workspace};

/// What may be shown of a declaration outside of it: its title, or its name where it has none. Of a
/// confidential source only how the article may describe it.
pub fn public_title(item: &Item) -> &str {
    match item.source().filter(|source| source.confidential) {
        None => item.label(),
        Some(source) => source
            .described_as
            .as_ref()
            .map_or("a confidential source", |text| text.text.as_str()),
    }
}

/// "person", "press-release source", "number claim": what sort of thing the declaration is.
pub fn sort_of(item: &Item) -> String {
    match (item.keyword(), item.kind()) {
        (Keyword::Entity, Some(kind)) => kind.to_owned(),
        (keyword, Some(kind)) => format!("{kind} {}", keyword.word()),
        (keyword, None) => keyword.word().to_owned(),
    }
}

/// What to write behind `@` in `from`, so that it means that declaration: its name, or
/// `file-stem/name` where the name alone means another or several. None for what has no name.
pub fn name_in(
    workspace: &Workspace,
    from: FileId,
    file: FileId,
    id: DeclarationId,
) -> Option<String> {
    let declaring = workspace.file(file)?;
    let (_, slot) = declaring.get(id)?;
    let name = slot.segment.item.as_ref()?.name()?;
    match workspace.resolve_name(from, name) {
        Resolution::Found(target) if target.file == file => Some(name.to_string()),
        _ => Some(format!("{}/{name}", declaring.stem())),
    }
}
