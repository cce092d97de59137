/** Marks in the margin of an article: what has to be done about the sentences on each line. */
import { OverviewRulerLane, Range, ThemeColor, window, workspace, type DecorationRenderOptions, type TextEditor, type TextEditorDecorationType } from 'vscode';
import type { Client } from './client';
import { COVERAGE, type Coverage, type SentenceState } from './protocol';

/** From what most has to be done to what is done: a line with several sentences has the mark of the first of these. */
const STATES: SentenceState[] = ['broken', 'claimed', 'uncovered', 'sourced', 'signed'];

/** The colours at the scroll bar, for the states that need work. */
const RULER: Partial<Record<SentenceState, string>> = {
  broken: 'charts.red',
  claimed: 'charts.yellow',
  uncovered: 'charts.lines',
};

export class Margin {
  private readonly marks: [SentenceState, TextEditorDecorationType][];

  constructor(private readonly client: Client, icons: (name: string) => string) {
    this.marks = STATES.map(state => [state, window.createTextEditorDecorationType(look(state, icons(`icons/${state}.svg`)))]);
  }

  refresh = async (): Promise<void> => {
    const isOn = workspace.getConfiguration('sayso').get<boolean>('coverage.marks', true);
    await Promise.all(window.visibleTextEditors.map(editor => this.mark(editor, isOn)));
  };

  dispose(): void {
    for (const [, type] of this.marks) type.dispose();
  }

  private async mark(editor: TextEditor, isOn: boolean): Promise<void> {
    const { uri, version } = editor.document;
    const coverage = isOn ? await this.client.ask<Coverage>(COVERAGE, uri) : null;
    // What changed in the meantime is asked for again.
    if (editor.document.version !== version) return;
    const isShown = coverage !== null && this.client.uriOf(coverage.uri) === uri.toString();
    const states = isShown ? statesOfLines(coverage) : new Map<number, SentenceState>();
    for (const [state, type] of this.marks) {
      const lines = [...states].filter(([, other]) => other === state);
      editor.setDecorations(type, lines.map(([line]) => new Range(line, 0, line, 0)));
    }
  }
}

function look(state: SentenceState, gutterIconPath: string): DecorationRenderOptions {
  const color = RULER[state];
  const ruler = color && { overviewRulerColor: new ThemeColor(color), overviewRulerLane: OverviewRulerLane.Left };
  return { gutterIconPath, gutterIconSize: 'contain', ...ruler };
}

function statesOfLines({ sentences }: Coverage): Map<number, SentenceState> {
  const states = new Map<number, SentenceState>();
  for (const { range, state } of sentences) {
    for (let line = range.start.line; line <= range.end.line; line += 1) {
      const other = states.get(line);
      if (!other || STATES.indexOf(state) < STATES.indexOf(other)) states.set(line, state);
    }
  }
  return states;
}
