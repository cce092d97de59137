//! What a rule sees, and how it reports.

use std::ops::Range;
use std::rc::Rc;

use super::allowances::Allowances;
use super::chains::Chains;
use super::encyclopedia_source::Encyclopedias;
use super::finding::{Applicability, Edit, Finding, Fix, Place, Related};
use super::mentions::Named;
use super::passages::Passages;
use super::reading::Reading;
use super::rule::{Rule, Severity};
use super::tallies::Tallies;
use super::twins::Twins;
use super::words::{self, Lexicon, Mark};
use crate::article::{Article, Sentence};
use crate::model::{Claim, Evidence, EvidenceRole, Item, Signature, Source};
use crate::signoff::{Checked, SignerIdentity, Signing};
use crate::text::Span;
use crate::workspace::{
    ArticleText, DeclarationId, File, FileId, Resolution, Segment, Settings, Target, Workspace,
};

/// One declaration and all around it.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    pub workspace: &'a Workspace,
    /// What the desk has decided for this file.
    pub settings: &'a Settings,
    pub file_id: FileId,
    pub file: &'a File,
    pub id: DeclarationId,
    pub segment: &'a Segment,
    /// What each of its references refers to, in the order of its list: looked up once for all rules.
    pub resolved: &'a [Resolution<'a>],
    /// The article of this file, as far as it could be read.
    pub article_text: Option<&'a ArticleText>,
    /// Where the claims of this file stand in the article.
    pub passages: &'a Passages,
    /// Which of them tell the same quantity.
    pub tallies: &'a Tallies,
    /// What sources go back to, as far as it was asked for.
    pub chains: &'a Chains,
    /// Which entities are declared several times, as far as it was asked for.
    pub twins: &'a Twins,
    /// Which sources are encyclopedias, as far as it was asked for.
    pub encyclopedias: &'a Encyclopedias,
    /// What was read in the claim's passage, as far as it was asked for.
    pub reading: &'a Reading,
    /// What this file allows, and what that kept back elsewhere in it.
    pub allowances: &'a Allowances,
    /// Whether somebody asks for quick fixes; they cost time.
    pub wants_fixes: bool,
    /// Whether those fixes are among them that look for another name among all that are known.
    pub wants_names: bool,
    /// Who could sign a claim, where somebody asks for quick fixes who can sign.
    pub signing: Option<&'a Signing>,
    /// Whether they ask in order to choose one: among the sources of the whole workspace, say.
    pub wants_choices: bool,
}

impl<'a> Context<'a> {
    /// The longest passage whose words are looked at, in bytes. It is far longer than what a claim is
    /// about, and an article may be one sentence of a megabyte that thousands of claims quote.
    pub const LONGEST: usize = 5_000;

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

