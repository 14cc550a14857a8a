import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 1000;
const TELL_MS = 15_000;

/** Tells how far something long is, now and then, when the words are others than before. @returns what ends it */
export function tellProgress(line: () => string, tell: (line: string) => void): () => void {
  let told = '';
  const timer = setInterval(() => {
    const words = line();
    if (words !== told) tell(words);
    told = words;
  }, TELL_MS).unref();
  return () => clearInterval(timer);
}

/** Resolves once `reached` did not change for so long. */
export async function standsStill(reached: () => number, seconds: number): Promise<void> {
  let last = reached();
  for (let since = performance.now(); performance.now() - since < seconds * 1000; ) {
    await sleep(LOOK_MS, undefined, { ref: false });
    const now = reached();
    if (now !== last) since = performance.now();
    last = now;
  }
}
