import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

export const APP_KEY = 'test-key';
export const APP_SECRET = 'test-secret-0123456789';
export const ADMIN_PASSWORD = 'test-password-0123456789';
export const BASIC = `Basic ${Buffer.from(`${APP_KEY}:${APP_SECRET}`).toString('base64')}`;

export interface ServerProcess {
  url: string;
  pid: number;
  /** What it printed so far. */
  output(): string;
  kill(signal: NodeJS.Signals): Promise<number | null>;
}

/**
 * Starts the built server as its users do, in a process of its own, and resolves when it says `listening on`.
 * @throws with its output when it ends before that
 */
export async function startServerProcess(options: {
  dataDir: string;
  port?: number;
  env?: Record<string, string>;
  /** The project's folder, for who was bundled to elsewhere. */
  root?: string;
}): Promise<ServerProcess> {
  const root = options.root ?? resolve(import.meta.dirname, '../..');
  const child = spawn(process.execPath, [resolve(root, 'dist/server/main.js')], {
    cwd: root,
    env: serverEnv({ DATA_DIR: options.dataDir, PORT: String(options.port ?? 0), ...options.env }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const url = await new Promise<string>((listening, failed) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /^listening on (\S+)$/m.exec(output)?.[1];
      if (found) listening(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => failed(new Error(`the server ended with ${code} before it listened:\n${output}`)));
  });
  return { url, pid: pidOf(child), output: () => output, kill: (signal) => kill(child, signal) };
}

/** The environment of a server of the tests. */
export function serverEnv(more: Record<string, string>): Record<string, string> {
  const path = process.env.PATH ?? '';
  return { PATH: path, NODE_ENV: 'production', APP_KEY, APP_SECRET, ADMIN_PASSWORD, LOG_LEVEL: 'warn', ...more };
}

/** The ticket of the first demo student, as the server printed it. */
export function demoTicket(server: Pick<ServerProcess, 'output'>): string {
  const ticket = /\b[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}\b/.exec(server.output())?.[0];
  if (!ticket) throw new Error('the server printed no ticket');
  return ticket;
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('the server has no process id');
  return child.pid;
}

/** @returns the exit code, null when the signal ended it */
async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
  return child.exitCode;
}