    /// The words of the article's language; none where Sayso does not know it.
    pub fn lexicon(&self) -> Option<&'static Lexicon> {
        let told = || self.file.article()?.1.language.as_deref();
        let language = match self.article_text {
            Some(text) => &text.language,
            None => told().unwrap_or("en"),
        };
        words::of_language(language)
    }

    /// The passage that this claim was found at, as a range of the article's source.
    pub fn passage(&self) -> Option<Range<usize>> {
        self.passages.found(self.id)
    }

    /// What the reader sees at the claim's passage; the title where there is no passage.
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

    /// The article's folded text, and where in it the claim's passage stands. Makes nothing new. None
    /// for a passage longer than [`Context::LONGEST`].
    pub fn folded_passage(&self) -> Option<(&'a str, Range<usize>)> {
        let passage = self.reading.folded_passage(self)?;
        let text = self.article()?.folded().text();
        (passage.len() <= Context::LONGEST).then_some((text, passage))
    }

    /// The folded text of the claim's passage; its title where it was not found.
    pub fn passage_or_title(&self) -> Option<&'a str> {
        match self.folded_passage() {
            Some((text, passage)) => Some(&text[passage]),
            None => Some(&self.item()?.title.as_ref()?.text),
        }
    }

    /// What is checked of this claim, where it can be known.
    pub fn checked(&self) -> Option<Checked> {
        let (text, passage) = self.folded_passage()?;
        Checked::of(self.workspace, self.file_id, self.segment, &text[passage])
    }

    /// Who has made that signature on this claim.
    pub fn signed_by(&self, signature: &Signature) -> Option<SignerIdentity> {
        let by = signature.by.as_ref()?;
        SignerIdentity::of(self.workspace, self.file_id, self.item()?, by)
    }

    /// The evidence of one role of `claim`, this declaration's, and what it refers to; none where
    /// that is no source that is there.
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

    /// The same of what it rests on.
    pub fn sources_of(
        &self,
        claim: &'a Claim,
    ) -> impl Iterator<Item = (&'a Evidence, Option<Target<'a>>)> {
        self.evidence_as(claim, EvidenceRole::Source)
    }

    /// The known names in the claim's passage.
    pub fn names_in_passage(&self) -> Rc<[Named]> {
        self.reading.named(self)
    }

    /// The sentences that the claim's passage touches.
    pub fn touched_sentences(&self) -> Rc<[Range<usize>]> {
        self.reading.touched_sentences(self)
    }

    /// Whether the claim's passage holds a word that may be or begin something of that kind. Costs
    /// next to nothing.
    pub fn may_hold(&self, mark: Mark) -> bool {
        self.reading.marks(self).has(mark)
    }

    /// "claim `five-freed`", or "this claim".
    pub fn named(&self) -> String {
        let item = self.item();
        let keyword = item.map_or("declaration", |item| item.keyword().word());
        match item.and_then(Item::name) {
            Some(name) => format!("{keyword} `{name}`"),
            None => format!("this {keyword}"),
        }
    }

    /// The title; the name or the keyword where there is none.
    pub fn title_span(&self) -> Span {
        let item = self.item();
        let text = item.and_then(|item| item.title_span().or(item.name_span()));
        let keyword = item.map_or(0, |item| item.keyword().word().len());
        text.unwrap_or(Span::new(0, keyword))
    }

    /// The one declaration that the reference at that place in this one's list refers to.
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

    /// The edit that appends a declaration to this file.
    pub fn append(&self, declaration: &str) -> Edit {
        append(self.file_id, self.file, declaration)
    }

    /// The edit that replaces `span` of this declaration.
    pub fn replace(&self, span: Span, text: impl Into<String>) -> Edit {
        Edit {
            place: self.here(span),
            text: text.into(),
        }
    }

    /// The edit that takes out the lines that `span` stands on, comments and all.
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

    /// Whether the line is one that the parser could not read: then that is said, and nothing else.
    pub fn is_unreadable(&self, span: Span) -> bool {
        let text = &self.segment.text;
        let line_of = |at: u32| text[..(at as usize).min(text.len())].rfind(['\n', '\r']);
        let mut errors = self.segment.errors.iter();
        errors.any(|error| {
            error.span.start < span.end && span.start < error.span.end
                || line_of(error.span.start) == line_of(span.start)
        })
    }
}

/// The edit that adds the line `field: value` below the last line of a declaration.
pub(super) fn add_field(file: FileId, id: DeclarationId, segment: &Segment, line: &str) -> Edit {
    let syntax = segment.syntax().declaration.as_ref();
    let end = syntax.map_or(segment.text.trim_end().len(), |syntax| {
        syntax.span.end as usize
    });
    let rest = &segment.text[end.min(segment.text.len())..];
    // A comment after the last field stays on its line.
    let at = end + rest.find(['\n', '\r']).unwrap_or(rest.len());
    let span = Span::at(at);
    Edit {
        place: Place::Declaration { file, id, span },
        text: format!("{}  {line}", line_end_of(&segment.text)),
    }
}

/// The edit that appends a declaration to `file`, after a blank line.
pub(super) fn append(file_id: FileId, file: &File, declaration: &str) -> Edit {
    let (id, text) = match file.slots().last() {
        Some(slot) => (slot.id, &*slot.segment.text),
        None => (DeclarationId(0), ""),
    };
    let line_end = line_end_of(text);
    let before = match text.ends_with(['\n', '\r']) {
        true => line_end.to_owned(),
        false => line_end.repeat(2),
    };
    Edit {
        place: Place::Declaration {
            file: file_id,
            id,
            span: Span::at(text.len()),
        },
        text: format!("{before}{}{line_end}", declaration.replace('\n', line_end)),
    }
}

