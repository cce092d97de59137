//! Sets apart who a confidential source is.

use thin_vec::ThinVec;

use super::details::{By, Identity};
use super::items::{Detail, Item};
use super::references::{Reference, Role};

/// Moves the `by:` of a confidential source, and the references in its notes, out of the lists that everybody reads
/// into the source's [`Identity`].
pub(super) fn set_apart(item: &mut Item) {
    let Detail::Source(source) = &mut item.detail else {
        return;
    };
    let is_hidden = |reference: &Reference| matches!(reference.role, Role::By | Role::Note);
    if !source.confidential || source.by.is_empty() && !item.references.iter().any(is_hidden) {
        return;
    }
    let mut identity = Identity {
        by: std::mem::take(&mut source.by),
        references: ThinVec::new(),
    };
    let mut others = ThinVec::new();
    // The new index of each reference, in whichever list it is now.
    let mut moved = Vec::with_capacity(item.references.len());
    for reference in item.references.drain(..) {
        let list = match is_hidden(&reference) {
            true => &mut identity.references,
            false => &mut others,
        };
        moved.push(list.len());
        list.push(reference);
    }
    item.references = others;
    let approved = source.approved.iter_mut();
    let approved = approved.filter_map(|signature| signature.by.as_mut());
    let values = identity.by.iter_mut().chain(&mut source.publisher);
    for by in values.chain(approved) {
        if let By::Entity(reference) = by {
            *reference = moved[*reference];
        }
    }
    source.identity = Some(Box::new(identity));
}

#[cfg(test)]
mod tests {
    use crate::model::lower;
    use crate::syntax::parse;
    use crate::text::Slice;

    #[test]
    fn only_the_identity_refers_to_the_people() {
        let text = Slice::from(
            "source s: interview \"S\"\n  by: @jon, \"Ann\", by @eva\n  note: \"see @mary and @ben\"\n  publisher: @town\n  contact: @jon\n  derived-from: @minutes\n  approved: 2026 by @lea\n  confidential: yes\n",
        );
        let parsed = parse(&text);
        let item = lower(&text, parsed.declaration.as_ref().expect("a source"), true);
        let source = item.source().expect("a source");
        let identity = source.identity.as_ref().expect("an identity");
        let names = |references: &[crate::model::Reference]| -> Vec<String> {
            references.iter().map(|it| it.name.to_string()).collect()
        };
        assert_eq!(names(&item.references), ["town", "minutes", "lea"]);
        assert_eq!(
            names(&identity.references),
            ["jon", "eva", "mary", "ben", "jon"]
        );
        assert!(source.by.is_empty());
        check(&source.publisher, "Some(Entity(0))");
        check(
            &source.approved.as_ref().and_then(|it| it.by.as_ref()),
            "Some(Entity(2))",
        );
        assert_eq!(identity.by.len(), 3);
        check(&identity.by[2], "Entity(1)");
    }

    #[track_caller]
    fn check(value: &impl std::fmt::Debug, expected: &str) {
        assert_eq!(format!("{value:?}"), expected);
    }
}
