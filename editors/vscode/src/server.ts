/** Finds the server's program: the one that the user chose, the one in the extension, or the one on the PATH. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { workspace } from 'vscode';

export interface Server {
  command: string;
  /** The output of `sayso --version`, such as `sayso 0.1.0`. */
  version: string;
}

/** No program starts. `attempts` says why, for each program that was tried. */
export class NoServer extends Error {
  constructor(message: string, readonly attempts: string[]) {
    super(message);
  }
}

/** Returns the first program that starts. In an untrusted folder, VS Code hides that folder's own `sayso.server.path`. */
export async function findServer(bundled: string): Promise<Server> {
  const chosen = workspace.getConfiguration('sayso').get<string>('server.path', '').trim();
  const candidates = chosen ? [chosen] : [...bundledIn(bundled), 'sayso'];
  const attempts: string[] = [];
  for (const command of candidates) {
    try {
      return { command, version: await versionOf(command) };
    } catch (problem) {
      attempts.push(`${command}: ${reason(problem)}`);
    }
  }
  throw new NoServer(chosen ? chosenDoesNotStart(chosen) : nothingStarts, attempts);
}

function bundledIn(folder: string): string[] {
  const program = path.join(folder, process.platform === 'win32' ? 'sayso.exe' : 'sayso');
  return existsSync(program) ? [program] : [];
}

/** Asking for the version checks that the program exists, runs on this machine, and is Sayso. */
async function versionOf(command: string): Promise<string> {
  const { stdout } = await promisify(execFile)(command, ['--version'], { timeout: 10_000 });
  if (!stdout.startsWith('sayso ')) throw new Error('this is another program, not sayso');
  return stdout.trim();
}

function reason(problem: unknown): string {
  const error = problem as NodeJS.ErrnoException;
  if (error.code === 'ENOENT') return 'the program does not exist';
  if (error.code === 'EACCES') return 'the file is not executable';
  return error.message;
}

function chosenDoesNotStart(command: string): string {
  return (
    `Sayso cannot check your files: the program “${command}” does not start. ` +
    'Correct the setting “sayso.server.path”, or clear it to use the program that comes with the extension.'
  );
}

const nothingStarts =
  'Sayso cannot check your files: no sayso program starts on this machine. ' +
  'Install the extension for your system, or set “sayso.server.path” to the full path of the sayso program.';
