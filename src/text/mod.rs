//! Positions, edits and the folding of words. Knows no language.
