; What belongs to a declaration is indented once. `@indent` is Helix's word, `@indent.begin` Neovim's.

[
  (article)
  (text)
  (entity)
  (source)
  (claim)
  (unknown)
] @indent @indent.begin
