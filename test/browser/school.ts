import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, launchChromium } from '../support/chromium.ts';
import { type FaultyProxy, startFaultyProxy } from '../support/faulty-proxy.ts';
import { demoTicket } from '../support/server-process.ts';
import { type SchoolServer, startSchoolServer } from './school-server.ts';

/** What stands between the browser and the server. */
interface Network {
  url: string;
  close(): Promise<void>;
}

/** A server, a network in front of it, and a Chromebook's profile, all in a folder of their own. */
export interface School<N extends Network = FaultyProxy> {
  server: SchoolServer;
  network: N;
  dataDir: string;
  /** Where the browser keeps its profile. */
  profileDir: string;
  /** Starts the browser on the same profile each time; the one before must be gone. */
  openBrowser(): Promise<Browser>;
  /** The ticket of the first demo student, as the server printed it. */
  ticket(): string;
  close(): Promise<void>;
}

/** A school with the demo, behind a proxy that knows HTTP. */
export const openSchool = (): Promise<School> => openSchoolBehind(startFaultyProxy);

export async function openSchoolBehind<N extends Network>(
  startNetwork: (target: string) => Promise<N>,
  env: Record<string, string> = {},
): Promise<School<N>> {
  const directory = await mkdtemp(join(tmpdir(), 'satchel-school-'));
  const dataDir = join(directory, 'data');
  const profileDir = join(directory, 'profile');
  const server = await startSchoolServer({ dataDir, env });
  const network = await startNetwork(server.url);
  let browser: Browser | undefined;
  return {
    server,
    network,
    dataDir,
    profileDir,
    openBrowser: async () => {
      browser = await launchChromium({ userDataDir: profileDir });
      return browser;
    },
    ticket: () => demoTicket(server),
    close: async () => {
      await browser?.kill();
      await network.close().catch(() => undefined);
      await server.close();
      // A part of the browser may still write for a moment after it is gone.
      await rm(directory, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
