; The fields of a declaration are indented once. Helix uses `@indent`, Neovim `@indent.begin`.

[
  (article)
  (text)
  (entity)
  (source)
  (claim)
  (unknown)
] @indent @indent.begin
