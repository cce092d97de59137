/** The state of the article in the status bar, and of its workspace in the language's status. */
import { languages, LanguageStatusSeverity, StatusBarAlignment, Uri, window } from 'vscode';
import * as path from 'node:path';
import type { Client } from './client';
import { STATUS, type ArticleStatus, type Status } from './protocol';

export class StatusItems {
  private readonly article = window.createStatusBarItem('sayso.article', StatusBarAlignment.Left);
  private readonly workspace = languages.createLanguageStatusItem('sayso.workspace', [{ language: 'sayso' }]);

  constructor(private readonly client: Client) {
    this.article.name = 'Sayso';
    this.article.command = 'sayso.claims.focus';
    this.workspace.name = 'Sayso';
  }

  refresh = async (): Promise<void> => {
    const editor = window.activeTextEditor;
    const status = editor ? await this.client.ask<Status>(STATUS, editor.document.uri) : null;
    if (editor !== window.activeTextEditor) return;
    this.showArticle(status?.article ?? null);
    this.showWorkspace(status);
    if (status && status.loadedIn === null) this.client.changesSoon();
  };

  dispose(): void {
    this.article.dispose();
    this.workspace.dispose();
  }

  private showArticle(article: ArticleStatus | null): void {
    if (!article) {
      this.article.hide();
      return;
    }
    const { claims, unsourced, signed, broken, uncovered } = article;
    this.article.text = `$(checklist) ${counted(claims, 'claim')}, ${unsourced} unsourced`;
    this.article.tooltip = [
      `Status: ${article.status}`,
      `${counted(claims, 'claim')}: ${unsourced} without a source, ${signed} signed off`,
      ...(broken > 0 ? [`${counted(broken, 'claim')} changed since it was signed off`] : []),
      `${counted(uncovered, 'sentence')} without a claim`,
    ].join('\n');
    this.article.show();
  }

  private showWorkspace(status: Status | null): void {
    this.workspace.busy = status !== null && status.loadedIn === null;
    if (!status) {
      this.workspace.text = 'Sayso is not running';
      this.workspace.detail = undefined;
      this.workspace.severity = LanguageStatusSeverity.Warning;
      this.workspace.command = { command: 'sayso.showOutput', title: 'Show output' };
      return;
    }
    this.workspace.severity = LanguageStatusSeverity.Information;
    this.workspace.text = path.basename(status.root) || status.root;
    this.workspace.detail = `${counted(status.files, 'Sayso file')}, ${status.configuration ? 'sayso.toml' : 'no sayso.toml'}`;
    this.workspace.command = status.configuration
      ? { command: 'vscode.open', title: 'Open sayso.toml', arguments: [Uri.file(status.configuration)] }
      : { command: 'sayso.showOutput', title: 'Show output' };
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
