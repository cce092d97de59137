// The state of the article at a glance: marks in its margin, the status bar, and the view of its claims, which leads to each
// claim. They follow what is typed, before it is saved.
import { join } from 'node:path';
import { folder, placeOf, scene } from '../editor.mjs';

const draft = join(folder, 'in-progress/first-draft.sayso');

await scene('claims', async editor => {
  const row = text => `.pane:has(.pane-header:has-text("Sayso claims")) .monaco-list-row:has-text(${JSON.stringify(text)})`;
  const status = text => `[id="sayso.sayso.sayso.article"]:has-text("${text}")`;
  const marked = (state, lines) => editor.page.waitForFunction(([state, lines]) =>
    [...document.querySelectorAll('.cgmr')].filter(each => getComputedStyle(each).backgroundImage.includes(`${state}.svg`)).length === lines,
  [state, lines]);

  await editor.open('first-draft.md');
  await editor.see(status('10 claims, 2 unsourced'));
  await marked('claimed', 3);
  await marked('uncovered', 3);
  await editor.command('Explorer: Focus on Sayso claims View');
  await editor.see(row('Without a source'));
  await editor.picture('light');

  await editor.page.click(row('Officials called it a goodwill gesture'));
  await editor.see('.tab.active:has-text("first-draft.sayso")');
  await editor.cursorAt(`Ln ${placeOf(draft, 'claim goodwill')[0]},`);
  await editor.textHasFocus();
  await editor.press('End');
  await editor.press('Enter');
  // Indented by hand: VS Code loads automatic indentation separately, and more of it is not wrong.
  await editor.type('  source: @government-statement at para 2');
  await editor.see(status('10 claims, 1 unsourced'));
  await editor.gone(row('Officials called it a goodwill gesture'));

  await editor.open('first-draft.md');
  await marked('claimed', 2);
  await editor.command('Preferences: Toggle between Light/Dark Themes');
  await editor.see('.monaco-workbench.vs-dark');
  await editor.picture('dark');
});