pub(super) fn line_end_of(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// One sentence of the article that no claim touches.
#[derive(Clone, Copy)]
pub struct SentenceContext<'a> {
    pub workspace: &'a Workspace,
    /// What the desk has decided for this file.
    pub settings: &'a Settings,
    pub file_id: FileId,
    pub file: &'a File,
    pub article: &'a Article,
    pub language: &'a str,
    pub sentence: &'a Sentence,
    /// Whether it names an entity of the workspace.
    pub names_somebody: bool,
    /// What this file allows.
    pub allowances: &'a Allowances,
    pub wants_fixes: bool,
}

impl SentenceContext<'_> {
    /// The edit that appends a declaration to the draft.
    pub fn append(&self, declaration: &str) -> Edit {
        append(self.file_id, self.file, declaration)
    }
}

/// A place of the article that holds what would tell who a confidential source is.
pub struct ExposureContext<'a> {
    /// What the desk has decided for this file.
    pub settings: &'a Settings,
    pub file_id: FileId,
    /// In the article's source.
    pub range: Range<usize>,
    /// The source's name; empty where it has none.
    pub source: String,
}

/// Collects the findings of one rule.
pub struct Report<'a> {
    rule: &'static Rule,
    findings: &'a mut Vec<Finding>,
    /// How many findings there may be.
    most: usize,
}

impl<'a> Report<'a> {
    /// How many findings of one rule are told of one declaration: more than anybody reads, and a
    /// line of a megabyte may hold hundreds of thousands.
    pub const MOST: usize = 100;

    pub(super) fn new(rule: &'static Rule, findings: &'a mut Vec<Finding>) -> Report<'a> {
        let most = findings.len() + Report::MOST;
        Report {
            rule,
            findings,
            most,
        }
    }

    /// Adds a finding; what is returned can be told more of.
    pub fn add(&mut self, place: Place, message: impl Into<String>) -> &mut Finding {
        // One more is kept, so that there is something to return.
        self.findings.truncate(self.most);
        self.findings.push(Finding {
            rule: self.rule,
            severity: self.rule.severity,
            place,
            message: message.into(),
            related: Vec::new(),
            unnecessary: false,
            fixes: Vec::new(),
        });
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }
}

impl Drop for Report<'_> {
    fn drop(&mut self) {
        self.findings.truncate(self.most);
    }
}

impl Finding {
    pub fn with_severity(&mut self, severity: Severity) -> &mut Finding {
        self.severity = severity;
        self
    }

    pub fn related(&mut self, place: Place, message: impl Into<String>) -> &mut Finding {
        self.related.push(Related {
            place,
            message: message.into(),
        });
        self
    }

    /// A way to mend it that somebody should look at.
    pub fn fix(&mut self, title: impl Into<String>, edits: Vec<Edit>) -> &mut Finding {
        self.add_fix(title, edits, Applicability::Unsafe)
    }

    /// The one obvious way to mend it: see [`Applicability::Safe`].
    pub fn safe_fix(&mut self, title: impl Into<String>, edits: Vec<Edit>) -> &mut Finding {
        self.add_fix(title, edits, Applicability::Safe)
    }

    /// A way to mend it that leaves something to the writer: see [`Applicability::ByHand`].
    pub fn fix_by_hand(&mut self, title: impl Into<String>, edits: Vec<Edit>) -> &mut Finding {
        self.add_fix(title, edits, Applicability::ByHand)
    }

    pub fn add_fix(
        &mut self,
        title: impl Into<String>,
        edits: Vec<Edit>,
        applicability: Applicability,
    ) -> &mut Finding {
        let preferred = self.fixes.is_empty();
        self.fixes.push(Fix {
            title: title.into(),
            edits,
            preferred,
            applicability,
        });
        self
    }
}
