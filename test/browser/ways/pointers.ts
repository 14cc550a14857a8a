/* With a mouse, and with a finger that only taps. Playwright refuses what something else lies over. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { shownTexts } from '../shown-texts.ts';
import { eyes, locate, PATIENCE_MS } from './eyes.ts';
import type { Foreign, Thing, Way, Words } from './way.ts';

const options = { timeout: PATIENCE_MS };

export function byMouse(page: Page, foreign: Foreign): Way {
  const press = (thing: Thing) => locate(page, thing).click(options);
  return {
    ...pointer(page, press, foreign),
    async write(field, text) {
      await press(field);
      await page.keyboard.type(text);
    },
    async select(words) {
      const { first, last } = await ends(page, words);
      await page.mouse.move(first.left + 1, first.y);
      await page.mouse.down();
      await page.mouse.move(last.right - 1, last.y, { steps: 8 });
      await page.mouse.up();
    },
    async lower(handle) {
      const box = await locate(page, handle).boundingBox();
      if (!box) throw new Error(`${handle.name} is not drawn`);
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x, y + 60, { steps: 4 });
      await page.mouse.up();
    },
  };
}

export function byTouch(page: Page, foreign: Foreign): Way {
  const press = (thing: Thing) => locate(page, thing).tap(options);
  return {
    ...pointer(page, press, foreign),
    async write(field, text) {
      await press(field);
      // As the keyboard on a screen does it: words at a time, without keys.
      await page.keyboard.insertText(text);
    },
    async select(words) {
      const { first, last, isOne } = await ends(page, words);
      await page.touchscreen.tap((first.left + first.right) / 2, first.y);
      if (!isOne) await page.touchscreen.tap((last.left + last.right) / 2, last.y);
    },
    lower: (_, button) => press(button),
  };
}

function pointer(page: Page, press: (thing: Thing) => Promise<void>, foreign: Foreign) {
  return {
    ...eyes(page),
    press,
    choose: press,
    async enter(panel: Thing, keys: ReadonlyArray<{ button: string }>) {
      for (const { button } of keys) await press({ role: 'button', name: button, within: panel });
    },
    async check() {
      // The title of the window comes a moment after what is drawn in it.
      const wrong = async () => (await shownTexts(page)).map(foreign).filter((left) => left !== '');
      await expect.poll(wrong).toEqual([]);
    },
  };
}

/** Where the first and the last of some words stand in the window. */
async function ends(page: Page, { text, words }: Words) {
  const found = await locate(page, text).evaluate((root, wanted) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const rect = (from: number, to: number) => {
        const range = document.createRange();
        range.setStart(node, from);
        range.setEnd(node, to);
        const { left, right, top, bottom } = range.getBoundingClientRect();
        return { left, right, y: (top + bottom) / 2 };
      };
      const [first = '', last = ''] = [wanted.split(' ')[0], wanted.split(' ').at(-1)];
      // A panel of a tool may lie over a part of the window.
      for (const block of ['nearest', 'center', 'start', 'end'] as const) {
        node.parentElement?.scrollIntoView({ block });
        const { left, y } = rect(at, at + first.length);
        if (root.contains(document.elementFromPoint(left + 2, y))) break;
      }
      return {
        first: rect(at, at + first.length),
        last: rect(at + wanted.length - last.length, at + wanted.length),
        isOne: first === wanted,
      };
    }
    return null;
  }, words);
  if (!found) throw new Error(`the text does not say “${words}”`);
  return found;
}
