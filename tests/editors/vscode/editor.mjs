// A VS Code window in a headless Chromium, and the actions of a user in it. Every step waits for the result that it
// expects, and fails if it does not appear.
import { createRequire } from 'node:module';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';

const { chromium } = createRequire(join(process.env.PLAYWRIGHT, 'package.json'))('playwright-core');
const [url, newsroom, screenshots] = process.argv.slice(2);
const patience = { timeout: 60_000 };

/** Where the Problems panel is filtered. */
const FILTER = '.part.panel input[placeholder*="ilter"]';

/** The folder that the window shows: a copy of the example for this scene only. */
export const folder = newsroom;

/** Runs one scene in a new window with the folder. On failure it takes a last picture and exits with code 1. */
export function scene(name, play) {
  return inWindow(name, async editor => {
    await editor.openFolder(folder);
    await play(editor);
  });
}

/** The same in a window without a folder, with one file. */
export function sceneWithout(name, file, play) {
  return inWindow(name, async editor => {
    await editor.openAlone(file);
    await play(editor);
  });
}

async function inWindow(name, play) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(patience.timeout);
  const editor = new Editor(page, name);
  try {
    await play(editor);
    console.log(`ok: ${name}`);
  } catch (problem) {
    console.error(problem);
    await editor.picture('failure');
    process.exitCode = 1;
  } finally {
    await browser.close();
  }
}

class Editor {
  #pictures = 0;

  constructor(page, name) {
    this.page = page;
    this.name = name;
  }

  see(selector, options = {}) {
    return this.page.waitForSelector(selector, { ...patience, ...options });
  }

  gone(selector) {
    return this.see(selector, { state: 'detached' });
  }

  press(keys) {
    return this.page.keyboard.press(keys);
  }

  type(text) {
    return this.page.keyboard.type(text, { delay: 20 });
  }

