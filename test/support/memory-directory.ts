import { accessSync, constants, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** What the tests that run at once leave there at most, several times over. */
const ROOM_BYTES = 2 ** 31;

/**
 * In memory where there is such a place with room: what a kill or a power cut takes is ours to say, and no disk is waited for.
 * Containers often have 64 MB there, which is not room, or run no program from it.
 */
export const MEMORY_DIRECTORY = hasRoom() && runsPrograms() ? MEMORY : tmpdir();

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM_BYTES;
  } catch {
    return false;
  }
}

function runsPrograms(): boolean {
  const program = join(MEMORY, `satchel-${process.pid}`);
  try {
    writeFileSync(program, '', { mode: 0o755 });
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(program, { force: true });
  }
}
