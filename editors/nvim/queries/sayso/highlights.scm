; Colours, with capture names that both Neovim and Helix know.

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

(field_name) @attribute

(value (word) @constant)

[
  "at"
  "by"
  "seal"
] @keyword.operator

(locator label: (label) @constant)
[
  (date)
  (time)
  (number)
  (locator_value)
  (unquoted)
] @constant.numeric

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