  async picture(what) {
    this.#pictures += 1;
    const number = String(this.#pictures).padStart(2, '0');
    const path = join(screenshots, `${this.name}-${number}-${what}.png`);
    await this.page.screenshot({ path, animations: 'disabled' });
  }

  async openFolder(path) {
    await this.page.goto(`${url}/?folder=${encodeURIComponent(path)}`);
    await this.see('.explorer-folders-view .monaco-list-row', { timeout: 60_000 });
  }

  /** Opens a file in a window without a folder. */
  async openAlone(path) {
    const file = `vscode-remote://${new URL(url).host}${path}`;
    await this.page.goto(`${url}/?ew=true&payload=${encodeURIComponent(JSON.stringify([['openFile', file]]))}`);
    await this.see(`.tab.active:has-text("${basename(path)}")`);
    await this.see('.editor-instance .view-lines .view-line');
    await this.textHasFocus();
  }

  /** Does something and repeats it until it has an effect: a busy window may not respond yet. */
  async insist(act, selector, state = 'visible') {
    const end = Date.now() + patience.timeout;
    for (;;) {
      try {
        await act();
        return await this.see(selector, { timeout: 5_000, state });
      } catch (problem) {
        if (Date.now() > end) throw problem;
      }
    }
  }

  /**
   * Opens Quick Open, fills it in, and accepts the row that contains `answer` as soon as it is selected. Each attempt opens it
   * again: an attempt that comes before VS Code knows its commands finds nothing, and filling in the same text has no effect.
   */
  async choose(wanted, answer) {
    const input = '.quick-input-widget input';
    const soon = { timeout: 5_000 };
    await this.insist(async () => {
      // The focus may be elsewhere by now, so keys go to the input itself.
      if (await this.page.isVisible(input)) await this.page.press(input, 'Escape', soon);
      await this.see('.quick-input-widget', { state: 'hidden', ...soon });
      await this.press('Control+P');
      await this.page.fill(input, wanted, soon);
    }, `.quick-input-list .monaco-list-row.focused:has-text(${JSON.stringify(answer)})`);
    await this.page.press(input, 'Enter');
    await this.see('.quick-input-widget', { state: 'hidden' });
  }

  /** Opens a file by its name, or by its path if it is not in the folder. */
  async open(path) {
    const file = basename(path);
    await this.choose(path, file);
    await this.see(`.tab.active:has-text("${file}")`);
    await this.see('.editor-instance .view-lines .view-line');
    await this.textHasFocus();
  }

  /** Runs a command by its title in the command palette. */
  command(title) {
    return this.choose(`>${title}`, title);
  }

  /** Puts the cursor on a line and column, both counted from 1. */
  async goTo(line, column) {
    await this.choose(`:${line}:${column}`, `line ${line} at column ${column}.`);
    await this.cursorAt(`Ln ${line}, Col ${column}`);
    await this.textHasFocus();
  }

  textHasFocus() {
    return this.see('.editor-instance .monaco-editor.focused');
  }

  /** Waits until the status bar shows the cursor there. */
  cursorAt(place) {
    return this.see(`[id="status.editor.selection"]:has-text("${place}")`);
  }

  /** Filters the Problems panel by this text. The panel draws only the rows that fit, so others may be out of sight. */
  async showProblems(text) {
    const row = '.markers-panel-container .monaco-list-row';
    // The keys would hide a panel that is already open.
    if (!await this.page.isVisible(row)) await this.insist(() => this.press('Control+Shift+M'), row);
    // The panel forgets a filter that is filled in while it is created, and while it shows no row it does not draw those that
    // come later. So each attempt fills it in again.
    await this.insist(async () => {
      await this.page.fill(FILTER, '');
      await this.page.fill(FILTER, text);
      await this.see('.part.panel .viewpane-filter-badge:has-text("Showing")', { timeout: 5_000 });
    }, this.problem(text));
  }

  /** Waits until the Problems panel, which is open, shows exactly these findings in the files of that pattern, as `file:line:column rule`. */
  async hasProblems(pattern, expected) {
    const wanted = expected.toSorted();
    let found = [];
    await this.until(async () => {
      // The panel does not always draw the rows of another filter with as many rows, so each attempt fills it in again.
      await this.page.fill(FILTER, '');
      await this.page.waitForTimeout(200);
      await this.page.fill(FILTER, pattern);
      // In a narrow panel the number is hidden. While it is 0, the rows are those from before.
      await this.see(`.part.panel .viewpane-filter-badge:has-text("Showing ${wanted.length} of")`, { state: 'attached' });
      if (wanted.length === 0) return true;
      await this.page.waitForTimeout(200);
      found = await this.page.$$eval('.markers-panel-container .monaco-list-row', rows => {
        let file;
        return rows.flatMap(row => {
          file = row.querySelector('.resource-label-container .label-name')?.textContent ?? file;
          const [, line, column] = row.querySelector('.marker-line')?.textContent.match(/Ln (\d+), Col (\d+)/) ?? [];
          const rule = row.querySelector('.marker-code')?.textContent;
          return rule ? [`${file}:${line}:${column} ${rule}`] : [];
        });
      });
      return JSON.stringify(found.toSorted()) === JSON.stringify(wanted);
    }, () => `the problems are\n${found.join('\n')}\nand not\n${wanted.join('\n')}`);
  }

  /** The selector of a row of the Problems panel that contains this text. */
  problem(text) {
    return `.markers-panel-container .monaco-list-row:has-text(${JSON.stringify(text)})`;
  }

  /** Waits for the Output panel with this channel. Its contents are not checked: without the native log writer it is empty. */
  async showsOutputOf(channel) {
    await this.page.waitForFunction(
      wanted => [...document.querySelectorAll('.part.panel select')].some(each => each.selectedOptions[0]?.textContent === wanted),
      channel, patience);
  }

  /** Moves the keyboard focus back to the text. */
  async focusText() {
    await this.command('Focus Active Editor Group');
    await this.textHasFocus();
  }

  /** Saves the changed file and waits until it is written. */
  async save() {
    await this.see('.tab.active.dirty');
    await this.press('Control+S');
    await this.gone('.tab.active.dirty');
  }

  /** Waits for something. */
  async until(holds, why = () => `timed out waiting for ${holds}`) {
    const end = Date.now() + patience.timeout;
    while (!await holds()) {
      if (Date.now() > end) throw new Error(why());
      await this.page.waitForTimeout(50);
    }
  }

  /** Waits until quotation marks are closed automatically: VS Code loads that part of the language separately. */
  async closesQuotationMarks() {
    for (const end = Date.now() + patience.timeout; Date.now() < end;) {
      await this.type('"');
      await this.page.waitForTimeout(100);
      const closed = (await this.texts('.view-line')).includes('""');
      await this.press('Backspace');
      if (closed) return;
    }
    throw new Error('quotation marks are not closed automatically');
  }

  texts(selector) {
    return this.page.$$eval(selector, found => found.map(each => each.textContent.replaceAll('\u00a0', ' ')));
  }

  /** Waits until a visible line contains `text`. */
  async line(text) {
    await this.page.waitForFunction(
      wanted => [...document.querySelectorAll('.view-line')].some(each => each.textContent.replaceAll('\u00a0', ' ').includes(wanted)),
      text, patience);
  }
}

/** Returns the place of `text` in a file as line and column, counted from 1; with `after`, the place after it. */
export function placeOf(path, text, { after = false } = {}) {
  const lines = readFileSync(realpathSync(path), 'utf8').split('\n');
  const line = lines.findIndex(each => each.includes(text));
  if (line < 0) throw new Error(`${path} does not contain ${text}`);
  return [line + 1, lines[line].indexOf(text) + 1 + (after ? text.length : 0)];
}

/** Returns the process IDs of the servers of all windows. */
export function servers() {
  const commandOf = process => {
    try {
      return readFileSync(join('/proc', process, 'cmdline'), 'utf8').replaceAll('\0', ' ');
    } catch {
      return ''; // The process has ended.
    }
  };
  const extensions = join(folder, '../../extensions/');
  return readdirSync('/proc').filter(each => commandOf(each).startsWith(extensions));
}
