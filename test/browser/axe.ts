import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** `colours`: the rules that another colour scheme may break. `layout`: those that another size of the window may. */
export type RuleSet = 'all' | 'colours' | 'layout';
const RULES: Record<Exclude<RuleSet, 'all'>, string[]> = {
  colours: ['color-contrast', 'link-in-text-block'],
  layout: ['target-size', 'scrollable-region-focusable'],
};

/** What axe-core's rules for WCAG 2.2 A and AA find on a page: `rule: <places>` each. */
export async function violations(page: Page, rules: RuleSet = 'all'): Promise<string[]> {
  if (rules !== 'all' && (await page.evaluate(() => 'axe' in window))) return await again(page, RULES[rules]);
  // In the page itself: no page here has a frame of another origin, for which axe would open one more page each time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const found = await (rules === 'all' ? axe.withTags(TAGS) : axe.withRules(RULES[rules])).analyze();
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}

/** In a page that has axe already: bringing it takes longer than a few rules. */
const again = (page: Page, values: string[]): Promise<string[]> =>
  page.evaluate(async (rules) => {
    interface Found {
      violations: Array<{ id: string; nodes: Array<{ target: string[] }> }>;
    }
    const { axe } = window as unknown as { axe: { run(on: Document, options: object): Promise<Found> } };
    const { violations } = await axe.run(document, {
      runOnly: { type: 'rule', values: rules },
      resultTypes: ['violations'],
    });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }, values);

/** Holds a screen, in both colour schemes, against `violations`. */
export async function expectNothingFound(page: Page, screen: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  expect(await violations(page), `${screen}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  expect(await violations(page, 'colours'), `${screen}, dark`).toEqual([]);
}
