import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

type RunOptions = Parameters<AxeBuilder['options']>[0];

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * `colours`: the rules that another colour scheme may break. `layout`: those that another size of the window may. `uncoloured`: all
 * but `colours`.
 */
export type RuleSet = 'all' | 'uncoloured' | 'colours' | 'layout';
export const RULES: Record<'colours' | 'layout', string[]> = {
  colours: ['color-contrast', 'link-in-text-block'],
  layout: ['target-size', 'scrollable-region-focusable'],
};

/** What axe-core's rules for WCAG 2.2 A and AA find on a page: `rule: <places>` each. */
export async function violations(page: Page, rules: RuleSet = 'all'): Promise<string[]> {
  const options = optionsFor(rules);
  if (await page.evaluate(() => 'axe' in window)) return await again(page, options);
  // In the page itself: no page here has a frame of another origin, for which axe would open one more page each time.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().options(options).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

function optionsFor(rules: RuleSet): RunOptions {
  const resultTypes: RunOptions['resultTypes'] = ['violations'];
  if (rules === 'colours' || rules === 'layout')
    return { resultTypes, runOnly: { type: 'rule', values: RULES[rules] } };
  const left = rules === 'all' ? [] : RULES.colours.map((id) => [id, { enabled: false }] as const);
  return { resultTypes, runOnly: { type: 'tag', values: TAGS }, rules: Object.fromEntries(left) };
}

/** In a page that has axe already: bringing it takes longer than a few rules. */
const again = (page: Page, options: RunOptions): Promise<string[]> =>
  page.evaluate(async (chosen) => {
    interface Found {
      violations: Array<{ id: string; nodes: Array<{ target: string[] }> }>;
    }
    const { axe } = window as unknown as { axe: { run(on: Document, options: object): Promise<Found> } };
    const { violations } = await axe.run(document, chosen);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }, options);

/** Holds a screen, in both colour schemes, against `violations`. */
export async function expectNothingFound(page: Page, screen: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await violations(page), `${screen}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await violations(page, 'colours'), `${screen}, dark`).toEqual([]);
}
