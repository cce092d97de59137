; A file declares names for the whole workspace, so this is only the part that one file shows.
; A reference carries its sigil; which declaration it means is the language server's answer.

(source_file) @local.scope

(entity name: (name) @local.definition)
(source name: (name) @local.definition)
(claim name: (name) @local.definition)

(reference) @local.reference
