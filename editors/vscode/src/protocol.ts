/** The requests that the server answers besides those of the protocol: see docs/editors.md. */
import type { Range } from 'vscode-languageclient/node';

/** What most has to be done about a sentence, or about a line of several. */
export type SentenceState = 'uncovered' | 'claimed' | 'broken' | 'sourced' | 'signed';

export interface Coverage {
  /** The document with the article. */
  uri: string;
  sentences: { range: Range; state: SentenceState; claims: string[] }[];
  total: number;
  covered: number;
}

export interface Status {
  root: string;
  configuration: string | null;
  files: number;
  /** In milliseconds; null while the workspace is being read. */
  loadedIn: number | null;
  article: ArticleStatus | null;
}

export interface ArticleStatus {
  draft: string;
  status: string;
  claims: number;
  unsourced: number;
  broken: number;
  signed: number;
  uncovered: number;
}

export const COVERAGE = 'sayso/coverage';
export const COVERAGE_CHANGED = 'sayso/coverageChanged';
export const STATUS = 'sayso/status';
