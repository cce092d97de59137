; A file declares names for the whole workspace, so this covers only what one file contains.
; A reference includes its `@`; the language server resolves it.

(source_file) @local.scope

(entity name: (name) @local.definition)
(source name: (name) @local.definition)
(claim name: (name) @local.definition)

(reference) @local.reference
