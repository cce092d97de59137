// The article is checked too: its own file shows the sentences that no claim covers, a claim leads to its passage there, and
// everything is back after a restart of the server.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, placeOf, scene, servers } from '../editor.mjs';

const draft = join(folder, 'in-progress/first-draft.sayso');
const article = join(folder, 'in-progress/first-draft.md');

// While an article is a draft, only its first sentence without a claim is reported.
writeFileSync(draft, readFileSync(draft, 'utf8').replace('status: draft', 'status: checking'));

await scene('article', async editor => {
  await editor.open('first-draft.sayso');
  await editor.see('.squiggly-warning');
  await editor.goTo(...placeOf(draft, 'Hundreds remain detained'));
  await editor.press('F12');
  await editor.see('.tab.active:has-text("first-draft.md")');
  const [line] = placeOf(article, 'Hundreds remain detained');
  await editor.cursorAt(`Ln ${line},`);
  await editor.picture('passage');

  await editor.showProblems('uncovered-sentence');
  await editor.see('.squiggly-warning');
  await editor.picture('uncovered');

  const [before] = servers();
  assert(before);
  await editor.command('Sayso: Restart server');
  await editor.until(() => servers().some(each => each !== before) && !servers().includes(before));
  await editor.see(editor.problem('uncovered-sentence'));
  const problems = await editor.texts('.markers-panel-container .monaco-list-row');
  assert.equal(new Set(problems).size, problems.length, `reported twice:\n${problems.join('\n')}`);
  await editor.picture('restarted');
});
