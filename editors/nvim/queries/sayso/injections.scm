; The embedded text of an article may use Markdown. Each line is parsed separately: the indentation
; and the line ends are not part of the prose nodes, so in a combined text a heading would include
; everything that follows.

((prose) @injection.content
  (#set! injection.language "markdown"))

((comment) @injection.content
  (#set! injection.language "comment"))
