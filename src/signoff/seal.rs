//! The seal: three short hashes, and what can be read from how two of them differ.

use std::fmt;

use sha2::{Digest, Sha256};

/// What makes a hash of a seal one of no other list of words.
const DOMAIN: &str = "sayso seal 1";

/// The hash of some strings: the first 16 bits of a SHA-256 that keeps them apart.
pub fn hash_of<'a>(part: &'a str, strings: impl IntoIterator<Item = &'a str>) -> u16 {
    let mut hash = Sha256::new();
    for string in [DOMAIN, part].into_iter().chain(strings) {
        hash.update((string.len() as u64).to_le_bytes());
        hash.update(string);
    }
    let digest = hash.finalize();
    u16::from_be_bytes([digest[0], digest[1]])
}

/// The hashes of the parts of what was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hashes {
    /// The words of the passage.
    pub passage: u16,
    /// The kind, and to whom the words are attributed.
    pub attribution: u16,
    /// The sources alone.
    pub sources: u16,
    /// The sources with the places and the words in them.
    pub evidence: u16,
}

/// Three groups of four digits: the passage, the attribution, the evidence. The hash of the sources
/// is laid over the first two, so that those two change alike when the sources do: else nobody could
/// tell another source from another page of the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seal([u16; 3]);

impl From<Hashes> for Seal {
    fn from(hashes: Hashes) -> Seal {
        Seal([
            hashes.passage ^ hashes.sources,
            hashes.attribution ^ hashes.sources,
            hashes.evidence,
        ])
    }
}

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let [first, second, third] = self.0;
        write!(f, "{first:04x}-{second:04x}-{third:04x}")
    }
}

/// A part of what was checked that is another now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    Passage,
    /// The kind alone: which one it was.
    Kind(&'static str),
    /// To whom the words are attributed; the kind may be another too.
    Attribution,
    Sources,
    /// Where in the sources, or the sources' own words.
    Places,
    /// The evidence, and with it the passage or the attribution: so much that no more can be told.
    Much,
    /// The seal itself is not one that Sayso writes.
    Seal,
}

impl Changed {
    /// What changed, as the subject of a sentence: "the passage", which changed.
    fn told(self) -> String {
        match self {
            Changed::Passage => "the passage".to_owned(),
            Changed::Kind(was) => format!("the kind (it was `{was}`)"),
            Changed::Attribution => "the attribution".to_owned(),
            Changed::Sources => "the sources".to_owned(),
            Changed::Places => "a place or words in the sources".to_owned(),
            Changed::Much => "the evidence and the passage or the attribution".to_owned(),
            Changed::Seal => "the seal itself".to_owned(),
        }
    }

    /// All that changed, as the subject of a sentence.
    pub fn list(changes: &[Changed]) -> String {
        let told: Vec<String> = changes.iter().map(|change| change.told()).collect();
        match &told[..] {
            [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
            one => one.concat(),
        }
    }

    /// The word for programs.
    pub fn word(self) -> &'static str {
        match self {
            Changed::Passage => "passage",
            Changed::Kind(_) => "kind",
            Changed::Attribution => "attribution",
            Changed::Sources => "source",
            Changed::Places => "locator",
            Changed::Much => "evidence",
            Changed::Seal => "seal",
        }
    }
}

impl Seal {
    /// From its digits, as Sayso writes them.
    pub fn read(text: &str) -> Option<Seal> {
        let mut groups = text.split('-');
        let mut next = || {
            let group = groups.next()?;
            let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
            let is_group = group.len() == 4 && group.bytes().all(is_digit);
            is_group.then(|| u16::from_str_radix(group, 16).ok())?
        };
        let seal = Seal([next()?, next()?, next()?]);
        groups.next().is_none().then_some(seal)
    }

    /// What is another now than when the seal was made; nothing where the seal is whole. `kind_of`
    /// gives the kind whose hash of kind and attribution that is.
    pub fn changes(
        self,
        now: Hashes,
        kind_of: impl Fn(u16) -> Option<&'static str>,
    ) -> Vec<Changed> {
        let Seal([first, second, third]) = Seal::from(now);
        let [passage, attribution, evidence] =
            [self.0[0] ^ first, self.0[1] ^ second, self.0[2] ^ third];
        let is_much = evidence != 0 && passage != 0 && attribution != 0;
        if is_much {
            return match passage == attribution {
                true => vec![Changed::Sources],
                false => vec![Changed::Much],
            };
        }
        let kind = || kind_of(now.attribution ^ attribution);
        let attributed = || kind().map_or(Changed::Attribution, Changed::Kind);
        [
            (passage != 0).then_some(Changed::Passage),
            (attribution != 0).then(attributed),
            (evidence != 0).then_some(Changed::Places),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Hashes = Hashes {
        passage: 0x1111,
        attribution: 0x2222,
        sources: 0x4444,
        evidence: 0x8888,
    };

    #[test]
    fn hashes_never_change() {
        assert_eq!(hash_of("passage", ["five of its nationals"]), 0xb75c);
        assert_ne!(
            hash_of("passage", ["a", "bc"]),
            hash_of("passage", ["ab", "c"])
        );
        assert_ne!(hash_of("passage", ["a"]), hash_of("sources", ["a"]));
    }

    #[test]
    fn is_read_as_it_is_written() {
        let seal = Seal::from(NOW);
        assert_eq!(seal.to_string(), "5555-6666-8888");
        assert_eq!(Seal::read("5555-6666-8888"), Some(seal));
        for wrong in [
            "",
            "5555-6666",
            "5555-6666-8888-1",
            "555-6666-8888",
            "555g-6666-8888",
            "+555-6666-8888",
        ] {
            assert_eq!(Seal::read(wrong), None, "{wrong}");
        }
    }

    #[track_caller]
    fn check(then: Hashes, expected: &[Changed]) {
        let kind_of = |hash: u16| (hash == 0x2323).then_some("number");
        assert_eq!(Seal::from(then).changes(NOW, kind_of), expected);
    }

    #[test]
    fn what_changed_is_told_apart() {
        check(NOW, &[]);
        let passage = Hashes { passage: 7, ..NOW };
        check(passage, &[Changed::Passage]);
        check(
            Hashes {
                attribution: 7,
                ..NOW
            },
            &[Changed::Attribution],
        );
        check(
            Hashes {
                attribution: 0x2323,
                ..NOW
            },
            &[Changed::Kind("number")],
        );
        check(Hashes { evidence: 7, ..NOW }, &[Changed::Places]);
        let sources = Hashes {
            sources: 7,
            evidence: 9,
            ..NOW
        };
        check(sources, &[Changed::Sources]);
        check(
            Hashes {
                attribution: 9,
                ..passage
            },
            &[Changed::Passage, Changed::Attribution],
        );
        check(
            Hashes {
                evidence: 9,
                ..passage
            },
            &[Changed::Passage, Changed::Places],
        );
        check(
            Hashes {
                passage: 9,
                ..sources
            },
            &[Changed::Much],
        );
        check(
            Hashes {
                evidence: 9,
                attribution: 8,
                ..passage
            },
            &[Changed::Much],
        );
    }
}
