// Files opened alone, in a window without a folder. Markdown that has nothing to do with drafts does not start the server, an
// article is served as with its folder, and each draft shows what `sayso check` reports about it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { folder, placeOf, sceneWithout, servers } from '../editor.mjs';

const elsewhere = join(folder, '../elsewhere');
mkdirSync(elsewhere);
const other = join(elsewhere, 'other.md');
writeFileSync(other, 'The bridge closed on Monday.\n');

const article = join(folder, 'in-progress/first-draft.md');
const draft = join(folder, 'in-progress/first-draft.sayso');
const extensions = join(folder, '../../extensions');
const sayso = join(extensions, readdirSync(extensions).find(each => each.startsWith('sayso')), 'server/sayso');

await sceneWithout('alone', other, async editor => {
  // The output shows that the extension is active. A window that is busy may not run the first command.
  await editor.insist(() => editor.command('Sayso: Show output'), '.part.panel select option:has-text("Sayso")', 'attached');
  assert.deepEqual(servers(), []);

  const status = '[id="sayso.sayso.sayso.article"]';
  await editor.open(article);
  await editor.see(`${status}:has-text("10 claims, 2 unsourced")`);
  await editor.see('.squiggly-hint');
  await editor.picture('article');
  await editor.goTo(...placeOf(article, 'goodwill gesture'));
  await editor.command('Show or Focus Hover');
  await editor.see('.monaco-hover:not(.hidden) :text("goodwill")');
  await editor.press('Escape');
  await editor.type('so-called ');
  await editor.showProblems('these words are not in the article');
  await editor.focusText();
  for (const _ of 'so-called ') await editor.press('Backspace');
  await editor.save();
  await editor.press('F12');
  await editor.see('.tab.active:has-text("first-draft.sayso")');
  await editor.cursorAt(`Ln ${placeOf(draft, 'claim goodwill')[0]},`);
  await editor.picture('definition');

  await editor.open(join(folder, 'README.md'));
  await editor.gone(status);
  assert.deepEqual(await editor.texts('.editor-instance [class*="squiggly"]'), []);

  await editor.open(other);
  await editor.command('Sayso: New draft for this article');
  await editor.see('.tab.active:has-text("other.sayso")');
  await editor.line('text: "other.md"');
  await editor.save();
  assert(existsSync(join(elsewhere, 'other.sayso')));
  await editor.picture('new-draft');
  await editor.command('View: Close All Editors');

  // Beside the text, the panel has room for all problems.
  await editor.page.setViewportSize({ width: 1280, height: 2000 });
  await editor.command('View: Move Panel Right');
  for (const file of examples()) {
    await editor.open(join(folder, file));
    await editor.hasProblems(`**/${file.replace(/sayso$/, '*')}`, checked(file));
    await editor.press('Control+W');
  }
});

function examples() {
  const files = readdirSync(folder, { recursive: true }).filter(each => each.endsWith('.sayso'));
  assert(files.length > 10);
  return files;
}

/** What `sayso check` reports about a file, as `file:line:column rule`, without the hints: VS Code does not list them. */
function checked(file) {
  const { stdout } = spawnSync(sayso, ['check', '--format', 'json', file], { cwd: folder, encoding: 'utf8' });
  const findings = JSON.parse(stdout).findings.filter(({ severity }) => severity !== 'hint');
  return findings.map(({ path, start, rule }) => `${basename(path)}:${start.line}:${start.column} ${rule}`);
}
