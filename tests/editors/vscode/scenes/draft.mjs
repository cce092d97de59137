// The usual work on an article: see which claim has no source, see who somebody is, complete a known name, go to its
// declaration, add the source, and the warning is gone.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { folder, placeOf, scene } from '../editor.mjs';

await scene('draft', async editor => {
  const draft = join(folder, 'in-progress/first-draft.sayso');
  const registry = join(folder, 'entities.sayso');
  const headline = 'María Corina Machado called for further releases';

  await editor.open('first-draft.sayso');
  await editor.goTo(...placeOf(draft, headline));
  await editor.see('.squiggly-warning');
  await editor.picture('unsourced-claim');

  await editor.showProblems('machado-calls');
  const problems = await editor.texts('.markers-panel-container .monaco-list-row');
  assert(problems.some(each => each.includes('machado-calls') && each.includes('unsourced-claim')), problems.join('\n'));
  await editor.picture('problems');

  await editor.focusText();
  await editor.insist(() => editor.press('Control+.'), '.action-widget .monaco-list-row:has-text("source")');
  await editor.picture('quick-fixes');
  await editor.press('Escape');

  await editor.goTo(...placeOf(draft, 'spain-mfa'));
  await editor.command('Show or Focus Hover');
  await editor.see('.monaco-hover:not(.hidden) :text("Spain\'s foreign ministry")');
  await editor.picture('hover');
  await editor.press('Escape');

  await editor.press('F12');
  await editor.see('.tab.active:has-text("entities.sayso")');
  const [declared] = placeOf(registry, 'entity spain-mfa');
  await editor.cursorAt(`Ln ${declared},`);
  await editor.picture('definition');

  await editor.open('first-draft.sayso');
  const [line, column] = placeOf(draft, 'about: @maria-corina-machado', { after: true });
  await editor.goTo(line, column);
  await editor.type(', @rocio');
  await editor.see('.suggest-widget.visible .monaco-list-row.focused:has-text("Rocío San Miguel")');
  await editor.picture('completion');
  // In the settings of the tests Enter only breaks lines: a late list of suggestions would consume it.
  await editor.press('Tab');
  await editor.line('about: @maria-corina-machado, @rocio-san-miguel');

  await editor.press('Enter');
  await editor.type('source: @machado-statement at para 2');
  await editor.line('  source: @machado-statement at para 2');
  await editor.gone(editor.problem('machado-calls'));
  await editor.gone('.squiggly-error');
  await editor.picture('sourced');
});
