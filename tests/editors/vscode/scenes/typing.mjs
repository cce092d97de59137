// Typing a declaration: fields are indented and quotation marks closed automatically, a snippet is filled in, and an empty
// line leads back to the first column. In an embedded text, Markdown is coloured as Markdown.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { folder, scene } from '../editor.mjs';

const file = join(folder, 'typing.sayso');
writeFileSync(file, `article "Bridge closed"
  language: en

text
  # A heading

  The mayor said: “Nobody was _hurt_.” It was the **third** time.

      claim is a word like any other here.

source interview-lind: interview “Talk with Tomas Lind”
  note: "see @town-notice for
    the whole of it"
  event: 2026-03~
  terms: on-record
`);

await scene('typing', async editor => {
  await editor.open('typing.sayso');
  await editor.see('.view-line span[class*="mtk"]:not(.mtk1):text-is("article")');
  await editor.picture('colours');
  await editor.press('Control+End');
  await editor.press('Enter');
  await editor.closesQuotationMarks();
  await editor.type('claim closed: quote “a disgrace');
  await editor.press('End');
  await editor.press('Enter');
  await editor.type('said-by: @lind');
  await editor.press('Enter');
  await editor.cursorAt('Ln 19, Col 3');
  await editor.press('Enter');
  await editor.cursorAt('Ln 20, Col 1');
  await editor.type('person');
  await editor.see('.suggest-widget.visible .monaco-list-row.focused[aria-label^="person"]');
  await editor.picture('snippet');
  await editor.press('Tab');
  await editor.type('lind');
  await editor.save();
  await editor.picture('typed');
  const written = readFileSync(file, 'utf8');
  assert(written.endsWith('\nclaim closed: quote “a disgrace”\n  said-by: @lind\n\nentity lind: person "Full Name"\n  aka: "another name"\n  role: "role"\n'), written);
});
