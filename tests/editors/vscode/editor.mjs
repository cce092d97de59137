// One VS Code window in a headless Chromium, and what a person does in it. Every step waits for what it
// wants to see, and fails when that does not come.
import { createRequire } from 'node:module';
import { readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

const { chromium } = createRequire(join(process.env.PLAYWRIGHT, 'package.json'))('playwright-core');
const [url, newsroom, screenshots] = process.argv.slice(2);
const patience = { timeout: 30_000 };

/** The folder that the window shows: a copy of the example, for this scene alone. */
export const folder = newsroom;

/** Runs one scene in a fresh window; a failure takes a last picture and ends with exit code 1. */
export async function scene(name, play) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const editor = new Editor(page, name);
  try {
    await editor.openFolder(folder);
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

  /** Does something, and does it again as long as nothing comes of it: a window under load may not listen yet. */
  async insist(act, selector) {
    const end = Date.now() + patience.timeout;
    for (;;) {
      await act();
      try {
        return await this.see(selector, { timeout: 5_000 });
      } catch (problem) {
        if (Date.now() > end) throw problem;
      }
    }
  }

  /** Opens Quick Open, fills it in, and takes the row that holds `answer` as soon as it is the chosen one. */
  async choose(wanted, answer) {
    const input = '.quick-input-widget input';
    await this.insist(() => this.press('Control+P'), input);
    await this.insist(
      () => this.page.fill(input, wanted),
      `.quick-input-list .monaco-list-row.focused:has-text(${JSON.stringify(answer)})`);
    await this.press('Enter');
    await this.see('.quick-input-widget', { state: 'hidden' });
  }

  /** Opens a file by its name. */
  async open(file) {
    await this.choose(file, file);
    await this.see(`.tab.active:has-text("${file}")`);
    await this.see('.editor-instance .view-lines .view-line');
    await this.textHasFocus();
  }

  /** Runs a command by the title that the command palette shows. */
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

  /** Shows the problems that hold this text, some of all. The panel draws only the rows that fit, so unfiltered ones may be out of sight. */
  async showProblems(text) {
    const row = '.markers-panel-container .monaco-list-row';
    // The keys would hide a panel that is there already.
    if (!await this.page.isVisible(row)) await this.insist(() => this.press('Control+Shift+M'), row);
    // A filter that is filled in while the panel is being made is forgotten. One that holds says “Showing 2 of 25”.
    await this.insist(
      () => this.page.fill('.part.panel input[placeholder*="ilter"]', text),
      '.part.panel .viewpane-filter-badge:has-text("Showing")');
    await this.see(this.problem(text));
  }

  /** A row of the Problems panel that holds this text. */
  problem(text) {
    return `.markers-panel-container .monaco-list-row:has-text(${JSON.stringify(text)})`;
  }

  /** Waits for the Output panel with this channel. What it holds stays unread: without its native log writer, it is empty. */
  async showsOutputOf(channel) {
    await this.page.waitForFunction(
      wanted => [...document.querySelectorAll('.part.panel select')].some(each => each.selectedOptions[0]?.textContent === wanted),
      channel, patience);
  }

  /** Gives the keyboard back to the text. */
  async focusText() {
    await this.command('Focus Active Editor Group');
    await this.textHasFocus();
  }

  /** Saves the file, which has been changed, and waits until the disk has it. */
  async save() {
    await this.see('.tab.active.dirty');
    await this.press('Control+S');
    await this.gone('.tab.active.dirty');
  }

  /** Waits for something outside the window. */
  async until(holds) {
    const end = Date.now() + patience.timeout;
    while (!holds()) {
      if (Date.now() > end) throw new Error(`waited in vain for ${holds}`);
      await this.page.waitForTimeout(50);
    }
  }

  /** Waits until quotation marks close themselves: what makes them is loaded beside the colours, and may come later. */
  async closesQuotationMarks() {
    for (const end = Date.now() + patience.timeout; Date.now() < end;) {
      await this.type('"');
      await this.page.waitForTimeout(100);
      const closed = (await this.texts('.view-line')).includes('""');
      await this.press('Backspace');
      if (closed) return;
    }
    throw new Error('quotation marks do not close themselves');
  }

  texts(selector) {
    return this.page.$$eval(selector, found => found.map(each => each.textContent.replaceAll('\u00a0', ' ')));
  }

  /** Waits until some visible line of the text holds `text`. */
  async line(text) {
    await this.page.waitForFunction(
      wanted => [...document.querySelectorAll('.view-line')].some(each => each.textContent.replaceAll('\u00a0', ' ').includes(wanted)),
      text, patience);
  }
}

/** Where `text` stands in a file, as line and column from 1; after it with `after`. */
export function placeOf(path, text, { after = false } = {}) {
  const lines = readFileSync(realpathSync(path), 'utf8').split('\n');
  const line = lines.findIndex(each => each.includes(text));
  if (line < 0) throw new Error(`${path} does not hold ${text}`);
  return [line + 1, lines[line].indexOf(text) + 1 + (after ? text.length : 0)];
}
