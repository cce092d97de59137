// Files that change outside of the editor: a colleague adds a sentence to the article, removes a person from the registry, and
// turns off a rule in the desk's configuration, which is above the opened folder.
import { appendFileSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, placeOf, scene } from '../editor.mjs';

const registry = join(folder, 'entities.sayso');
const draft = join(folder, 'in-progress/first-draft.sayso');
const article = join(folder, 'in-progress/first-draft.md');

/** Changes only the modification time: VS Code may not have watched the file yet at the first change. */
const touch = path => utimesSync(path, new Date(), new Date());

// While an article is a draft, only its first sentence without a claim is reported.
writeFileSync(draft, readFileSync(draft, 'utf8').replace('status: draft', 'status: checking'));

await scene('disk', async editor => {
  await editor.open('first-draft.sayso');
  await editor.showProblems('uncovered-sentence');

  const lines = readFileSync(article, 'utf8').split('\n').length;
  appendFileSync(article, '\nJorge Rodríguez said on Friday that 116 people were free.\n');
  await editor.insist(() => touch(article), editor.problem(`[Ln ${lines + 1}, Col 1]`));
  await editor.picture('article-changed');

  await editor.focusText();
  await editor.goTo(...placeOf(draft, '@nicolas-maduro'));
  writeFileSync(registry, readFileSync(registry, 'utf8').replace('entity nicolas-maduro', 'entity maduro'));
  await editor.see('.squiggly-error');
  await editor.picture('registry-changed');

  await editor.openFolder(join(folder, 'in-progress'));
  await editor.open('first-draft.sayso');
  await editor.showProblems('unsourced-claim');
  const configuration = join(folder, 'sayso.toml');
  appendFileSync(configuration, '\n[rules]\nunsourced-claim = "off"\n');
  // Other drafts name the rule in their messages.
  await editor.insist(() => touch(configuration), '.markers-panel-container:not(:has-text("`goodwill` has no source"))');
  await editor.picture('configuration-changed');
});
