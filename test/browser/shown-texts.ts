import type { Page } from 'playwright-core';

/** What is seen and what is read out, piece by piece. */
export const shownTexts = (page: Page) =>
  page.evaluate(() => {
    const texts = [document.title];
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      if (nodes.currentNode.parentElement?.checkVisibility()) texts.push(nodes.currentNode.textContent ?? '');
    }
    for (const one of document.querySelectorAll('[aria-label], [aria-description]')) {
      texts.push(one.getAttribute('aria-label') ?? '', one.getAttribute('aria-description') ?? '');
    }
    return texts;
  });
