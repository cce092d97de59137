//! The language server: transport, dispatch, to and from protocol types.
