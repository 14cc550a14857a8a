import type { Page } from 'playwright-core';
import { RULES } from './axe.ts';

/** Of a page that has axe already, and what it was asked about before. */
interface Asked {
  axe: {
    run(
      on: object,
      options: object,
    ): Promise<{ violations: Array<{ id: string; nodes: Array<{ target: string[] }> }> }>;
  };
  judged?: Set<string>;
}

/**
 * What axe's rules on colours find, asked of nothing but the texts that look as none did before in that page: by what they are and
 * lie in, and by the colours, sizes and places that come together there.
 */
export const faintForAxe = (page: Page): Promise<string[]> =>
  page.evaluate(async (values) => {
    const here = window as unknown as Asked;
    here.judged ??= new Set();
    const groundOf = (one: Element | null): string => {
      if (!one) return '';
      const { backgroundColor, backgroundImage, opacity, position } = getComputedStyle(one);
      const own = [one.tagName, one.className, backgroundColor, backgroundImage, opacity, position];
      return `${groundOf(one.parentElement)}>${own.join()}`;
    };
    const texts = new Set<Element>(document.body.querySelectorAll('input, select, textarea'));
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement && node.textContent?.trim() !== '') texts.add(node.parentElement);
    }
    const fresh = [...texts].filter((one) => {
      if (!one.checkVisibility({ visibilityProperty: true })) return false;
      const { color, fontSize, fontWeight, textShadow } = getComputedStyle(one);
      const isOff = one.matches(':disabled, :disabled *');
      const look = [groundOf(one), color, fontSize, fontWeight, textShadow, isOff].join();
      const isFresh = !here.judged?.has(look);
      here.judged?.add(look);
      return isFresh;
    });
    if (fresh.length === 0) return [];
    const options = { runOnly: { type: 'rule', values }, resultTypes: ['violations'] };
    const { violations } = await here.axe.run({ include: fresh }, options);
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }, RULES.colours);
