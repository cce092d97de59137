//! Words, numbers, dates, superlatives and quotations in running text, by language. Independent
//! of Sayso files and rules. A language without a word list is unknown: lookups in it return nothing.

mod phrases;
mod figures;
mod superlatives;
pub mod speech;
pub mod attributions;
mod words;
mod title_words;
mod languages;
pub mod titles;
mod marks;
pub mod name_use;
pub mod lexicon;
mod superlatives_in_text;
pub mod capitalised;
pub mod language_names;
pub mod dates;
pub mod quantities;
pub mod quotation_diff;

pub use figures::{Ages, Bound, Figure, Numeral, Period, Relative};
pub use lexicon::{Lexicon, WordClass};
pub use marks::{Mark, Marks};
