import type { Page } from 'playwright-core';

/** Drags over words of the passage. */
export async function selectByMouse(page: Page, words: string): Promise<void> {
  // What it comes with makes the text narrower.
  await page.getByRole('heading', { name: 'Highlights and notes' }).waitFor();
  const box = await page.evaluate((wanted) => {
    const walker = document.createTreeWalker(document.querySelector('.passage') ?? document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const at = node.textContent?.indexOf(wanted) ?? -1;
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + wanted.length);
      const rects = [...range.getClientRects()];
      const [first, last] = [rects[0], rects.at(-1)];
      return first && last && { from: [first.left + 1, first.top + 8], to: [last.right - 1, last.bottom - 8] };
    }
  }, words);
  if (!box) throw new Error(`the passage does not say “${words}”`);
  await page.mouse.move(box.from[0] ?? 0, box.from[1] ?? 0);
  await page.mouse.down();
  await page.mouse.move(box.to[0] ?? 0, box.to[1] ?? 0, { steps: 8 });
  await page.mouse.up();
}

/** What is drawn over the text in a colour, in words. */
export const drawn = (page: Page, name: string) =>
  page.evaluate((paint) => [...(CSS.highlights.get(paint) ?? [])].map(String), name);
