/** The entry and exit points that VS Code calls. Everything about the language is in the server. */
import { commands, workspace, type ExtensionContext } from 'vscode';
import { ASK_WHO_SIGNS, Client, SHOW_PLACES, showPlaces } from './client';

let client: Client | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  client = new Client(context.asAbsolutePath('server'));
  const { askWhoSigns, restart, showOutput, tellWhoSigns } = client;
  context.subscriptions.push(
    commands.registerCommand('sayso.restartServer', restart),
    commands.registerCommand('sayso.showOutput', showOutput),
    commands.registerCommand(ASK_WHO_SIGNS, askWhoSigns),
    commands.registerCommand(SHOW_PLACES, showPlaces),
    // This event also comes when a folder becomes trusted and its own settings take effect.
    workspace.onDidChangeConfiguration(change => {
      if (change.affectsConfiguration('sayso.server.path')) void restart();
      else if (change.affectsConfiguration('sayso.signAs')) void tellWhoSigns();
    }),
  );
  await client.start();
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}
