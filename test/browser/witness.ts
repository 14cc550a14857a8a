import type { BrowserContext } from 'playwright-core';

/**
 * What a page said, written down outside of it in the moment that it stood there: a kill of the browser takes none of it
 * back. `values` are what was answered in this page so far, by the number of the question: the index of an option, or text.
 */
export type Said =
  | { kind: 'saved'; where: 'device' | 'server'; values: Record<number, string> }
  | { kind: 'progress'; done: number; total: number };

/** Hears what the pages of a browser say, from the first one that is opened after this. */
export async function listenTo(context: BrowserContext, hear: (said: Said) => void): Promise<void> {
  await context.exposeBinding('satchelSaid', (_, said: Said) => hear(said));
  await context.addInitScript(watch);
}

/** Runs in the page, and so refers to nothing outside of itself. */
function watch(): void {
  const tell = (said: Said) => (globalThis as unknown as { satchelSaid(said: Said): void }).satchelSaid(said);
  const values: Record<number, string> = {};
  const NONE = -1;
  let status = '';
  let progress = NONE;

  const note = ({ target }: Event) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    const heading = target.closest('section')?.querySelector('h2')?.textContent ?? '';
    const number = /Question (\d+)/.exec(heading)?.[1];
    if (number !== undefined) values[Number(number)] = target.value;
  };
  // On the window, which hears an event after the app: from then on "saved" speaks of what was just answered too.
  addEventListener('input', note);
  addEventListener('change', note);

  new MutationObserver(() => {
    const now = [...document.querySelectorAll('[role="status"]')].map(({ textContent }) => textContent ?? '');
    const next = now.find((words) => words.startsWith('Saved on')) ?? '';
    if (next !== status) {
      status = next;
      if (next !== '') tell({ kind: 'saved', where: next.endsWith('server') ? 'server' : 'device', values });
    }
    const bar = document.querySelector('progress');
    if (bar?.value === progress) return;
    progress = bar?.value ?? NONE;
    if (bar) tell({ kind: 'progress', done: bar.value, total: bar.max });
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}
