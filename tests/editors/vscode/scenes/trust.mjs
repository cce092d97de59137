// A folder whose settings name a server program of its own. While the folder is not trusted, the server that came with the
// extension runs and the setting is ignored. Once the folder is trusted, the setting applies, and since the program does
// not exist, a message says what to do.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folder, scene } from '../editor.mjs';

mkdirSync(join(folder, '.vscode'));
writeFileSync(join(folder, '.vscode/settings.json'), JSON.stringify({ 'sayso.server.path': '/nowhere/sayso' }));

await scene('trust', async editor => {
  await editor.open('first-draft.sayso');
  await editor.showProblems('unsourced-claim');
  await editor.picture('untrusted');

  await editor.command('Workspaces: Manage Workspace Trust');
  await editor.page.locator('.workspace-trust-editor .monaco-button:text-is("Trust")').click();
  const message = '.notification-toast:has-text("/nowhere/sayso")';
  await editor.see(message);
  await editor.gone(editor.problem('unsourced-claim'));
  await editor.picture('no-server');

  await editor.page.locator(`${message} .monaco-button:has-text("Show output")`).click();
  await editor.press('Control+W');
  await editor.showsOutputOf('Sayso');
  await editor.picture('output');
});
