/** The connection to the server: starts it, restarts it, and says what to do if it does not start. */
import {
  CodeAction, CodeActionKind, commands, ConfigurationTarget, EventEmitter, Location, Position, Range, Uri, window, workspace, type Command,
  type TextDocument, type WorkspaceEdit,
} from 'vscode';
import {
  CodeActionRequest, DidChangeConfigurationNotification, DidCloseTextDocumentNotification, DidOpenTextDocumentNotification, LanguageClient,
  RevealOutputChannelOn, State, TransportKind, type StaticFeature,
} from 'vscode-languageclient/node';
import { COVERAGE_CHANGED, STATUS, type Status } from './protocol';
import { findServer, NoServer, type Server } from './server';

export const ASK_WHO_SIGNS = 'sayso.askWhoSigns';

/** Lists places, with the arguments that the server gives its code lenses: they are those of the protocol. */
export const SHOW_PLACES = 'sayso.showPlaces';

export async function showPlaces(uri: string, at: Position, places: Location[]): Promise<void> {
  const position = ({ line, character }: Position): Position => new Position(line, character);
  const shown = places.map(({ uri, range }) => new Location(Uri.parse(String(uri)), new Range(position(range.start), position(range.end))));
  await commands.executeCommand('editor.action.showReferences', Uri.parse(uri), position(at), shown);
}

/** The kind of code actions that sign claims. */
const SIGN_OFF = CodeActionKind.RefactorRewrite;

interface Place {
  uri: Uri;
  range: Range;
}

/** Where the user wanted to sign, and why that was not possible. */
interface Wanted extends Place {
  why: string;
}

export class Client {
  private readonly output = window.createOutputChannel('Sayso', { log: true });
  private running: LanguageClient | undefined;
  private last: Promise<void> = Promise.resolve();
  private readonly changed = new EventEmitter<void>();
  private readonly started = new EventEmitter<void>();
  private isWanted = false;

  /** The server started or stopped, or what it says about an article may have changed. */
  readonly onDidChange = this.changed.event;

  /** A server started that knows no articles yet. */
  readonly onDidStart = this.started.event;

  /** `bundled` is the folder in the extension that contains the server's program. */
  constructor(private readonly bundled: string) {}

  /** Starts the server, the first time only: where it does not start, the user has been told why. */
  start = (): Promise<void> => this.isWanted ? this.last : this.restart();

  restart = (): Promise<void> => {
    this.isWanted = true;
    return this.inTurn(async () => {
      await this.stopServer();
      await this.startServer();
    });
  };

  restartIfStarted = async (): Promise<void> => {
    if (this.isWanted) await this.restart();
  };

  /** Tells the running server who signs, with the other settings. A server that starts later gets them when it starts. */
  tellWhoSigns = async (name = signAs()): Promise<void> => {
    const settings = { sayso: { ...settingsOfServer(), signAs: name } };
    await this.running?.sendNotification(DidChangeConfigurationNotification.type, { settings });
  };

  /** Asks who signs, signs the claims that the user wanted to sign, and stores the answer in the user's settings if possible. */
  askWhoSigns = async (wanted?: Wanted): Promise<void> => {
    const answer = await window.showInputBox({
      title: 'Who signs off claims?',
      prompt: 'Your name as it should appear in drafts, or @name for a person whom the newsroom has declared.',
      value: signAs(),
      ignoreFocusOut: true,
    });
    if (answer === undefined) return;
    const name = answer.trim();
    await this.tellWhoSigns(name);
    if (wanted && name) await sign(wanted);
    await store(name);
  };

  /** Asks the server about a file: see docs/editors.md. Null if it has no answer, or no server runs. */
  async ask<Answer>(method: string, uri: Uri): Promise<Answer | null> {
    const client = this.running;
    if (client?.state !== State.Running || uri.scheme !== 'file' && uri.scheme !== 'untitled') return null;
    try {
      return await client.sendRequest<Answer | null>(method, { textDocument: { uri: client.code2ProtocolConverter.asUri(uri) } });
    } catch (problem) {
      this.output.debug(`${method}: ${problem}`);
      return null;
    }
  }

  /**
   * Tells the server of a text that may be an article. The server then reads the workspace around it, and registers for it if a
   * draft names it: from then on the client reports all changes. Otherwise the server forgets the text again.
   */
  async showArticle(document: TextDocument): Promise<void> {
    const client = this.running;
    if (!client || await this.isArticle(document.uri)) return;
    const { code2ProtocolConverter: converter } = client;
    await client.sendNotification(DidOpenTextDocumentNotification.type, converter.asOpenTextDocumentParams(document));
    if (document.isClosed || !await this.isArticle(document.uri)) {
      await client.sendNotification(DidCloseTextDocumentNotification.type, converter.asCloseTextDocumentParams(document));
    }
  }

