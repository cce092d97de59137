/** The connection to the server: starts it, starts it again, and says what to do when it does not start. */
import { CodeAction, CodeActionKind, commands, ConfigurationTarget, window, workspace, type Command, type Range, type Uri } from 'vscode';
import { DidChangeConfigurationNotification, LanguageClient, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import { findServer, NoServer, type Server } from './server';

export const ASK_WHO_SIGNS = 'sayso.askWhoSigns';

/** The kind of code actions that sign. */
const SIGN_OFF = CodeActionKind.RefactorRewrite;

interface Place {
  uri: Uri;
  range: Range;
}

/** Where somebody wanted to sign, and why they could not. */
interface Wanted extends Place {
  why: string;
}

export class Client {
  private readonly output = window.createOutputChannel('Sayso', { log: true });
  private running: LanguageClient | undefined;
  private last: Promise<void> = Promise.resolve();

  /** `bundled` is the folder in which the extension carries the server's program. */
  constructor(private readonly bundled: string) {}

  start = (): Promise<void> => this.inTurn(() => this.startServer());

  restart = (): Promise<void> =>
    this.inTurn(async () => {
      await this.stopServer();
      await this.startServer();
    });

  /** Tells the running server who signs now. One that starts later is told as it starts. */
  tellWhoSigns = async (name = signAs()): Promise<void> => {
    const settings = { sayso: { signAs: name } };
    await this.running?.sendNotification(DidChangeConfigurationNotification.type, { settings });
  };

  /** Asks who signs, signs what somebody wanted to sign, and keeps the answer in the user's settings, should they let themselves be written. */
  askWhoSigns = async (wanted?: Wanted): Promise<void> => {
    const answer = await window.showInputBox({
      title: 'Who signs claims off?',
      prompt: 'Your name as it shall stand in drafts, or @name for a person whom the newsroom has declared.',
      value: signAs(),
      ignoreFocusOut: true,
    });
    if (answer === undefined) return;
    const name = answer.trim();
    await this.tellWhoSigns(name);
    if (wanted && name) await sign(wanted);
    await keep(name);
  };

  showOutput = (): void => this.output.show(true);

  async dispose(): Promise<void> {
    await this.inTurn(() => this.stopServer());
    this.output.dispose();
  }

  /** Two restarts at once would leave a server that nobody stops, so one waits for the other. */
  private inTurn(step: () => Promise<void>): Promise<void> {
    this.last = this.last.then(step);
    return this.last;
  }

  private async startServer(): Promise<void> {
    try {
      const server = await findServer(this.bundled);
      this.output.info(`${server.version}, ${server.command}`);
      this.running = this.clientFor(server);
      await this.running.start();
    } catch (problem) {
      if (problem instanceof NoServer) void this.explain(problem);
      // The client itself has shown any other problem, with a way to the output.
      else this.output.error(String(problem));
    }
  }

  private async stopServer(): Promise<void> {
    const client = this.running;
    this.running = undefined;
    try {
      await client?.dispose();
    } catch (problem) {
      // A server that is gone already cannot be asked to stop.
      this.output.warn(String(problem));
    }
  }

  private clientFor(server: Server): LanguageClient {
    return new LanguageClient(
      'sayso',
      'Sayso',
      { command: server.command, args: ['lsp'], transport: TransportKind.stdio },
      {
        documentSelector: [
          { language: 'sayso', scheme: 'file' },
          { language: 'sayso', scheme: 'untitled' },
        ],
        initializationOptions: { signAs: signAs() },
        outputChannel: this.output,
        middleware: {
          provideCodeActions: async (document, range, context, token, next) =>
            (await next(document, range, context, token))?.map(action => askFirst(action, { uri: document.uri, range })),
        },
        // A single question that fails is in the output; a message at each would only be in the way.
        revealOutputChannelOn: RevealOutputChannelOn.Never,
      },
    );
  }

  private async explain(problem: NoServer): Promise<void> {
    this.output.error(problem.message);
    for (const attempt of problem.attempts) this.output.error(`  ${attempt}`);
    const openSettings = 'Open settings';
    const showOutput = 'Show output';
    const choice = await window.showErrorMessage(problem.message, openSettings, showOutput);
    if (choice === openSettings) {
      await commands.executeCommand('workbench.action.openSettings', 'sayso.server.path');
    } else if (choice === showOutput) {
      this.showOutput();
    }
  }
}

/** What the server cannot do before it knows who signs VS Code would show greyed out, or not at all. Here it asks. */
function askFirst(action: Command | CodeAction, place: Place): Command | CodeAction {
  if (!(action instanceof CodeAction) || !action.disabled) return action;
  const asking = new CodeAction(`${action.title}…`, action.kind);
  const wanted: Wanted = { ...place, why: action.disabled.reason };
  asking.command = { command: ASK_WHO_SIGNS, title: asking.title, arguments: [wanted] };
  return asking;
}

/** Signs the claims at a place, or says why that is not possible. */
async function sign({ uri, range }: Place): Promise<void> {
  const actions = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', uri, range, SIGN_OFF.value);
  const edit = actions.find(action => action.edit)?.edit;
  if (edit) {
    await workspace.applyEdit(edit);
    return;
  }
  const asking = actions.find(action => action.command?.command === ASK_WHO_SIGNS)?.command?.arguments as [Wanted] | undefined;
  const why = asking?.[0].why ?? 'a claim with an error is not signed: mend it first';
  void window.showWarningMessage(`Nothing was signed: ${why}`);
}

/** Writes the name into the user's settings. VS Code refuses that while others write there, and for good where nobody can. */
async function keep(name: string): Promise<void> {
  const tries = 5;
  for (let left = tries - 1; ; left -= 1) {
    try {
      await workspace.getConfiguration('sayso').update('signAs', name, ConfigurationTarget.Global);
      return;
    } catch (problem) {
      if (left === 0) {
        void window.showWarningMessage(`Your name is not kept for the next time: set sayso.signAs yourself. ${problem}`);
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  }
}

function signAs(): string {
  return workspace.getConfiguration('sayso').get<string>('signAs', '');
}
