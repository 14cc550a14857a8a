import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const NOBODY = 65_534;

// Only root may run something as somebody else.
it.runIf(process.getuid?.() === 0)('a command runs in a folder that somebody else built and owns', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'satchel-nobody-'));
  const root = resolve(import.meta.dirname, '../..');
  const said = await new Promise<string>((told) => {
    const as = { cwd: root, uid: NOBODY, gid: NOBODY, env: { ...process.env, DATA_DIR: folder } };
    execFile(process.execPath, ['src/commands/check-store.mjs'], as, (_error, out, problems) => told(out + problems));
  });
  expect(said).toMatch(/^there is no database at /);
  rmSync(folder, { recursive: true });
});
