import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';

/** In memory where there is such a place: what a kill or a power cut takes is ours to say, and no disk is waited for. */
export const MEMORY_DIRECTORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
