//! What a word means in the title of a source, as far as that tells who the source is.

/// A word may have several of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TitleWord {
    /// What people say: "interview", "statement".
    Talk,
    /// Talk that is sent to somebody: "letter".
    Written,
    /// What says nothing about who speaks: "report", "photos".
    Document,
    /// Before the person who speaks: "with", "from".
    With,
    /// Before the person who speaks, after a [`TitleWord::Talk`]: "testimony of", but not "aide of".
    Of,
    /// The same, except after [`TitleWord::Written`]: "call to", but not "letter to".
    To,
    /// Before what is merely mentioned: "about".
    About,
    /// The same for places and purposes: "in", "for".
    In,
    Joining,
    Function,
    /// People who are not named: "aide".
    Person,
    /// Part of the name of an organisation: "Ministry".
    Institution,
    /// The last word of many places and organisations, and a surname: "Hall".
    PlaceNoun,
    /// The first word of many places and organisations: "New".
    PlaceFirst,
    /// A place or nationality.
    Place,
    Time,
    /// A small word within a name: "van".
    Particle,
    /// A form of address before a surname: "Ms".
    AddressBefore,
    /// A form of address after a surname: "-san".
    AddressAfter,
    /// After a full name: "Jr".
    Suffix,
}

/// Some title words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TitleWords(u32);

impl TitleWords {
    pub fn with(self, word: TitleWord) -> TitleWords {
        TitleWords(self.0 | 1 << word as u32)
    }

    pub fn has(self, word: TitleWord) -> bool {
        self.0 & (1 << word as u32) != 0
    }

    pub fn has_any(self, words: &[TitleWord]) -> bool {
        words.iter().any(|word| self.has(*word))
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}
