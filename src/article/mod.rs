//! The article as its reader sees it: its text, sentences, and where a quotation stands in it.
