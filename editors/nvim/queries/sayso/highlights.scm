; Colours. Where Neovim and Helix call one thing by two names, it has both: an editor takes the
; one that it knows.

[
  "article"
  "text"
  "entity"
  "source"
  "claim"
] @keyword

(unknown keyword: (word) @error)

(article name: (name) @label)
(entity name: (name) @label)
(source name: (name) @label)
(claim name: (name) @label)

(kind) @type

(field_name) @variable.other.member @property

(value (word) @constant)

[
  "at"
  "by"
  "seal"
] @keyword.operator

(locator label: (label) @constant)
(locator value: (locator_value) @constant.numeric @number)

[
  (date)
  (time)
  (number)
] @constant.numeric @number

(symbol) @operator

(fingerprint) @string.special

(reference) @tag

(url) @string.special.url

[
  (string)
  (unterminated_string)
] @string

(article title: (_) @markup.heading)

(prose) @spell

(comment) @spell @comment

[
  ":"
  ","
] @punctuation.delimiter
