// A fact-checker signs off a claim: VS Code asks once for their name and writes the line with its seal. A late edit of one digit
// breaks the seal, which is reported in the draft and on the passage in the article, and the claim is signed again.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, placeOf, scene } from '../editor.mjs';

const draft = join(folder, 'in-progress/sign-offs.sayso');
const article = join(folder, 'in-progress/sign-offs.md');
const settings = join(folder, '../user/User/settings.json');
const signed = /^ {2}checked: \d{4}-\d\d-\d\d by "L\. Checker" seal [0-9a-f]{4}(-[0-9a-f]{4}){3}$/m;

await scene('sign-off', async editor => {
  const take = async action => {
    const row = `.action-widget .monaco-list-row:has-text(${JSON.stringify(action)})`;
    await editor.insist(() => editor.press('Control+.'), row);
    await editor.picture(action.split(' ', 2).join('-').toLowerCase());
    await editor.page.click(row);
  };

  await editor.open('sign-offs.sayso');
  await editor.see('.squiggly-warning');
  await editor.goTo(...placeOf(draft, 'claim arrest'));
  await take('Sign off claim `arrest`…');
  await editor.see('.quick-input-widget input');
  await editor.picture('who-signs');
  await editor.page.fill('.quick-input-widget input', 'L. Checker');
  // Wherever the focus of the window is by now.
  await editor.page.press('.quick-input-widget input', 'Enter');
  await editor.line('by "L. Checker" seal ');
  await editor.picture('signed');
  await editor.until(() => readFileSync(settings, 'utf8').includes('"sayso.signAs": "L. Checker"'));
  await editor.save();
  const [seal] = readFileSync(draft, 'utf8').match(signed);

  writeFileSync(article, readFileSync(article, 'utf8').replace('February 2024', 'February 2023'));
  await editor.goTo(...placeOf(draft, 'February 2024', { after: true }));
  await editor.press('Backspace');
  await editor.type('3');
  await editor.showProblems('since L. Checker checked');
  const broken = editor.problem('broken-seal');
  await editor.see(broken);
  await editor.picture('broken-seal');

  await editor.focusText();
  await editor.goTo(...placeOf(draft, seal, { after: true }));
  await take('Sign again as L. Checker');
  await editor.gone(broken);
  await editor.save();
  assert.notEqual(readFileSync(draft, 'utf8').match(signed)[0], seal);
  await editor.picture('signed-again');
});
