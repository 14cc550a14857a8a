import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, launchChromium } from '../support/chromium.ts';
import { type FaultyProxy, startFaultyProxy } from '../support/faulty-proxy.ts';
import { type ServerProcess, startServerProcess } from '../support/server-process.ts';

/** A server with the demo, a network in front of it, and a Chromebook's profile, all in a folder of their own. */
export interface School {
  server: ServerProcess;
  network: FaultyProxy;
  dataDir: string;
  /** Starts the browser on the same profile each time; the one before must be gone. */
  openBrowser(): Promise<Browser>;
  /** The ticket of the first demo student, as the server printed it. */
  ticket(): string;
  close(): Promise<void>;
}

export async function openSchool(): Promise<School> {
  const directory = await mkdtemp(join(tmpdir(), 'satchel-school-'));
  const dataDir = join(directory, 'data');
  const server = await startServerProcess({ dataDir });
  const network = await startFaultyProxy(server.url);
  let browser: Browser | undefined;
  return {
    server,
    network,
    dataDir,
    openBrowser: async () => {
      browser = await launchChromium({ userDataDir: join(directory, 'profile') });
      return browser;
    },
    ticket: () => {
      const ticket = /\b[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}\b/.exec(server.output())?.[0];
      if (!ticket) throw new Error('the server printed no ticket');
      return ticket;
    },
    close: async () => {
      await browser?.kill();
      await network.close().catch(() => undefined);
      await server.kill('SIGKILL');
      await rm(directory, { recursive: true, force: true });
    },
  };
}
