//! The seal: four short hashes, and what their differences show.

use std::fmt;

use sha2::{Digest, Sha256};

/// Separates the hashes of seals from hashes of the same words for other purposes.
const DOMAIN: &str = "sayso seal 1";

/// The hash of a list of strings: the first 16 bits of a SHA-256. Length prefixes keep the strings apart.
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
    /// The kind, and who the words are attributed to.
    pub attribution: u16,
    /// The sources alone.
    pub sources: u16,
    /// The sources with their locators and quoted words.
    pub evidence: u16,
    /// The rest of the sentence around the passage.
    pub sentence: u16,
}

/// Four groups of four hexadecimal digits: the passage, the attribution (with the kind), the evidence, the sentence
/// around the passage. Older seals have only the first three.
///
/// Separate hashes of the first three could not tell another source from another page of the same source, which is
/// the first thing that a checker wants to know. So the hash of the sources is XORed into the first two
/// groups: both change by the same bits when the sources change, and each part keeps its 16 bits. The
/// kind is told apart from the attribution by trying all kinds. See
/// `docs/decisions/0006-seal-what-was-checked.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seal {
    groups: [u16; 3],
    sentence: Option<u16>,
}

impl From<Hashes> for Seal {
    fn from(hashes: Hashes) -> Seal {
        Seal {
            groups: [
                hashes.passage ^ hashes.sources,
                hashes.attribution ^ hashes.sources,
                hashes.evidence,
            ],
            sentence: Some(hashes.sentence),
        }
    }
}

impl fmt::Display for Seal {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let [first, second, third] = self.groups;
        write!(f, "{first:04x}-{second:04x}-{third:04x}")?;
        match self.sentence {
            Some(sentence) => write!(f, "-{sentence:04x}"),
            None => Ok(()),
        }
    }
}

/// A part of what was checked that has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    Passage,
    /// Only the kind; holds the former one.
    Kind(&'static str),
    /// Who the words are attributed to; possibly also the kind.
    Attribution,
    Sources,
    /// A locator or quoted words of a source.
    Places,
    /// The evidence, and also the passage or the attribution: too much to say more.
    Much,
    /// The sentence around the passage, outside of it.
    Sentence,
    /// The seal itself is not one that Sayso writes.
    Seal,
}

impl Changed {
    /// What changed, as the subject of a sentence: "the passage".
    fn phrase(self) -> String {
        match self {
            Changed::Passage => "the passage".to_owned(),
            Changed::Kind(was) => format!("the kind (it was `{was}`)"),
            Changed::Attribution => "the attribution".to_owned(),
            Changed::Sources => "the sources".to_owned(),
            Changed::Places => "a place or words in the sources".to_owned(),
            Changed::Much => "the evidence and the passage or the attribution".to_owned(),
            Changed::Sentence => "the sentence around the passage".to_owned(),
            Changed::Seal => "the seal itself".to_owned(),
        }
    }

    /// Everything that changed, as the subject of a sentence.
    pub fn list(changes: &[Changed]) -> String {
        let phrases: Vec<String> = changes.iter().map(|change| change.phrase()).collect();
        match &phrases[..] {
            [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
            one => one.concat(),
        }
    }

    /// The word in machine-readable output.
    pub fn word(self) -> &'static str {
        match self {
            Changed::Passage => "passage",
            Changed::Kind(_) => "kind",
            Changed::Attribution => "attribution",
            Changed::Sources => "source",
            Changed::Places => "locator",
            Changed::Much => "evidence",
            Changed::Sentence => "sentence",
            Changed::Seal => "seal",
        }
    }
}

impl Seal {
    /// Parses the digits as Sayso writes them.
    pub fn read(text: &str) -> Option<Seal> {
        let groups: Option<Vec<u16>> = text.split('-').map(group).collect();
        let (groups, sentence) = match groups?[..] {
            [first, second, third] => ([first, second, third], None),
            [first, second, third, fourth] => ([first, second, third], Some(fourth)),
            _ => return None,
        };
        Some(Seal { groups, sentence })
    }

    /// Whether it covers the sentence around the passage. Otherwise it was made before seals did.
    pub fn covers_sentence(self) -> bool {
        self.sentence.is_some()
    }

    /// What has changed since the seal was made; empty if the seal is whole. `kind_of` returns the claim
    /// kind whose hash of kind and attribution is the given one.
    pub fn changes(
        self,
        now: Hashes,
        kind_of: impl Fn(u16) -> Option<&'static str>,
    ) -> Vec<Changed> {
        let mut changes = self.changes_of_claim(now, kind_of);
        let is_other = |sentence| sentence != now.sentence;
        changes.extend(
            self.sentence
                .is_some_and(is_other)
                .then_some(Changed::Sentence),
        );
        changes
    }

    /// What has changed in the first three groups.
    fn changes_of_claim(
        self,
        now: Hashes,
        kind_of: impl Fn(u16) -> Option<&'static str>,
    ) -> Vec<Changed> {
        let [was, is] = [self.groups, Seal::from(now).groups];
        let [passage, attribution, evidence] = [0, 1, 2].map(|group| was[group] ^ is[group]);
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

/// Four hexadecimal digits.
fn group(text: &str) -> Option<u16> {
    let is_digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let is_group = text.len() == 4 && text.bytes().all(is_digit);
    is_group.then(|| u16::from_str_radix(text, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Hashes = Hashes {
        passage: 0x1111,
        attribution: 0x2222,
        sources: 0x4444,
        evidence: 0x8888,
        sentence: 0xaaaa,
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
    fn a_written_seal_is_read_back() {
        let seal = Seal::from(NOW);
        assert_eq!(seal.to_string(), "5555-6666-8888-aaaa");
        assert_eq!(Seal::read("5555-6666-8888-aaaa"), Some(seal));
        let older = Seal::read("5555-6666-8888").expect("an older seal");
        assert_eq!(older.to_string(), "5555-6666-8888");
        assert!(seal.covers_sentence() && !older.covers_sentence());
        for wrong in [
            "",
            "5555-6666",
            "5555-6666-8888-1",
            "5555-6666-8888-",
            "5555-6666-8888-aaaa-bbbb",
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
    fn changes_are_told_apart() {
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
        check(Hashes { sentence: 7, ..NOW }, &[Changed::Sentence]);
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
                sentence: 7,
                ..passage
            },
            &[Changed::Much, Changed::Sentence],
        );
    }

    #[test]
    fn an_older_seal_says_nothing_about_the_sentence() {
        let older = Seal::read("5555-6666-8888").expect("an older seal");
        let now = Hashes { sentence: 7, ..NOW };
        assert_eq!(older.changes(now, |_| None), []);
        let now = Hashes { passage: 7, ..now };
        assert_eq!(older.changes(now, |_| None), [Changed::Passage]);
    }
}
