/** When the server is needed: for drafts, and for texts where drafts are. Other texts are left alone. */
import { readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { workspace, type TextDocument } from 'vscode';
import type { Client } from './client';

/** The languages of files that can be the article of a draft. */
const TEXTS = ['markdown', 'plaintext', 'html'];

/** Starts the server for a document that needs it, and shows it an article. */
export const serve = (client: Client) => async (document: TextDocument): Promise<void> => {
  const { languageId, uri } = document;
  if (languageId === 'sayso') {
    await client.start();
  } else if (TEXTS.includes(languageId) && uri.scheme === 'file' && await mayHaveDrafts(path.dirname(uri.fsPath))) {
    await client.start();
    await client.showArticle(document);
  }
};

/** Whether there are drafts in the open folders. */
export async function foldersHaveDrafts(): Promise<boolean> {
  const [found] = await workspace.findFiles('**/*.sayso', undefined, 1);
  return found !== undefined;
}

/**
 * Whether an article in that folder may have a draft. Looks in the folder and those above it, up to the root of the workspace,
 * but not in all of the workspace: that would delay every text. A `sayso.toml` also says that there are drafts.
 */
async function mayHaveDrafts(folder: string): Promise<boolean> {
  const folders = withFoldersAbove(folder);
  if (await firstWith(folders, 'sayso.toml')) return true;
  const root = await firstWith(folders, '.git') ?? folder;
  for (const each of folders.slice(0, folders.indexOf(root) + 1)) {
    if (await hasDraft(each)) return true;
  }
  return false;
}

function withFoldersAbove(folder: string): string[] {
  const above = path.dirname(folder);
  return above === folder ? [folder] : [folder, ...withFoldersAbove(above)];
}

async function firstWith(folders: string[], name: string): Promise<string | undefined> {
  for (const folder of folders) {
    if (await stat(path.join(folder, name)).catch(() => undefined)) return folder;
  }
  return undefined;
}

async function hasDraft(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch(() => []);
  return names.some(name => /\.sayso$/i.test(name));
}
