//! One file per rule: documentation, check, fixes, tests.
