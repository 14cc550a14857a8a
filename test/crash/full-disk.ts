import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ServerProcess } from '../support/server-process.ts';

/** Where a server's data lies, and how it gets to where nothing more can be written, while the server runs. */
export interface Disk {
  dataDir: string;
  fill(server: ServerProcess): void;
  free(server: ServerProcess): void;
  close(): void;
}

const MEGABYTES = 8;
const BLOCK = Buffer.alloc(4096);

/** Mounting takes root, and a container may forbid it to root too. */
export function canMount(): boolean {
  const directory = mkdtempSync(join(tmpdir(), 'satchel-mount-'));
  try {
    mount(directory, 1);
    execFileSync('umount', [directory]);
    return true;
  } catch {
    console.log('Nothing can be mounted here: the test with a real small disk is not part of this run.');
    return false;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const mount = (directory: string, megabytes: number) =>
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'satchel-test', directory], { stdio: 'pipe' });

/** A file system of its own, which a ballast file fills to the last block. SQLite sees ENOSPC. */
export function smallDisk(): Disk {
  const directory = mkdtempSync(join(tmpdir(), 'satchel-disk-'));
  mount(directory, MEGABYTES);
  const ballast = join(directory, 'ballast');
  return {
    dataDir: join(directory, 'data'),
    fill() {
      const file = openSync(ballast, 'w');
      try {
        for (;;) writeSync(file, BLOCK);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      } finally {
        closeSync(file);
      }
    },
    free: () => rmSync(ballast),
    close() {
      execFileSync('umount', [directory]);
      rmSync(directory, { recursive: true });
    },
  };
}

/** A limit on the size of the running server's files, where its log ends now: needs no root. SQLite sees EFBIG. */
export function limitedFiles(): Disk {
  const dataDir = mkdtempSync(join(tmpdir(), 'satchel-disk-'));
  const limit = (server: ServerProcess, bytes: string) =>
    execFileSync('prlimit', ['--pid', String(server.pid), `--fsize=${bytes}:`]);
  return {
    dataDir,
    fill: (server) => limit(server, String(statSync(join(dataDir, 'satchel.sqlite-wal')).size)),
    free: (server) => limit(server, 'unlimited'),
    close: () => rmSync(dataDir, { recursive: true }),
  };
}
