import { spawn } from 'node:child_process';

/** What the cuts of a path came to. */
export interface Report {
  path: string;
  /** The awaits that the path comes to, in order, by the place where they stand. */
  awaits: string[];
  /** Cuts that can be made on it, and those that were. */
  points: number;
  cuts: number;
  /** How many different things the cuts left behind. */
  states: number;
  pairs: number;
  broken: Array<{ at: string; what: string[] }>;
}

/** Runs a bundled harness to its end. @throws when it does not say how it went */
export function runCuts(program: string, args: string[]): Promise<Report[]> {
  return new Promise((resolve, reject) => {
    // Most of what is allocated is dead at once: room for it saves a tenth of the time.
    const command = ['--max-semi-space-size=64', program, ...args, '--json'];
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let errors = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const line = out.trim().split('\n').at(-1) ?? '';
      if (line.startsWith('[')) resolve(JSON.parse(line));
      // With 13 Node.js says that something is waited for that never comes.
      else reject(new Error(`the harness ended with ${code}: ${errors}`));
    });
  });
}
