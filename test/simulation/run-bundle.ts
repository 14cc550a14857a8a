import { spawn } from 'node:child_process';
import type { Figures } from './figures.ts';
import type { Step } from './steps.ts';

export interface Report {
  figures: Pick<Figures, 'seeds' | 'steps' | 'kills' | 'serverKills' | 'saved' | 'lost' | 'faults' | 'staff'>;
  broken: { seed: string; at: number; what: string[]; steps: Step[] } | null;
  /** Of all that was committed anywhere, after each step. */
  trace: string;
}

/** Runs a bundled simulator to its end. @throws when it does not say how it went */
export function runBundle(program: string, args: string[]): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args, '--json'], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let errors = '';
    child.stdout.on('data', (chunk) => {
      out += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('error', reject);
    child.on('close', () => {
      const line = out.trim().split('\n').at(-1) ?? '';
      if (line.startsWith('{')) resolve(JSON.parse(line));
      else reject(new Error(`the simulator said nothing: ${errors}`));
    });
  });
}
