import type { Page } from 'playwright-core';

/**
 * Until what a press has changed is drawn, laid out and finished: the app does each in a task of its own (`draw-later.ts`), ahead of
 * such a one.
 */
export const drawn = (page: Page): Promise<void> =>
  page.evaluate(() => scheduler.postTask(() => {}, { priority: 'background' }));
