//! The signer of claims, and the date.

use std::sync::Arc;

use jiff::ZonedDateTime;
use jiff::civil::Date;

use super::seal::Seal;
use super::signer_identity::SignerIdentity;
use crate::model::{By, Item, Signature};
use crate::syntax::quoted;
use crate::workspace::{FileId, Segment, Workspace};

/// A person who signs claims.
#[derive(Clone, Debug)]
pub struct Signer {
    /// `DATE by WHO`
    signature: String,
    /// A claim with their signature: their name is read from it in the same way as from any draft.
    example: Arc<Segment>,
}

/// The user of an editor as a signer, and the date.
#[derive(Clone, Debug)]
pub struct Signing {
    pub today: Date,
    /// The user, if `sayso.signAs` names them.
    pub signer: Option<Signer>,
}

impl Signing {
    /// The signer of `signature` on the claim in `segment`, to sign again today. None if the user is
    /// known to be a different person: nobody signs for someone else.
    pub fn again(
        &self,
        workspace: &Workspace,
        file: FileId,
        segment: &Segment,
        signature: &Signature,
    ) -> Option<Signer> {
        let (item, by) = (segment.item.as_ref()?, signature.by.as_ref()?);
        let before = SignerIdentity::of(workspace, file, item, by)?;
        let here = self.signer.as_ref();
        if here.is_some_and(|here| {
            !here
                .identity(workspace, file)
                .is_some_and(|who| who.is(&before))
        }) {
            return None;
        }
        let name = match by {
            By::Name(name) => &name.text,
            By::Entity(reference) => item.references[*reference].span.of(&segment.text),
        };
        Signer::of(name, self.today)
    }
}

/// Today's date in the local time zone. Only code that talks to users may call it.
pub fn today() -> Date {
    ZonedDateTime::now().date()
}

impl Signer {
    /// The signer of that name, or the entity for `@name`. None if the name cannot be written after
    /// `by`.
    pub fn of(name: &str, date: Date) -> Option<Signer> {
        let name = name.trim();
        if name.is_empty() || name.contains(char::is_control) {
            return None;
        }
        let who = match name.starts_with('@') {
            true => name.to_owned(),
            false => quoted(name, "\""),
        };
        let signature = format!("{date} by {who}");
        let example = Segment::new(format!("claim: \"\"\n  checked: {signature}\n").into());
        let signer = Signer {
            signature,
            example: Arc::new(example),
        };
        let reads = match signer.by()? {
            (item, By::Entity(reference)) => item.references[*reference].span.len() == who.len(),
            (_, By::Name(text)) => text.text == name,
        };
        (reads && signer.example.errors.is_empty()).then_some(signer)
    }

    /// `DATE by WHO`
    pub fn signature(&self) -> &str {
        &self.signature
    }

    /// `DATE by WHO seal SEAL`
    pub fn sealed(&self, seal: Seal) -> String {
        format!("{} seal {seal}", self.signature)
    }

    /// The signer's identity, as seen from that file. None for an `@name` that is not an entity there.
    pub fn identity(&self, workspace: &Workspace, file: FileId) -> Option<SignerIdentity> {
        let (item, by) = self.by()?;
        SignerIdentity::of(workspace, file, item, by)
    }

    fn by(&self) -> Option<(&Item, &By)> {
        let item = self.example.item.as_ref()?;
        let [signature] = item.claim()?.checked() else {
            return None;
        };
        Some((item, signature.by.as_ref()?))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn written_names_are_read_back_unchanged() {
        for (name, written) in [
            ("M. Ortega", "2026-01-09 by \"M. Ortega\""),
            (" O'Hara ", "2026-01-09 by \"O'Hara\""),
            ("the \"desk\"", "2026-01-09 by “the \"desk\"”"),
            ("@ana", "2026-01-09 by @ana"),
            ("@people/ana", "2026-01-09 by @people/ana"),
            ("O # 5", "2026-01-09 by \"O # 5\""),
        ] {
            let signer = Signer::of(name, date(2026, 1, 9)).expect(name);
            assert_eq!(signer.signature, written);
        }
        for name in [
            "",
            " ",
            "@",
            "@a b",
            "@a,",
            "a\nb",
            "“a” \"b\"",
            "@ana seal",
        ] {
            assert!(Signer::of(name, date(2026, 1, 9)).is_none(), "{name:?}");
        }
    }
}
