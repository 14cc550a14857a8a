import { effect } from '@preact/signals';
import { OPEN, type OpenRun } from './db/early-reader.ts';
import type { App } from './session/app.ts';

/** After the student has come to a question: a move waits for nothing of this. */
const STAY_MS = 300;

export interface KeepOpenOptions {
  app: Pick<App, 'screen'>;
  /** Throws where the person blocked it. */
  storage: () => Pick<Storage, 'setItem' | 'removeItem'>;
  /** Calls back once after so many milliseconds; gives back how to call that off. */
  later: (ms: number, run: () => void) => () => void;
}

/**
 * Notes beside the database what is open in it, in the words of its own note (`openRow`), for the early reader to ask by before it has
 * read that. Where the two differ the database counts, and the next question is but as late as without.
 */
export function keepOpen({ app, storage, later }: KeepOpenOptions): () => void {
  return effect(() => {
    const screen = app.screen.value;
    const open = screen.name === 'attempt' ? openRun(screen.attempt) : null;
    return later(STAY_MS, () => {
      try {
        if (open) storage().setItem(OPEN, JSON.stringify(open));
        else storage().removeItem(OPEN);
      } catch {
        // The early reader asks the database first.
      }
    });
  });
}

type Screen = App['screen']['value'];
type Attempt = Extract<Screen, { name: 'attempt' }>['attempt'];

function openRun({ snapshot, place }: Attempt): OpenRun {
  const { partition, run, sessionId, package: hash } = snapshot.value;
  return { partition, run, sessionId, package: hash, itemId: place.value.itemId };
}
