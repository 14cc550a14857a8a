/* With the keys alone: Tab leads to everything, the focus is never lost, and what has it is never hidden. */
import type { ElementHandle, Page } from 'playwright-core';
import { expect } from 'vitest';
import { eyes, locate, PATIENCE_MS } from './eyes.ts';
import type { Thing, Way } from './way.ts';

export function byKeyboard(page: Page): Way {
  const { keyboard } = page;
  const press = async (thing: Thing) => {
    const target = await tabTo(page, thing);
    const isInput = await target.evaluate((one) => one instanceof HTMLInputElement);
    await keyboard.press(isInput ? 'Space' : 'Enter');
    await focusIsKept(page, `${thing.name} was pressed`);
  };
  return {
    ...eyes(page),
    press,
    async choose(option) {
      const target = await tabTo(page, option);
      const isFocused = () => target.evaluate((one) => one === document.activeElement);
      for (let presses = 0; presses < 10 && !(await isFocused()); presses++) await keyboard.press('ArrowDown');
      if (!(await target.isChecked())) await keyboard.press('Space');
    },
    async write(field, text) {
      await tabTo(page, field);
      await keyboard.type(text);
    },
    async select({ text, words, after }) {
      await tabTo(page, text);
      await selectWithKeys(page, words, after);
    },
    async lower(handle) {
      await tabTo(page, handle);
      await keyboard.press('PageDown');
    },
    async enter(panel, keys) {
      await locate(page, panel).waitFor({ timeout: PATIENCE_MS });
      for (const { key } of keys) await keyboard.press(key);
    },
    async check() {},
  };
}

/** In a text that has the focus: word by word, then those that follow, then to the colours. */
export async function selectWithKeys({ keyboard }: Page, words: string, after: number): Promise<void> {
  for (let presses = 0; presses <= after; presses++) await keyboard.press('ArrowRight');
  for (let more = words.split(' ').length - 1; more > 0; more--) await keyboard.press('Shift+ArrowRight');
  await keyboard.press('Enter');
}

/** Whoever presses something is somewhere afterwards, and not at the top of the page again. */
export const focusIsKept = (page: Page, when: string) =>
  expect
    .poll(() => page.evaluate(() => document.activeElement !== document.body), { message: `the focus after ${when}` })
    .toBe(true);

type Where = 'here' | 'before' | 'after';

/** Tabs there by the shorter way; in a group of radios to the one that Tab stops at. */
async function tabTo(page: Page, thing: Thing): Promise<ElementHandle<HTMLElement | SVGElement>> {
  const found = locate(page, thing);
  await found.waitFor({ state: 'attached', timeout: PATIENCE_MS });
  const target = (await found.elementHandle()) ?? expect.fail();
  const stop = await target.evaluateHandle((one) =>
    one instanceof HTMLInputElement && one.type === 'radio'
      ? (document.querySelector(`input[name="${one.name}"]:checked`) ?? one)
      : one,
  );
  for (let presses = 0; presses < 120; presses++) {
    const where = await stop.evaluate((one): Where => {
      const { activeElement } = document;
      const group = one instanceof HTMLInputElement && one.type === 'radio' ? one.name : null;
      if (one === activeElement || (group && activeElement?.getAttribute('name') === group)) return 'here';
      if (!activeElement || activeElement === document.body) return 'before';
      return activeElement.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING ? 'after' : 'before';
    });
    if (where === 'here') {
      await isInSight(page, thing);
      return target;
    }
    await page.keyboard.press(where === 'before' ? 'Tab' : 'Shift+Tab');
  }
  const [isThere, html] = await target.evaluate((one) => [one.isConnected, one.outerHTML]);
  const focused = await page.evaluate(() => [document.hasFocus(), document.activeElement?.outerHTML.slice(0, 200)]);
  throw new Error(
    `Tab never reaches the ${thing.role} ${thing.name}: ${isThere ? '' : 'it is gone, '}${html}, but ${focused.join(' ')}`,
  );
}

/** WCAG 2.2, 2.4.11: no part of the page lies over all of what has the focus. */
async function isInSight(page: Page, { name }: Thing): Promise<void> {
  const isSeen = () =>
    page.evaluate(() => {
      const focused = document.activeElement?.closest('label') ?? document.activeElement;
      if (!focused) return false;
      const { left, right, top, bottom } = focused.getBoundingClientRect();
      const parts = [0.1, 0.5, 0.9];
      return parts.some((down) =>
        parts.some((across) => {
          const hit = document.elementFromPoint(left + across * (right - left), top + down * (bottom - top));
          return focused.contains(hit);
        }),
      );
    });
  await expect.poll(isSeen, { message: `${name} has the focus and is in sight` }).toBe(true);
}
