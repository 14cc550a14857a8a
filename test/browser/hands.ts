/*
 * The three ways in which a student moves things: by mouse, by finger, by keys. Real input events, so that capture, scrolling
 * and the click behind a drag come as the browser makes them.
 */
import type { Locator, Page } from 'playwright-core';
import { drawn } from './drawn.ts';

export interface Spot {
  x: number;
  y: number;
}

export interface Hand {
  /** Chooses something. */
  press(thing: Locator): Promise<void>;
  choose(radio: Locator): Promise<void>;
  /** Brings one thing to another, at a part of the way across it. */
  bring(thing: Locator, place: Locator, across?: number, down?: number): Promise<void>;
  /** Points at a place in a picture of 480 by 320, whose button is `surface`. */
  point(surface: Locator, at: Spot): Promise<void>;
}

/** A part of the way across an element, in CSS pixels of the page's view. Off the edges, where a drag scrolls. */
export async function spot(element: Locator, across = 0.5, down = 0.5): Promise<Spot> {
  await drawn(element.page());
  await element.evaluate((one) => one.scrollIntoView({ block: 'center' }));
  const box = await element.boundingBox();
  if (!box) throw new Error('nothing to point at');
  return { x: box.x + across * box.width, y: box.y + down * box.height };
}

const STEPS = 6;
const between = (from: Spot, to: Spot, step: number): Spot => ({
  x: from.x + ((to.x - from.x) * step) / STEPS,
  y: from.y + ((to.y - from.y) * step) / STEPS,
});

/** The place is brought into view first: the thing is taken where it is then. */
async function spots(thing: Locator, place: Locator, across?: number, down?: number): Promise<[Spot, Spot]> {
  const to = await spot(place, across, down);
  const grip = thing.locator('.grip');
  const from = await grip.or(thing).last().boundingBox();
  if (!from) throw new Error('nothing to take');
  return [{ x: from.x + from.width / 2, y: from.y + from.height / 2 }, to];
}

const inPicture = (surface: Locator, { x, y }: Spot) => spot(surface, x / 480, y / 320);

export function mouse(page: Page): Hand {
  return {
    press: (thing) => thing.click(),
    choose: (radio) => radio.click(),
    async bring(thing, place, across, down) {
      const [from, to] = await spots(thing, place, across, down);
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      for (let step = 1; step <= STEPS; step++) {
        const { x, y } = between(from, to, step);
        await page.mouse.move(x, y);
      }
      await page.mouse.up();
    },
    async point(surface, at) {
      const { x, y } = await inPicture(surface, at);
      await page.mouse.click(x, y);
    },
  };
}

/** Every second time a drag, in between a tap on the thing and a tap on its place. */
export function finger(page: Page): Hand {
  let drags = false;
  const drag = async (from: Spot, to: Spot) => {
    const session = await page.context().newCDPSession(page);
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Spot[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints });
    await send('touchStart', [from]);
    for (let step = 1; step <= STEPS; step++) await send('touchMove', [between(from, to, step)]);
    await send('touchEnd', []);
    await session.detach();
  };
  return {
    press: (thing) => thing.tap(),
    choose: (radio) => radio.tap(),
    async bring(thing, place, across, down) {
      drags = !drags;
      if (drags) return drag(...(await spots(thing, place, across, down)));
      await thing.tap();
      const to = await spot(place, across, down);
      await page.touchscreen.tap(to.x, to.y);
    },
    async point(surface, at) {
      const { x, y } = await inPicture(surface, at);
      await page.touchscreen.tap(x, y);
    },
  };
}

export function keys(page: Page): Hand {
  const isFocused = (thing: Locator) => thing.evaluate((element) => element === document.activeElement);
  /** @param group a radio of the same name will do: Tab stops once in a group */
  const to = async (thing: Locator, group: string | null = null) => {
    for (let presses = 0; presses < 100; presses++) {
      if (await isFocused(thing)) return;
      const name = await page.evaluate(() => document.activeElement?.getAttribute('name') ?? null);
      if (group !== null && name === group) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${thing} is not reached by Tab`);
  };
  const press = async (thing: Locator) => {
    await to(thing);
    await page.keyboard.press('Enter');
  };
  return {
    press,
    async choose(radio) {
      await to(radio, await radio.getAttribute('name'));
      for (let presses = 0; presses < 10 && !(await isFocused(radio)); presses++)
        await page.keyboard.press('ArrowDown');
      if (!(await radio.isChecked())) await page.keyboard.press('Space');
    },
    async bring(thing, place) {
      await press(thing);
      await press(place);
    },
    /** By twentieths of the picture with Shift, the rest pixel by pixel; its cross starts in the middle, or says where it is. */
    async point(surface, at) {
      await to(surface);
      const where = async () => {
        const [x = 0, y = 0] = ((await surface.getAttribute('aria-label')) ?? '').match(/\d+/g)?.map(Number) ?? [];
        return { x, y };
      };
      for (const [along, step, less, more] of [
        ['x', 24, 'ArrowLeft', 'ArrowRight'],
        ['y', 16, 'ArrowUp', 'ArrowDown'],
      ] as const) {
        const away = at[along] - (await where())[along];
        const arrow = away < 0 ? less : more;
        for (let left = Math.abs(away); left > 0; left -= left >= step ? step : 1) {
          await page.keyboard.press(left >= step ? `Shift+${arrow}` : arrow);
        }
      }
      await page.keyboard.press('Enter');
    },
  };
}
