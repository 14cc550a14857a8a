import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

export interface Ended {
  code: number;
  /** What it printed, on either stream. */
  output: string;
}

/** One that should end and does not, as a server that starts. */
const TIMEOUT_MS = 30_000;

/**
 * Runs one of the project's programs as npm does, with no other environment than what is given, and waits for its end.
 * @param as another user, where this one may be another
 */
export function runProgram(
  path: string,
  args: string[],
  env: Record<string, string>,
  as: { uid?: number; gid?: number } = {},
): Promise<Ended> {
  return new Promise((ended) => {
    const options = {
      cwd: resolve(import.meta.dirname, '../..'),
      env: { PATH: process.env.PATH ?? '', ...env },
      timeout: TIMEOUT_MS,
      ...as,
    };
    const child = execFile(process.execPath, [path, ...args], options, (_, stdout, stderr) => {
      ended({ code: child.exitCode ?? -1, output: stdout + stderr });
    });
  });
}
