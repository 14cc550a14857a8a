import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { SAVING_CONFIG_ID } from '../../src/server/demo/saving-and-spending.ts';
import { SCIENCE_CONFIG_ID } from '../../src/server/demo/science.ts';
import type { Browser } from '../support/chromium.ts';
import { type FaultyProxy, startFaultyProxy } from '../support/faulty-proxy.ts';
import { createSession } from '../support/wire-client.ts';

/** Where a new student of the demo sits, with a device and a network of their own: nothing of an earlier test is met there. */
export interface Desk {
  student: string;
  ticket: string;
  context: BrowserContext;
  page: Page;
  network: FaultyProxy;
  close(): Promise<void>;
}

let students = 0;

/** @param browser that runs; it and the server are shared, because starting them takes longer than most tests */
export async function openDesk(
  server: { url: string },
  browser: Browser,
  device?: BrowserContextOptions,
): Promise<Desk> {
  const student = `Student ${++students}`;
  await createSession(server.url, SCIENCE_CONFIG_ID, student);
  const { ticket } = await createSession(server.url, SAVING_CONFIG_ID, student);
  const context = await browser.context.browser()?.newContext({ viewport: { width: 1280, height: 800 }, ...device });
  if (!context) throw new Error('the browser is gone');
  const network = await startFaultyProxy(server.url);
  return {
    student,
    ticket,
    context,
    page: await context.newPage(),
    network,
    async close() {
      await context.close();
      await network.close().catch(() => undefined);
    },
  };
}
