//! The fields of claims.

use thin_vec::ThinVec;

use super::details::Signature;
use super::texts::Text;
use crate::syntax::Locator;

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claim {
    pub evidence: ThinVec<Evidence>,
    /// In a box, because most claims have none and a workspace contains very many claims.
    pub particulars: Option<Box<Particulars>>,
}

/// Fields that only some claims have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Particulars {
    pub prefix: Option<Text>,
    pub suffix: Option<Text>,
    /// Other words of the article that the claim is about.
    pub also: Vec<Text>,
    /// The number with its unit, or the date, as written, with single spaces.
    pub value: Option<Text>,
    pub verdict: Option<Text>,
    pub asserts: Option<Text>,
    pub replies: Vec<Reply>,
    pub checked: Vec<Signature>,
}

/// `@entity OUTCOME DATE`: the right of reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The index into the item's references.
    pub reference: usize,
    pub outcome: Option<Text>,
    pub date: Option<Text>,
}

impl Claim {
    /// The evidence with this role.
    pub fn evidence_as(&self, role: EvidenceRole) -> impl Iterator<Item = &Evidence> {
        self.evidence
            .iter()
            .filter(move |evidence| evidence.role == role)
    }

    pub fn sources(&self) -> impl Iterator<Item = &Evidence> {
        self.evidence_as(EvidenceRole::Source)
    }

    pub fn prefix(&self) -> Option<&Text> {
        self.particulars.as_ref()?.prefix.as_ref()
    }

    /// Other words of the article that the claim is about.
    pub fn also(&self) -> &[Text] {
        self.particulars.as_ref().map_or(&[], |all| &all.also)
    }

    pub fn suffix(&self) -> Option<&Text> {
        self.particulars.as_ref()?.suffix.as_ref()
    }

    /// The number with its unit, or the date, as written, with single spaces.
    pub fn value(&self) -> Option<&Text> {
        self.particulars.as_ref()?.value.as_ref()
    }

    pub fn verdict(&self) -> Option<&Text> {
        self.particulars.as_ref()?.verdict.as_ref()
    }

    /// `said`, `so` or `both`.
    pub fn asserts(&self) -> Option<&Text> {
        self.particulars.as_ref()?.asserts.as_ref()
    }

    pub fn replies(&self) -> &[Reply] {
        self.particulars.as_ref().map_or(&[], |all| &all.replies)
    }

    /// The sign-offs.
    pub fn checked(&self) -> &[Signature] {
        self.particulars.as_ref().map_or(&[], |all| &all.checked)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceRole {
    Source,
    ContradictedBy,
    Context,
}

/// `@source [at LOCATOR] ["the source's words"] [primary|secondary]`
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    pub role: EvidenceRole,
    /// The index into the item's references.
    pub reference: usize,
    pub locator: Option<Locator>,
    /// In a box, because most evidence quotes nothing.
    pub words: Option<Box<Text>>,
    pub rank: Option<Rank>,
}

/// How close a source is to the event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    Primary,
    Secondary,
}
