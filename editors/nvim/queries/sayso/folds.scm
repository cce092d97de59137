; A declaration folds to its headline.

[
  (article)
  (text)
  (entity)
  (source)
  (claim)
  (unknown)
] @fold
