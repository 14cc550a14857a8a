import { effect } from '@preact/signals';
import { OPEN_NOTE, type OpenRun } from './db/early-reader.ts';
import type { App } from './session/app.ts';

/** After the student has come to a question: a move waits for nothing of this. */
const STAY_MS = 300;

export interface NoteOpenOptions {
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
export function noteOpen({ app, storage, later }: NoteOpenOptions): () => void {
  return effect(() => {
    const screen = app.screen.value;
    const note = screen.name === 'attempt' ? noteOf(screen.attempt) : null;
    if (note) return later(STAY_MS, () => attempted(() => storage().setItem(OPEN_NOTE, JSON.stringify(note))));
    attempted(() => storage().removeItem(OPEN_NOTE));
  });
}

/** Without a note the early reader asks the database first. */
function attempted(write: () => void): void {
  try {
    write();
  } catch {
    // A storage that is blocked or full.
  }
}

type Screen = App['screen']['value'];
type Attempt = Extract<Screen, { name: 'attempt' }>['attempt'];

function noteOf({ snapshot, place }: Attempt): OpenRun {
  const { partition, run, sessionId, package: hash } = snapshot.value;
  return { partition, run, sessionId, package: hash, itemId: place.value.itemId };
}
