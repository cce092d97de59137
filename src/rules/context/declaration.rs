//! What a rule sees of one declaration.

use std::ops::Range;

use crate::article::Article;
use crate::model::schema::fields_of;
use crate::model::{Claim, DeclarationProblem, Evidence, EvidenceRole, Item, Signature, Source};
use crate::prose::lexicon;
use crate::prose::{Lexicon, Mark, Marks};
use crate::rules::context::allowances::Allowances;
use crate::rules::context::chains::Chains;
use crate::rules::context::encyclopedias::Encyclopedias;
use crate::rules::context::first_copies::FirstCopies;
use crate::rules::context::in_article::Annotated;
use crate::rules::context::passage_memo::PassageMemo;
use crate::rules::context::passages::Passages;
use crate::rules::context::same_entities::SameEntities;
use crate::rules::context::same_quantities::SameQuantities;
use crate::rules::draft_edits::{add_field, declare};
use crate::rules::finding::Edit;
use crate::signoff::{Checked, SignerIdentity, Signing};
use crate::syntax::Keyword;
use crate::text::Span;
use crate::text::lower::lower;
use crate::text::message::{Message, message, public};
use crate::text::suggest::nearest;
use crate::text::words::words;
use crate::workspace::{
    ArticleText, DeclarationId, File, FileId, Place, Resolution, Segment, Settings, Slot, Target,
    Workspace,
};

/// One declaration and what surrounds it.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub workspace: &'a Workspace,
    /// The settings for this file.
    pub settings: &'a Settings,
    pub file_id: FileId,
    pub file: &'a File,
    pub id: DeclarationId,
    pub segment: &'a Segment,
    /// Whether its words must not be shown anywhere else.
    pub is_protected: bool,
    /// What each of the item's references refers to, in the order of its list: resolved once for all rules.
    pub resolved: &'a [Resolution<'a>],
    /// The article of this file, if it could be read.
    pub article_text: Option<&'a ArticleText>,
    /// The passages that the claims of this file quote from the article.
    pub passages: &'a Passages,
    /// The claims of this file that may state the same quantity.
    pub same_quantities: &'a SameQuantities,
    /// What this file allows, and what that suppressed elsewhere in it.
    pub allowances: &'a Allowances,
    /// The names of the active rules that read prose.
    pub prose_rules: &'a [&'static str],
    /// What rules found out about the workspace so far.
    pub known: &'a WorkspaceMemo,
    /// What rules read in the claim's passage so far.
    pub memo: &'a PassageMemo,
    /// Whether rules should add quick fixes; they cost time.
    pub wants_fixes: bool,
    /// Whether they include fixes that look for another name among all known names.
    pub wants_names: bool,
    /// Whether they include fixes that are only there to choose from, such as all sources of the workspace.
    pub wants_choices: bool,
    /// Who could sign a claim, if quick fixes should include sign-offs.
    pub signing: Option<&'a Signing>,
}

/// What rules find out about the whole workspace. Valid for one state of the workspace.
#[derive(Debug, Default)]
pub struct WorkspaceMemo {
    /// The origins of sources.
    pub chains: Chains,
    /// Entities that are declared several times.
    pub same_entities: SameEntities,
    pub encyclopedias: Encyclopedias,
    pub first_copies: FirstCopies,
}

/// What the contexts of all declarations of one file have in common.
#[derive(Clone, Copy)]
pub struct FileContext<'a> {
    pub workspace: &'a Workspace,
    pub settings: &'a Settings,
    pub file_id: FileId,
    pub file: &'a File,
    pub article_text: Option<&'a ArticleText>,
    pub passages: &'a Passages,
    pub same_quantities: &'a SameQuantities,
    pub allowances: &'a Allowances,
    pub prose_rules: &'a [&'static str],
    pub known: &'a WorkspaceMemo,
    pub memo: &'a PassageMemo,
}

impl<'a> Context<'a> {
    /// The longest passage whose words are read, in bytes. No claim needs more, but an article may be one sentence of
    /// 1 MB that thousands of claims quote.
    pub const LONGEST: usize = 5_000;

