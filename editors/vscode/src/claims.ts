/** The view “Sayso claims”: the sentences of the article that was shown last, by what has to be done about them. */
import {
  EventEmitter, Range, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri, window, workspace, type TreeDataProvider, type TreeView,
} from 'vscode';
import type { Client } from './client';
import { COVERAGE, STATUS, type Coverage, type SentenceState, type Status } from './protocol';

interface Group {
  state: SentenceState;
  title: string;
  icon: ThemeIcon;
}

const GROUPS: Group[] = [
  { state: 'broken', title: 'Changed since signed off', icon: new ThemeIcon('warning') },
  { state: 'claimed', title: 'Without a source', icon: new ThemeIcon('question') },
  { state: 'uncovered', title: 'Without a claim', icon: new ThemeIcon('circle-large-outline') },
  { state: 'sourced', title: 'With a source', icon: new ThemeIcon('circle-filled') },
  { state: 'signed', title: 'Signed off', icon: new ThemeIcon('pass-filled') },
];

interface Sentence {
  article: Uri;
  draft: Uri;
  range: Range;
  words: string;
  state: SentenceState;
  claims: string[];
}

type Node = Group | Sentence;

export const SHOW_CLAIM = 'sayso.showClaim';

export class Claims implements TreeDataProvider<Node> {
  private readonly changed = new EventEmitter<void>();
  private readonly view: TreeView<Node>;
  private sentences: Sentence[] = [];

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly client: Client) {
    this.view = window.createTreeView('sayso.claims', { treeDataProvider: this });
  }

  /** Another file, such as the output of the server, leaves the view as it is. */
  refresh = async (): Promise<void> => {
    const uri = window.activeTextEditor?.document.uri;
    if (!uri) return;
    const [coverage, status] = await Promise.all([
      this.client.ask<Coverage>(COVERAGE, uri),
      this.client.ask<Status>(STATUS, uri),
    ]);
    if (!coverage || !status?.article || uri !== window.activeTextEditor?.document.uri) return;
    this.sentences = await sentencesOf(coverage, Uri.parse(status.article.draft));
    this.view.description = `${coverage.covered} of ${coverage.total} sentences covered`;
    this.changed.fire();
  };

  getChildren(node?: Node): Node[] {
    if (!node) return GROUPS.filter(({ state }) => this.in(state).length > 0);
    return 'title' in node ? this.in(node.state) : [];
  }

  getTreeItem(node: Node): TreeItem {
    return 'title' in node ? this.groupItem(node) : sentenceItem(node);
  }

  dispose(): void {
    this.view.dispose();
    this.changed.dispose();
  }

  private in(state: SentenceState): Sentence[] {
    return this.sentences.filter(sentence => sentence.state === state);
  }

  private groupItem({ state, title, icon }: Group): TreeItem {
    const isDone = state === 'sourced' || state === 'signed';
    const item = new TreeItem(title, isDone ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.Expanded);
    item.id = state;
    item.iconPath = icon;
    item.description = String(this.in(state).length);
    return item;
  }
}

function sentenceItem(sentence: Sentence): TreeItem {
  const item = new TreeItem(sentence.words);
  item.description = sentence.claims.join(', ');
  item.tooltip = sentence.words;
  item.command = { command: SHOW_CLAIM, title: 'Show', arguments: [sentence] };
  return item;
}

/** Goes to the first claim of a sentence, or to the sentence if it has none. */
export async function showClaim({ article, draft, range, claims: [name] }: Sentence): Promise<void> {
  const claim = name && await declarationOf(name, draft);
  const [uri, selection] = claim ? [draft, claim] : [article, new Range(range.start, range.start)];
  await window.showTextDocument(uri, { selection });
}

async function declarationOf(name: string, draft: Uri): Promise<Range | undefined> {
  const document = await workspace.openTextDocument(draft);
  const found = new RegExp(`^claim[ \\t]+${name}(?![\\p{L}\\p{M}\\p{N}_-])`, 'mu').exec(document.getText());
  const start = found && document.positionAt(found.index);
  return start ? new Range(start, start) : undefined;
}

async function sentencesOf(coverage: Coverage, draft: Uri): Promise<Sentence[]> {
  const article = Uri.parse(coverage.uri);
  const document = await workspace.openTextDocument(article);
  return coverage.sentences.map(({ range: { start, end }, state, claims }) => {
    const range = new Range(start.line, start.character, end.line, end.character);
    return { article, draft, range, words: document.getText(range).replace(/\s+/g, ' '), state, claims };
  });
}
