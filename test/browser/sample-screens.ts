/* The screens over sample rows, in a browser: what a test looks at that needs no server. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { serveScreens } from '../support/screens-server.ts';

export interface SampleScreens {
  page: Page;
  /** Loads the page afresh, and a screen in it. @param fragment as `screens.tsx` takes it */
  load(fragment: string): Promise<void>;
  /** The same in the page that is there: it takes a tenth of the time, and is for what does not rest on a page's start. */
  put(fragment: string): Promise<void>;
  close(): Promise<void>;
}

export async function openSampleScreens(): Promise<SampleScreens> {
  const directory = await mkdtemp(join(tmpdir(), 'satchel-screens-'));
  const screens = await serveScreens();
  const browser = await launchChromium({ userDataDir: directory });
  const { page } = browser;
  await page.goto(screens.url);
  return {
    page,
    async load(fragment) {
      await page.goto('about:blank');
      await page.goto(`${screens.url}#${fragment}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    async put(fragment) {
      await page.evaluate(
        (chosen) => (window as unknown as { put(fragment: string): Promise<void> }).put(chosen),
        fragment,
      );
      await page.getByRole('heading', { level: 1 }).waitFor();
    },
    async close() {
      await browser.close();
      await screens.close();
      // A part of the browser may still write for a moment after it is gone.
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The window that each test begins in. */
export async function usualWindow(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
}