    /// The context of the declaration in `slot`, without quick fixes. `resolved` holds what each of its references
    /// refers to.
    pub fn new(
        around: FileContext<'a>,
        slot: &'a Slot,
        resolved: &'a [Resolution<'a>],
    ) -> Context<'a> {
        Context {
            workspace: around.workspace,
            settings: around.settings,
            file_id: around.file_id,
            file: around.file,
            id: slot.id,
            segment: &slot.segment,
            is_protected: slot.is_protected,
            resolved,
            article_text: around.article_text,
            passages: around.passages,
            same_quantities: around.same_quantities,
            allowances: around.allowances,
            prose_rules: around.prose_rules,
            known: around.known,
            memo: around.memo,
            wants_fixes: false,
            wants_names: true,
            wants_choices: false,
            signing: None,
        }
    }

    pub fn item(&self) -> Option<&'a Item> {
        self.segment.item.as_ref()
    }

    pub fn claim(&self) -> Option<(&'a Item, &'a Claim)> {
        let item = self.item()?;
        Some((item, item.claim()?))
    }

    pub fn source(&self) -> Option<(&'a Item, &'a Source)> {
        let item = self.item()?;
        Some((item, item.source()?))
    }

    pub fn article(&self) -> Option<&'a Article> {
        self.article_text?.article()
    }

    /// The article and this draft; `None` if there is no text.
    pub fn annotated(&self) -> Option<Annotated<'a>> {
        Some(Annotated {
            file_id: self.file_id,
            file: self.file,
            text: self.article_text?,
            passages: self.passages,
        })
    }

    /// The words of the article's language; `None` if Sayso does not know the language.
    pub fn lexicon(&self) -> Option<&'static Lexicon> {
        let declared = || self.file.article()?.1.language.as_deref();
        let language = match self.article_text {
            Some(text) => &text.language,
            None => declared().unwrap_or("en"),
        };
        lexicon::of_language(language)
    }

    /// The passage of this claim, as a range of the article's source.
    pub fn passage(&self) -> Option<Range<usize>> {
        self.passages.found(self.id)
    }

    /// The claim's passage as a reader sees it; the title if there is no passage.
    pub fn passage_text(&self) -> Option<String> {
        match (self.article(), self.passage()) {
            (Some(article), Some(range)) => Some(article.reader_text(range)),
            _ => self
                .item()?
                .title
                .as_ref()
                .map(|title| title.text.to_string()),
        }
    }

    /// The article's folded text, and the claim's passage as a range of it. Does not copy the text. `None` if the
    /// passage was not found, or is longer than [`Context::LONGEST`].
    pub fn folded_passage(&self) -> Option<(&'a str, Range<usize>)> {
        let passage = self.folded_range()?;
        let text = self.article()?.folded().text();
        (passage.len() <= Context::LONGEST).then_some((text, passage))
    }

    /// The folded text of the claim's passage; its title if the passage was not found.
    pub fn passage_or_title(&self) -> Option<&'a str> {
        match self.folded_passage() {
            Some((text, passage)) => Some(&text[passage]),
            None => Some(&self.item()?.title.as_ref()?.text),
        }
    }

    /// The content of this claim that a seal covers; `None` if a part of it is not found, or if its passage is longer
    /// than [`Context::LONGEST`].
    pub fn checked(&self) -> Option<Checked> {
        self.folded_passage()?;
        let (article, passage) = (self.article()?, self.passage()?);
        let (workspace, file) = (self.workspace, self.file_id);
        Checked::of(workspace, file, self.segment, article, passage)
    }

    /// The identity of the person who made that signature on this claim.
    pub fn signed_by(&self, signature: &Signature) -> Option<SignerIdentity> {
        let by = signature.by.as_ref()?;
        SignerIdentity::of(self.workspace, self.file_id, self.item()?, by)
    }

    /// The evidence of this declaration's `claim` with that role, and the source that each refers to; `None` if it does
    /// not refer to a source.
    pub fn evidence_as(
        &self,
        claim: &'a Claim,
        role: EvidenceRole,
    ) -> impl Iterator<Item = (&'a Evidence, Option<Target<'a>>)> {
        let all = claim.evidence.iter();
        let all = all.filter(move |evidence| evidence.role == role);
        all.map(|evidence| {
            let target = self.target(evidence.reference);
            (evidence, target.filter(|it| it.source().is_some()))
        })
    }

    /// The evidence that the claim rests on, and the source that each refers to.
    pub fn sources_of(
        &self,
        claim: &'a Claim,
    ) -> impl Iterator<Item = (&'a Evidence, Option<Target<'a>>)> {
        self.evidence_as(claim, EvidenceRole::Source)
    }

    /// Whether the claim's passage contains a word that may be or begin something of that kind. Costs almost nothing.
    pub fn may_hold(&self, mark: Mark) -> bool {
        self.memo.marks(self.id, || self.marks()).has(mark)
    }

    /// What the words of the passage, or of the title if it was not found, may be or begin. Empty if the language is
    /// not known.
    fn marks(&self) -> Marks {
        let known = self.same_quantities.marks(self.id);
        known.or_else(|| self.read_marks()).unwrap_or_default()
    }

    fn read_marks(&self) -> Option<Marks> {
        let lexicon = self.lexicon()?;
        let text = self.passage_or_title()?;
        let words = words(text).take_while(|word| word.end <= Context::LONGEST);
        let marks = words.map(|word| lexicon.marks_of(&lower(&text[word])));
        Some(marks.fold(Marks::default(), Marks::and))
    }

    /// The passage as a range of the article's folded text, even if it is long.
    fn folded_range(&self) -> Option<Range<usize>> {
        self.memo.folded_passage(self.id, || {
            let passage = self.passage()?;
            Some(self.article()?.folded().folded_range(passage))
        })
    }

    /// The declaration as messages name it: "claim `five-freed`", or "this claim".
    pub fn named(&self) -> Message {
        let item = self.item();
        let keyword = item.map_or("declaration", |item| item.keyword().word());
        match item.and_then(Item::name) {
            Some(name) => message!("{} `{}`", keyword, public(name)),
            None => message!("this {}", keyword),
        }
    }

    /// The span of the title or, if there is none, of the name or the keyword.
    pub fn title_span(&self) -> Span {
        let item = self.item();
        let text = item.and_then(|item| item.title_span().or(item.name_span()));
        let keyword = item.map_or(0, |item| item.keyword().word().len());
        text.unwrap_or(Span::new(0, keyword))
    }

    /// The declaration that the reference with that index refers to; `None` if it is unknown or ambiguous.
    pub fn target(&self, reference: usize) -> Option<Target<'a>> {
        self.resolved.get(reference)?.found()
    }

    /// A place in this declaration.
    pub fn here(&self, span: Span) -> Place {
        Place::Declaration {
            file: self.file_id,
            id: self.id,
            span,
        }
    }

    /// A place in another declaration of this file.
    pub fn place_in_file(&self, id: DeclarationId, span: Span) -> Place {
        Place::Declaration {
            file: self.file_id,
            id,
            span,
        }
    }

    /// A place in the article of this file.
    pub fn in_article(&self, range: Range<usize>) -> Place {
        Place::Article {
            file: self.file_id,
            span: range.into(),
        }
    }

    /// The edit that adds the line `field: value` below the declaration's last line.
    pub fn add_field(&self, line: &str) -> Edit {
        add_field(self.file_id, self.id, self.segment, line)
    }

    /// The edit that declares an entity or a source: see [`declare`].
    pub fn declare(&self, keyword: Keyword, declaration: &str) -> Option<Edit> {
        declare(self.workspace, self.file_id, keyword, declaration)
    }

    /// The edit that replaces `span` of this declaration.
    pub fn replace(&self, span: Span, text: impl Into<String>) -> Edit {
        Edit {
            place: self.here(span),
            text: text.into(),
        }
    }

    /// The edit that removes the lines that contain `span`, including their comments.
    pub fn remove_lines(&self, span: Span) -> Edit {
        let text = &self.segment.text;
        let start = text[..span.start as usize]
            .rfind(['\n', '\r'])
            .map_or(0, |at| at + 1);
        let rest = &text[span.end as usize..];
        let end = match rest.find(['\n', '\r']) {
            Some(at) if rest[at..].starts_with("\r\n") => at + 2,
            Some(at) => at + 1,
            None => rest.len(),
        };
        self.replace(Span::new(start, span.end as usize + end), "")
    }

    /// Whether a line that is or nearly is this field has a mistake: then the field is not missing, only wrong.
    pub fn has_mistake_in(&self, field: &str) -> bool {
        let Some(item) = self.item() else {
            return false;
        };
        let text = &self.segment.text;
        let is_nearly = |word: &str| {
            let names = fields_of(item.keyword()).iter().map(|field| field.name);
            nearest(word, names).first() == Some(&field)
        };
        let mut problems = item.problems().iter();
        let mut errors = self.segment.errors.iter();
        problems.any(|problem| match problem {
            DeclarationProblem::InvalidValue { field: name, .. } => name == field,
            DeclarationProblem::EmptyField { field: name, .. } => name.of(text) == field,
            DeclarationProblem::UnknownField { field: name } => is_nearly(name.of(text)),
            _ => false,
        }) || errors.any(|error| {
            let line = error.line.of(text);
            line.starts_with([' ', '\t']) && line.trim_start().starts_with(field)
        })
    }

    /// Whether the parser could not read the line of `span`: then only the syntax error is reported.
    pub fn is_unreadable(&self, span: Span) -> bool {
        let errors = &self.segment.errors;
        let next = errors.partition_point(|error| error.line.end < span.start);
        errors.get(next).is_some_and(|error| {
            let begins_in_its_line = error.line.start <= span.start;
            begins_in_its_line || error.span.start < span.end
        })
    }
}
