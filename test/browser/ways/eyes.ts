/* What is on the screen, for whoever sees it. */
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Eyes, State, Thing } from './way.ts';

export const PATIENCE_MS = 60_000;

/** Everything by that role and name; a call on it fails where there are several. */
export function locate(page: Page, { role, name, within }: Thing): Locator {
  const scope = within ? locate(page, within) : page;
  // It has no role of its own.
  if (role === 'summary') return scope.locator('summary').filter({ hasText: name });
  return scope.getByRole(role, { name, exact: true });
}

const isIn: Record<State, (element: Element) => boolean> = {
  pressed: (element) => element.getAttribute('aria-pressed') === 'true',
  checked: (element) => (element as HTMLInputElement).checked,
  focused: (element) => element === document.activeElement,
  expanded: (element) => element.getAttribute('aria-expanded') === 'true',
};

export function eyes(page: Page): Eyes {
  const options = { timeout: PATIENCE_MS };
  return {
    see: (thing) => locate(page, thing).waitFor(options),
    gone: (thing) => locate(page, thing).waitFor({ ...options, state: 'hidden' }),
    async is(thing, state, holds = true) {
      const message = `${thing.name} is ${holds ? '' : 'not '}${state}`;
      await expect.poll(() => locate(page, thing).evaluate(isIn[state]), { ...options, message }).toBe(holds);
    },
    valueOf: async (thing) => Number(await locate(page, thing).getAttribute('aria-valuenow')),
    // With its capitals: Playwright takes “get ready” for “Ready”.
    read: (words) =>
      page
        .getByText(new RegExp(words.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')))
        .first()
        .waitFor(options),
  };
}
