//! What a draft lacks: claims for sentences that no claim quotes, their sources, and names to declare.

use super::cited::CitedSources;
use super::names::names_to_declare;
use super::sentences::all_uncovered;
use crate::rules::{
    Edit, Passages, Quoting, add_claims, append, claims_for, declare_in, unknown_names,
};
use crate::syntax::Keyword;
use crate::workspace::{ArticleText, FileId, Workspace};

/// What to add to a draft.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Additions {
    pub edits: Vec<Edit>,
    pub claims: usize,
    pub sources: usize,
    pub names: usize,
}

/// What `draft`, which annotates the article, lacks. `passages` are those that its claims quote.
pub fn additions(
    workspace: &Workspace,
    draft: FileId,
    text: &ArticleText,
    passages: &Passages,
) -> Additions {
    let (Some(file), Some(article)) = (workspace.file(draft), text.article()) else {
        return Additions::default();
    };
    let sentences = all_uncovered(article, passages);
    let cited = CitedSources::of(workspace, draft, text, &sentences);
    let lines = |sentence: &_| cited.lines_of(sentence);
    let names = match sentences.is_empty() {
        true => Vec::new(),
        false => unknown_names(workspace, text),
    };
    let claims = claims_for(
        workspace,
        draft,
        text,
        &sentences,
        Quoting::Shortest,
        &names,
        lines,
    );
    let names = names_to_declare(&names, &file.text());
    let mut edits = add_claims(draft, file, passages, &claims);
    if !cited.declarations.is_empty() {
        let declarations = cited.declarations.join("\n\n");
        edits.extend(declare_in(workspace, draft, Keyword::Source, &declarations));
    }
    if !names.is_empty() {
        edits.push(append(draft, file, &names.join("\n")));
    }
    Additions {
        edits,
        claims: claims.len(),
        sources: cited.declarations.len(),
        names: names.len(),
    }
}
