" Colours without the tree-sitter parser, for those who have no C compiler.

if exists('b:current_syntax')
  finish
endif

syntax case match
syntax sync minlines=200

" A string ends where the next field or declaration begins, even if its quotation mark is missing.
syntax match saysoHeadline /^\%(article\|entity\|source\|claim\)\>.*$/ contains=saysoKeyword,saysoString,saysoComment
syntax match saysoKeyword /^\%(article\|entity\|source\|claim\|text\)\>-\@!/ nextgroup=saysoName,saysoColon skipwhite
syntax match saysoName /[^ \t:"“#]\+/ contained nextgroup=saysoColon skipwhite
syntax match saysoColon /:/ contained nextgroup=saysoKind skipwhite
syntax match saysoKind /[a-z-]\+/ contained
syntax match saysoField /^\s\+\zs[a-z][a-z-]*\ze\s*:\/\@!/
syntax match saysoReference /@[^ \t,"“”]\+/
syntax match saysoOperator /\s\zs\%(at\|by\|seal\|sha256\)\ze\s/
syntax match saysoNumber /\%(^\|[ \t]\)\zs-\?\d[0-9X]*\%([-:.,\/][0-9X]\+\)*\ze\%([ \t,]\|$\)/
syntax match saysoUrl /\<[a-z]\+:\/\/\S\+/
syntax match saysoComment /\%(^\|\s\)\zs#.*$/ contains=@Spell
syntax region saysoString start=/"/ end=/"/ end=/^\s*$/me=s-1 end=/^\S/me=s-1 end=/^\s\+[a-z][a-z-]*\s*:\/\@!/me=s-1 contains=@Spell keepend
syntax region saysoString start=/“/ end=/”/ end=/^\s*$/me=s-1 end=/^\S/me=s-1 end=/^\s\+[a-z][a-z-]*\s*:\/\@!/me=s-1 contains=@Spell keepend
" An embedded text goes on to the next line that is not indented.
syntax region saysoText start=/^text\>\%([^-]\|$\)/ end=/^\ze\S/ contains=saysoKeyword,@Spell

highlight default link saysoKeyword Keyword
highlight default link saysoName Function
highlight default link saysoKind Type
highlight default link saysoField Identifier
highlight default link saysoReference Tag
highlight default link saysoOperator Operator
highlight default link saysoNumber Number
highlight default link saysoUrl Underlined
highlight default link saysoComment Comment
highlight default link saysoString String

let b:current_syntax = 'sayso'
