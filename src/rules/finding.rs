//! What a rule found, and how to mend it.

use crate::rules::rule::{Rule, Severity};
use crate::text::message::Message;
use crate::workspace::Place;

#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    pub rule: &'static Rule,
    pub severity: Severity,
    pub place: Place,
    /// The thing by its name, and the next step. No full stop at the end.
    pub message: Message,
    pub related: Vec<Related>,
    /// Shown faded: nothing uses it.
    pub unnecessary: bool,
    /// Made only where somebody asks for them: see [`Context::wants_fixes`](super::Context).
    pub fixes: Vec<Fix>,
}

impl Finding {
    pub fn with_severity(&mut self, severity: Severity) -> &mut Finding {
        self.severity = severity;
        self
    }

    pub fn related(&mut self, place: Place, message: impl Into<Message>) -> &mut Finding {
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

/// Another place that explains the finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    pub place: Place,
    pub message: Message,
}

/// One way to mend a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Fix {
    /// An order: "Add `said-by:`".
    pub title: String,
    pub edits: Vec<Edit>,
    /// The one that most would take.
    pub preferred: bool,
    pub applicability: Applicability,
}

/// Who may apply a fix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applicability {
    /// Anybody, without looking: there is one way to mend it, what was claimed stays as it is, and
    /// nothing that somebody wrote is lost. `sayso check --fix`
    Safe,
    /// Somebody who looks at what came of it: it is likely meant. `sayso check --fix --unsafe`
    Unsafe,
    /// Nobody but the writer, since something is left to be chosen or to be written, or what is
    /// taken out stands nowhere else.
    ByHand,
}

impl Applicability {
    /// Safe where it is certain.
    pub fn safe_if(certain: bool) -> Applicability {
        match certain {
            true => Applicability::Safe,
            false => Applicability::Unsafe,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Edit {
    /// What is replaced; empty where something is inserted.
    pub place: Place,
    pub text: String,
}
