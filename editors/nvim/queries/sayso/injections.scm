; The embedded text of an article may use Markdown. Each line is read by itself: the indentation
; and the line ends between the lines are not part of it, so that, read as one, a heading would
; run on through all that follows.

((prose) @injection.content
  (#set! injection.language "markdown"))

((comment) @injection.content
  (#set! injection.language "comment"))
