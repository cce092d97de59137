/** The entry and exit points that VS Code calls. Everything about the language is in the server. */
import { commands, languages, tasks, window, workspace, type ExtensionContext } from 'vscode';
import { foldersHaveDrafts, serve } from './articles';
import { Claims, SHOW_CLAIM, showClaim } from './claims';
import { ASK_WHO_SIGNS, Client, SHOW_PLACES, showPlaces } from './client';
import { Margin } from './margin';
import { newDraft } from './newDraft';
import { StatusItems } from './status';
import { CheckTasks, TASK } from './tasks';

/** How long after a change the views of the article are asked for again, in milliseconds: changes come in groups. */
const DELAY = 150;

let client: Client | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const server = context.asAbsolutePath('server');
  client = new Client(server);
  const { askWhoSigns, restart, showOutput, tellWhoSigns } = client;
  const serveDocument = serve(client);
  const serveOpen = (): void => {
    for (const document of workspace.textDocuments) void serveDocument(document);
  };
  const views = [new Margin(client, name => context.asAbsolutePath(name)), new StatusItems(client), new Claims(client)];
  const refresh = delayed(() => {
    for (const view of views) void view.refresh();
  });
  context.subscriptions.push(
    ...views,
    commands.registerCommand('sayso.restartServer', restart),
    commands.registerCommand('sayso.showOutput', showOutput),
    commands.registerCommand('sayso.newDraft', newDraft(client)),
    commands.registerCommand(ASK_WHO_SIGNS, askWhoSigns),
    commands.registerCommand(SHOW_PLACES, showPlaces),
    commands.registerCommand(SHOW_CLAIM, showClaim),
    tasks.registerTaskProvider(TASK, new CheckTasks(server)),
    // This event also comes when a folder becomes trusted and its own settings take effect.
    workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('sayso.server.path')) void client?.restartIfStarted();
      else if (change.affectsConfiguration('sayso')) void tellWhoSigns();
      if (change.affectsConfiguration('sayso')) refresh();
    }),
    client.onDidChange(refresh),
    client.onDidStart(serveOpen),
    workspace.onDidOpenTextDocument(serveDocument),
    languages.onDidChangeDiagnostics(refresh),
    window.onDidChangeActiveTextEditor(refresh),
    window.onDidChangeVisibleTextEditors(refresh),
  );
  serveOpen();
  if (await foldersHaveDrafts()) await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}

function delayed(act: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(act, DELAY);
  };
}
