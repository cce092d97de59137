//! How far a claim is checked: whether it has the sources that it needs, and whether its sign-offs hold.

use serde::Serialize;

use super::sign_off_state::SignOffState;
use crate::model::Item;
use crate::model::schema::UNSOURCED_CLAIM_KINDS;

/// The progress of a claim, from what has to be done first to what is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimState {
    /// It needs a source and has none.
    Unsourced,
    /// It has changed since somebody signed it.
    Broken,
    /// It is signed, and what was signed cannot be found.
    Unknown,
    /// It is signed without a seal.
    Unsealed,
    /// It has the sources that it needs, and nobody has signed it.
    Unsigned,
    /// Its kind needs neither a source nor a sign-off, and it has no sign-off.
    NeedsNone,
    /// It is unchanged since somebody signed it.
    Checked,
}

impl ClaimState {
    pub const ALL: [ClaimState; 7] = [
        ClaimState::Unsourced,
        ClaimState::Broken,
        ClaimState::Unknown,
        ClaimState::Unsealed,
        ClaimState::Unsigned,
        ClaimState::NeedsNone,
        ClaimState::Checked,
    ];

    /// The state of a claim with that number of sources, and with sign-offs in these states.
    pub fn of(item: &Item, sources: usize, sign_offs: &[SignOffState]) -> ClaimState {
        let needs_none = UNSOURCED_CLAIM_KINDS.contains(&item.kind().unwrap_or("fact"));
        let any = |is_so: fn(&SignOffState) -> bool| sign_offs.iter().any(is_so);
        match () {
            () if sources == 0 && !needs_none => ClaimState::Unsourced,
            () if any(|it| matches!(it, SignOffState::Broken(_))) => ClaimState::Broken,
            () if any(SignOffState::is_whole) => ClaimState::Checked,
            () if any(|it| *it == SignOffState::Unknown) => ClaimState::Unknown,
            () if any(|it| *it == SignOffState::Unsealed) => ClaimState::Unsealed,
            () if needs_none => ClaimState::NeedsNone,
            () => ClaimState::Unsigned,
        }
    }
}
