/** The command “New draft for this article”. */
import { Uri, window, workspace } from 'vscode';
import type { Client } from './client';
import { STATUS, type Status } from './protocol';

/** Makes a draft for an article and opens it, or opens the one that there is. Without `uri`, the article is the active file. */
export const newDraft = (client: Client) => async (uri = window.activeTextEditor?.document.uri): Promise<void> => {
  if (!uri) return;
  const edit = await client.newDraft(uri);
  if (edit) {
    await workspace.applyEdit(edit);
    const created = edit.entries().at(-1)?.[0];
    if (created) await window.showTextDocument(created);
    return;
  }
  const status = await client.ask<Status>(STATUS, uri);
  if (status?.article) await window.showTextDocument(Uri.parse(status.article.draft));
  else void window.showWarningMessage('Sayso cannot make a draft for this file: save the article as a Markdown or text file first.');
};
