/* What things look like to whoever sees no colours, or has the device choose all of them. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { drawn } from './drawn.ts';

const SIDE = 64;
/** Of 4096 points, those that are lighter or darker by a sixth of the way from black to white. */
const LEAST_POINTS = 24;
const LEAST_LIGHTER = 40;
const RING = 6;

export interface Looks {
  /** Keeps how a thing looks in one of its states. Fails when it looks like one of the others of its kind. */
  keep(kind: string, state: string, thing: Locator): Promise<void>;
}

export function looksOf(page: Page): Looks {
  const kept = new Map<string, Map<string, number[]>>();
  return {
    async keep(kind, state, thing) {
      const seen = await lightness(page, thing);
      const others = kept.get(kind) ?? new Map<string, number[]>();
      for (const [other, before] of others) {
        expect.soft(difference(seen, before), `${kind}: ${state} beside ${other}`).toBeGreaterThan(LEAST_POINTS);
      }
      kept.set(kind, others.set(state, seen));
    },
  };
}

const difference = (one: number[], other: number[]) =>
  one.filter((light, at) => Math.abs(light - (other[at] ?? 0)) > LEAST_LIGHTER).length;

/** How light each point of a picture of it is, with the ring around it, drawn at one size, with no pointer over it. */
async function lightness(page: Page, thing: Locator): Promise<number[]> {
  await page.mouse.move(0, 0);
  await drawn(page);
  await thing.scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await thing.boundingBox()) ?? expect.fail('it is not on the screen');
  const clip = { x: x - RING, y: y - RING, width: width + 2 * RING, height: height + 2 * RING };
  const png = (await page.screenshot({ clip })).toString('base64');
  return await page.evaluate(
    async ([data, side]) => {
      const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(side, side).getContext('2d');
      context?.drawImage(bitmap, 0, 0, side, side);
      const { data: points = [] } = context?.getImageData(0, 0, side, side) ?? {};
      return Array.from({ length: side * side }, (_, at) => {
        const [red = 0, green = 0, blue = 0] = points.slice(4 * at, 4 * at + 3);
        return 0.299 * red + 0.587 * green + 0.114 * blue;
      });
    },
    [png, SIDE] as const,
  );
}

/** The same words everywhere, so that the words do not make the difference. */
export const sameWords = (page: Page, selector: string): Promise<void> =>
  page.locator(selector).evaluateAll((all) => {
    for (const one of all) {
      for (const part of one.childNodes) if (part.nodeType === Node.TEXT_NODE) part.textContent = '';
      one.append('0');
    }
  });