  /** Whether a draft names this file, as soon as the workspace has been read. */
  private async isArticle(uri: Uri): Promise<boolean> {
    for (;;) {
      const status = await this.ask<Status>(STATUS, uri);
      if (status?.loadedIn !== null) return Boolean(status?.article);
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  /** For a workspace that is being read: the server does not say when it has been. */
  changesSoon(): void {
    setTimeout(() => this.changed.fire(), 500);
  }

  /** An address as VS Code writes it. */
  uriOf(uri: string): string {
    return Uri.parse(uri).toString();
  }

  /**
   * The change that makes a draft for an article. It is asked for directly, because the server registers only for files that
   * are the article of a draft already.
   */
  async newDraft(uri: Uri): Promise<WorkspaceEdit | undefined> {
    await this.start();
    const client = this.running;
    if (!client) return undefined;
    const start = { line: 0, character: 0 };
    const actions = await client.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: client.code2ProtocolConverter.asUri(uri) },
      range: { start, end: start },
      context: { diagnostics: [] },
    });
    const found = actions?.find(action => action.title.startsWith('New draft'));
    return found && 'edit' in found ? client.protocol2CodeConverter.asWorkspaceEdit(found.edit) : undefined;
  }

  showOutput = (): void => this.output.show(true);

  async dispose(): Promise<void> {
    await this.inTurn(() => this.stopServer());
    this.changed.dispose();
    this.started.dispose();
    this.output.dispose();
  }

  /** Two restarts at once would leave a server that nobody stops, so each waits for the one before it. */
  private inTurn(step: () => Promise<void>): Promise<void> {
    this.last = this.last.then(step);
    return this.last;
  }

  private async startServer(): Promise<void> {
    try {
      const server = await findServer(this.bundled);
      this.output.info(`${server.version}, ${server.command}`);
      const client = this.clientFor(server);
      this.running = client;
      client.registerFeature(followsCoverage);
      client.onNotification(COVERAGE_CHANGED, () => this.changed.fire());
      client.onDidChangeState(({ newState }) => {
        this.changed.fire();
        if (newState === State.Running) this.started.fire();
      });
      await commands.executeCommand('setContext', 'sayso.isActive', true);
      await client.start();
    } catch (problem) {
      if (problem instanceof NoServer) void this.explain(problem);
      // The client itself has already shown any other problem, with a button for the output.
      else this.output.error(String(problem));
    }
  }

  private async stopServer(): Promise<void> {
    const client = this.running;
    this.running = undefined;
    try {
      await client?.dispose();
    } catch (problem) {
      // A server that has already exited cannot be asked to stop.
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
        initializationOptions: { ...settingsOfServer(), commands: { showReferences: SHOW_PLACES } },
        outputChannel: this.output,
        middleware: {
          provideCodeActions: async (document, range, context, token, next) =>
            (await next(document, range, context, token))?.map(action => askFirst(action, { uri: document.uri, range })),
          // The server does not know the actions that ask for the name.
          resolveCodeAction: (action, token, next) => action.command?.command === ASK_WHO_SIGNS ? action : next(action, token),
        },
        // A single failed request is in the output; a message for each would only be in the way.
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

/**
 * The server disables the actions that it cannot offer before it knows who signs. VS Code would show them greyed out, or not at
 * all. This replaces them with actions that ask for the name.
 */
function askFirst(action: Command | CodeAction, place: Place): Command | CodeAction {
  if (!(action instanceof CodeAction) || !action.disabled) return action;
  const asking = new CodeAction(`${action.title}…`, action.kind);
  const wanted: Wanted = { ...place, why: action.disabled.reason };
  asking.command = { command: ASK_WHO_SIGNS, title: asking.title, arguments: [wanted] };
  return asking;
}

/** Signs the claims at `range`, or says why that is not possible. */
async function sign({ uri, range }: Place): Promise<void> {
  const actions = await commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', uri, range, SIGN_OFF.value);
  const edit = actions.find(action => action.edit)?.edit;
  if (edit) {
    await workspace.applyEdit(edit);
    return;
  }
  const asking = actions.find(action => action.command?.command === ASK_WHO_SIGNS)?.command?.arguments as [Wanted] | undefined;
  const why = asking?.[0].why ?? 'a claim with an error cannot be signed: fix the error first';
  void window.showWarningMessage(`Nothing was signed: ${why}`);
}

/** Writes the name into the user's settings. VS Code refuses this while something else writes there, and always if they are read-only. */
async function store(name: string): Promise<void> {
  const tries = 5;
  for (let left = tries - 1; ; left -= 1) {
    try {
      await workspace.getConfiguration('sayso').update('signAs', name, ConfigurationTarget.Global);
      return;
    } catch (problem) {
      if (left === 0) {
        void window.showWarningMessage(`Your name could not be saved: set sayso.signAs in your settings. ${problem}`);
        return;
      }
      await new Promise(resolve => setTimeout(resolve, 500));
    }
  }
}

function signAs(): string {
  return workspace.getConfiguration('sayso').get<string>('signAs', '');
}

/** The settings that the server uses. */
function settingsOfServer(): object {
  const settings = workspace.getConfiguration('sayso');
  return { signAs: signAs(), diagnostics: settings.get('diagnostics'), inlayHints: settings.get('inlayHints'), codeLenses: settings.get('codeLenses') };
}

/** Tells the server that it may send `sayso/coverageChanged`. */
const followsCoverage: StaticFeature = {
  fillClientCapabilities: capabilities => {
    capabilities.experimental = { ...capabilities.experimental as object | undefined, coverageChanged: true };
  },
  initialize: () => {},
  getState: () => ({ kind: 'static' }),
  clear: () => {},
};
