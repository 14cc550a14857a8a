import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test, vi } from 'vitest';
import { patientLater } from '../load/clock.ts';
import { type LoadFigures, verdict } from '../load/figures.ts';
import { runProgram } from '../support/node-program.ts';

const ROOT = resolve(import.meta.dirname, '../..');

function load(...args: string[]): Promise<{ code: number; figures: LoadFigures }> {
  return new Promise((ended, failed) => {
    const child = execFile(
      process.execPath,
      ['src/commands/load.mjs', '--json', ...args],
      { cwd: ROOT },
      (_, out, err) => {
        const line = out.trim().split('\n').at(-1) ?? '';
        if (!line.startsWith('{')) failed(new Error(out + err));
        else ended({ code: child.exitCode ?? -1, figures: JSON.parse(line) });
      },
    );
  });
}

test('a class that comes back over slow lines while the server is killed loses nothing, by what the API says after it', async () => {
  const { code, figures } = await load(
    ...'--devices 24 --arrive 0.2 --answering 6 --pace 0.3 --questions 20 --class 10 --link 240 --kill 0.3'.split(' '),
  );
  expect(figures).toMatchObject({ devices: 30, acknowledged: 30, dropped: 0, differing: 0 });
  expect(figures.answers).toBeGreaterThan(24 * 20);
  // Otherwise the server was not there to be killed, and nothing of this was tried.
  expect(Object.keys(figures.requests)).toContain('failed');
  expect(verdict(figures)).toBe('Every answer that was acknowledged is on the server. None was dropped.');
  expect(verdict({ ...figures, differing: 1 })).toContain('NOT WELL');
  expect(code).toBe(0);
});

test('a device whose process is late by minutes does not take that for a server that is silent', () => {
  vi.useFakeTimers();
  const given = vi.fn();
  patientLater(2500, given);
  // Each turn may come as late as it likes: the other devices have had theirs, and what has arrived is read.
  const byTurn = [1, 2, 3].map(() => {
    vi.advanceTimersToNextTimer();
    return given.mock.calls.length;
  });
  expect(byTurn).toEqual([0, 0, 1]);
  const cancel = patientLater(2500, given);
  vi.advanceTimersToNextTimer();
  cancel();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});

test.each([
  [['--devcies', '3'], /^Unknown option '--devcies'/],
  [['--url', 'http://localhost:1'], /^The server at http:\/\/localhost:1 cannot be reached: .*\n$/m],
])('%j ends with a line that says what is wrong, and no stack', async (args, message) => {
  const { output } = await runProgram('src/commands/load.mjs', args, { APP_KEY: 'a', APP_SECRET: 'a-secret' });
  expect(output).toMatch(message);
  expect(output).not.toMatch(/^ {4}at /m);
});
