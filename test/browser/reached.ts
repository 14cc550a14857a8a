/* What can be reached on a screen, by a finger and by the keyboard. */
import type { Page } from 'playwright-core';

/** 44 CSS pixels each way; in a line of text, 24 (WCAG 2.2, 2.5.8). */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const room = document.querySelector('dialog:modal') ?? document.body;
    const found: string[] = [];
    for (const one of room.querySelectorAll<HTMLElement>('button, summary, a[href], input, select, textarea')) {
      const target = one.closest('label') ?? one;
      const isSkip = one.matches('.skip');
      if (isSkip || !target.checkVisibility({ visibilityProperty: true })) continue;
      const { width, height } = target.getBoundingClientRect();
      const paragraph = target.closest('p');
      const isInText = paragraph !== null && paragraph.textContent !== target.textContent;
      const least = isInText ? 24 : 43.5;
      const name = `${one.tagName} ${one.className} “${(one.getAttribute('aria-label') ?? target.textContent ?? '').trim().slice(0, 30)}”`;
      if (width < least || height < least) found.push(`${name} is ${Math.round(width)} × ${Math.round(height)}`);
      if (one.matches(':disabled')) continue;
      target.scrollIntoView({ block: 'center', inline: 'center' });
      const box = target.getBoundingClientRect();
      const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
      if (!hit || !(target.contains(hit) || hit.closest('label') === target)) {
        found.push(`${name} lies under ${hit?.tagName} ${hit?.className}`);
      }
    }
    scrollTo(0, 0);
    return found;
  });

/**
 * Gives the focus to all that Tab stops at, one after the other, as far as a page can by itself.
 *
 * @returns what is under something else or outside of the window then (2.4.11), what shows no ring of 3:1 (2.4.7, 1.4.11), and
 * what comes after something that stands below or behind it (1.3.2, 2.4.3)
 */
export async function focusFaults(page: Page): Promise<string[]> {
  // A ring is for those who use keys: the browser goes by what was used last.
  await page.keyboard.press('Tab');
  return await page.evaluate(() => {
    for (const one of document.querySelectorAll('*')) one.scrollTop = 0;
    const room = document.querySelector('dialog:modal') ?? document.body;
    const stops = [...room.querySelectorAll<HTMLElement>('*')].filter(
      (one) => one.tabIndex >= 0 && !one.matches(':disabled') && one.checkVisibility({ visibilityProperty: true }),
    );
    const nameOf = (one: Element) =>
      `${one.tagName}.${one.className} “${(one.getAttribute('aria-label') ?? one.textContent ?? '').trim().slice(0, 30)}”`;
    const found = stops.filter((one) => one.tabIndex > 0).map((one) => `${nameOf(one)} has an order of its own`);
    const isRtl = getComputedStyle(document.body).direction === 'rtl';
    const shown = (one: Element) => one.closest('label') ?? one;
    /** Has a place of its own in the window, wherever it stands in the text. */
    const floats = (one: Element): boolean =>
      /sticky|fixed|absolute/.test(getComputedStyle(shown(one)).position) ||
      (one.parentElement !== null && one.parentElement !== document.body && floats(one.parentElement));
    const places = stops.map((one) => shown(one).getBoundingClientRect());
    for (const [at, box] of places.entries()) {
      const before = places[at - 1];
      if (!before || [stops[at], stops[at - 1]].some((one) => one && floats(one))) continue;
      const isBehind = isRtl ? box.right <= before.left + 1 : box.left >= before.right - 1;
      const isAbove = box.bottom <= before.top + 1;
      const middle = box.top + box.height / 2;
      const sameRow = middle > before.top && middle < before.bottom;
      const isBack = sameRow && (isRtl ? box.left >= before.right - 1 : box.right <= before.left + 1);
      if ((isAbove && !isBehind) || isBack) {
        found.push(`${nameOf(stops[at] as Element)} comes after ${nameOf(stops[at - 1] as Element)}`);
      }
    }
    for (const one of stops) {
      one.focus();
      if (document.activeElement !== one) found.push(`${nameOf(one)} does not take the focus`);
      const target = shown(one);
      const { left, top, right, bottom } = target.getBoundingClientRect();
      const along = (from: number, to: number) => [0.15, 0.5, 0.85].map((part) => from + part * (to - from));
      const across = along(Math.max(left, 0), Math.min(right, innerWidth));
      const down = along(Math.max(top, 0), Math.min(bottom, innerHeight));
      const points = across.flatMap((x) => down.map((y) => [x, y] as const));
      const hits = points.filter(([x, y]) => {
        const hit = document.elementFromPoint(x, y);
        return hit && (target.contains(hit) || hit.contains(one));
      });
      const seen = Math.min(bottom, innerHeight) - Math.max(top, 0);
      // Of what is as high as the room that is left, a part; of a field of text, the line that is written on.
      const isTall = bottom - top > innerHeight / 3 || one.matches('textarea');
      const least = isTall ? 1 : points.length - 2;
      if (hits.length < least || (!isTall && seen < (bottom - top) / 2)) {
        found.push(`${nameOf(one)} is hidden with the focus: ${hits.length} of ${points.length}`);
      }
      const ring = [one, target, ...target.children].some((part) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(part);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      });
      if (!ring) found.push(`${nameOf(one)} shows no focus`);
    }
    (document.activeElement as HTMLElement | null)?.blur();
    scrollTo(0, 0);
    return found;
  });
}

/**
 * Once what was pressed has done what it does.
 *
 * @returns where the focus is lost: on nothing, or on what is under something else or outside of the window. Empty where it is not
 */
export const lostFocus = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const isOnNothing = () => document.activeElement === null || document.activeElement === document.body;
    // It comes with what is drawn, which may still have to be loaded.
    for (let waits = 0; waits < 1 || (waits < 200 && isOnNothing()); waits++)
      await new Promise((done) => setTimeout(done, 50));
    const one = document.activeElement;
    if (!one || one === document.body) return 'is on nothing';
    const target = one.closest('label') ?? one;
    const { left, right, top, bottom } = target.getBoundingClientRect();
    const along = (from: number, to: number) => [0.1, 0.5, 0.9].map((part) => from + part * (to - from));
    const down = along(Math.max(top, 0), Math.min(bottom, innerHeight));
    const isSeen = along(Math.max(left, 0), Math.min(right, innerWidth)).some((x) =>
      down.some((y) => target.contains(document.elementFromPoint(x, y))),
    );
    return isSeen ? '' : `is out of sight, on ${one.tagName}.${one.className} “${target.textContent?.slice(0, 30)}”`;
  });
