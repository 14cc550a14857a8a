/* The server under load, where the load started it itself: it can be killed, and looked at from outside. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cpuMs, peakMb } from '../bench/measure.ts';
import { keptPort } from '../support/kept-port.ts';
import { APP_KEY, APP_SECRET, type ServerProcess, startServerProcess } from '../support/server-process.ts';

export interface Usage {
  cpuMs: number;
  /** The most that it held at once, in MB of memory. */
  peakMb: number;
}

/** What each of its processes is started with. */
interface Started {
  dataDir: string;
  env: Record<string, string>;
  port: number;
}

export class OwnServer {
  readonly key = `${APP_KEY}:${APP_SECRET}`;
  readonly #started: Started;
  #process: ServerProcess;
  /** Of processes that were killed. */
  #before: Usage = { cpuMs: 0, peakMb: 0 };

  static async start(env: Record<string, string> = {}): Promise<OwnServer> {
    const started = { dataDir: await mkdtemp(join(tmpdir(), 'satchel-load-')), env, port: await keptPort() };
    return new OwnServer(started, await launch(started));
  }

  private constructor(started: Started, process: ServerProcess) {
    this.#started = started;
    this.#process = process;
  }

  get url(): string {
    return this.#process.url;
  }

  /** What all its processes used so far; null where the system does not tell (it is Linux's way). */
  async usage(): Promise<Usage | null> {
    try {
      const { pid } = this.#process;
      return {
        cpuMs: this.#before.cpuMs + (await cpuMs(pid)),
        peakMb: Math.max(this.#before.peakMb, await peakMb(pid)),
      };
    } catch {
      return null;
    }
  }

  /** SIGKILL, and after so long the same data at the same address again. */
  async killFor(ms: number): Promise<void> {
    this.#before = (await this.usage()) ?? this.#before;
    await this.#process.kill('SIGKILL');
    await new Promise((resolve) => setTimeout(resolve, ms));
    this.#process = await launch(this.#started);
  }

  async dispose(): Promise<void> {
    await this.#process.kill('SIGKILL');
    await rm(this.#started.dataDir, { recursive: true, force: true });
  }
}

const launch = ({ dataDir, env, port }: Started) =>
  startServerProcess({ dataDir, port, env: { DEMO: '0', ...env }, root: process.cwd() });
