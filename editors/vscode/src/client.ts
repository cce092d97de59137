/** The connection to the server: starts it, starts it again, and says what to do when it does not start. */
import { commands, window, workspace } from 'vscode';
import { DidChangeConfigurationNotification, LanguageClient, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import { findServer, NoServer, type Server } from './server';

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
  tellWhoSigns = async (): Promise<void> => {
    const settings = { sayso: { signAs: signAs() } };
    await this.running?.sendNotification(DidChangeConfigurationNotification.type, { settings });
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

function signAs(): string {
  return workspace.getConfiguration('sayso').get<string>('signAs', '');
}
