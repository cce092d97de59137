/** Where VS Code comes in and goes out. What the language means is the server's business. */
import { commands, workspace, type ExtensionContext } from 'vscode';
import { ASK_WHO_SIGNS, Client } from './client';

let client: Client | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  client = new Client(context.asAbsolutePath('server'));
  const { askWhoSigns, restart, showOutput, tellWhoSigns } = client;
  context.subscriptions.push(
    commands.registerCommand('sayso.restartServer', restart),
    commands.registerCommand('sayso.showOutput', showOutput),
    commands.registerCommand(ASK_WHO_SIGNS, askWhoSigns),
    // A folder that becomes trusted brings its settings with it, and is told of here too.
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
