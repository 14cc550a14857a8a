import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const MEMORY = '/dev/shm';
/** What the tests that run at once leave there at most, several times over. */
const ROOM_BYTES = 2 ** 31;

/**
 * In memory where there is such a place with room: what a kill or a power cut takes is ours to say, and no disk is waited for.
 * Containers often have 64 MB there, which is not room.
 */
export const MEMORY_DIRECTORY = hasRoom() ? MEMORY : tmpdir();

function hasRoom(): boolean {
  try {
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize >= ROOM_BYTES;
  } catch {
    return false;
  }
}
