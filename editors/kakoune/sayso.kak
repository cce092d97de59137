# Sayso in Kakoune: file type, colours, comments and indentation of drafts, and the server for kakoune-lsp, which serves
# a draft's article too. Source this file in your kakrc, after `eval %sh{ kak-lsp }`.

declare-option -docstring "who signs off claims: a name, or @name if the newsroom has declared you" str sayso_sign_as

hook global BufCreate .*\.sayso %{ set-option buffer filetype sayso }

hook global BufSetOption filetype=sayso %{
    set-option buffer comment_line '#'
    set-option buffer indentwidth 2
    # Names contain hyphens.
    set-option buffer extra_word_chars '_' '-'
}

hook global WinSetOption filetype=sayso %{
    require-module sayso
    add-highlighter window/sayso ref sayso
    hook window InsertChar \n -group sayso-indent sayso-indent-on-new-line
    hook -once -always window WinSetOption filetype=.* %{
        remove-highlighter window/sayso
        remove-hooks window sayso-indent
    }
}

# The server knows which Markdown or text file is the article of a draft, and has nothing to say about others.
hook -group sayso-lsp global BufSetOption filetype=(?:sayso|markdown|plain) %{
    set-option -add buffer lsp_servers "
[sayso]
root_globs = [""sayso.toml"", "".git"", "".hg""]
args = [""lsp""]
settings_section = ""sayso""
[sayso.settings.sayso]
signAs = ""%opt{sayso_sign_as}""
"
}

provide-module sayso %§

add-highlighter shared/sayso regions
add-highlighter shared/sayso/declaration default-region group
add-highlighter shared/sayso/comment region '(^|(?<=\s))#' '$' fill comment
# A string ends with the name of the next field, or where the next declaration begins, even if its quotation mark is missing.
add-highlighter shared/sayso/string region '"' '"|^\h*$|^(?=\S)|^\h+[a-z][a-z-]*\h*:[^/]' fill string
add-highlighter shared/sayso/quotation region '“' '”|^\h*$|^(?=\S)|^\h+[a-z][a-z-]*\h*:[^/]' fill string
# An embedded text goes on to the next line that is not indented.
add-highlighter shared/sayso/text region '^text\b' '^(?=[^\s])' regex '\Atext' 0:keyword

add-highlighter shared/sayso/declaration/headline regex \
    '^(article|entity|source|claim)(?![\w-])(?:\h+([\w][\w-]*))?(?:\h*:\h*([a-z-]+))?' 1:keyword 2:function 3:type
add-highlighter shared/sayso/declaration/field regex '^\h+([a-z][a-z-]*)\h*:(?!/)' 1:attribute
add-highlighter shared/sayso/declaration/reference regex '@(?:[\w.-]+/)?\w[\w-]*' 0:variable
add-highlighter shared/sayso/declaration/word regex '\h(at|by|seal|sha256)\b' 1:operator
add-highlighter shared/sayso/declaration/number regex '(?<![\w-])-?\d[\dX]*(?:[-:.,/][\dX]+)*(?![\w-])' 0:value

# Below a headline: one step in. Below a field: like the field. After a blank line: column 0.
define-command -hidden sayso-indent-on-new-line %{
    evaluate-commands -draft -itersel %{
        try %{ execute-keys -draft k x <a-k> '^[^\s#]' <ret> j <a-gt> }
        try %{
            execute-keys -draft k x <a-k> '^\h+\S' <ret>
            execute-keys -draft <semicolon> K <a-&>
        }
    }
}

§
