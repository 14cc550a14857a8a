/*
 * Runs in the browser: the real save path beside a bare strict transaction over the same rows, alternating, so that
 * what disturbs one disturbs the other. Both read the run's row, which says who may write, and put two rows.
 */
import { openDatabase } from '../../../src/student/db/database.ts';
import type { AnswerRow, RunRow } from '../../../src/student/db/rows.ts';
import { saveAnswers } from '../../../src/student/db/save-answer.ts';

const RUN = 'bench-run-0123456789';
const TAB = 'bench-tab';
/** Saves before it counts: the code of both has been run by then. */
const WARM_UP = 40;

export interface CommitLatencies {
  /** Milliseconds of each save. */
  satchel: number[];
  bare: number[];
}

async function measureCommits(saves: number): Promise<CommitLatencies> {
  const db = openDatabase({ indexedDB });
  await db.runs.put(await benchRun());
  const bare = await openBare();
  const latencies: CommitLatencies = { satchel: [], bare: [] };
  for (let n = -WARM_UP; n < saves; n++) {
    const change = {
      itemId: `item-${(n + WARM_UP) % 40}`,
      questionId: 'q',
      response: { options: [{ index: (n + WARM_UP) % 4 }] },
    };
    const started = performance.now();
    const saved = await saveAnswers(db, { run: RUN, tab: TAB, now: Date.now(), elapsedMs: 1 }, [change]);
    const satchelTook = performance.now() - started;
    if (!saved.ok) throw new Error(saved.reason);

    const run = await db.runs.get(RUN);
    const answer = await db.answers.get([RUN, change.itemId, 'q']);
    if (!run || !answer) throw new Error('the save left no rows');
    const bareStarted = performance.now();
    await putBare(bare, run, answer);
    if (n < 0) continue;
    latencies.satchel.push(satchelTook);
    latencies.bare.push(performance.now() - bareStarted);
  }
  return latencies;
}

async function benchRun(): Promise<RunRow> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['decrypt', 'encrypt']);
  return {
    run: RUN,
    partition: 'bench/student',
    sessionId: 'bench-session',
    attempt: 1,
    state: 'open',
    package: '0'.repeat(64),
    contentKey: key,
    scoringKey: null,
    uploadToken: 'u1.bench.bench',
    runKey: key,
    envelope: 'bench.bench',
    sealed: null,
    epoch: 1,
    opening: 1,
    revision: 0,
    writer: 'bench-writer-0123456789',
    seq: 0,
    ackedSeq: 0,
    tab: TAB,
    startedAt: Date.now(),
    elapsedMs: 0,
    view: {},
    submit: null,
    provisional: null,
    receipt: null,
    held: null,
    problem: null,
    receivedAt: null,
  };
}

function openBare(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('bare', 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('runs', { keyPath: 'run' });
      opening.result.createObjectStore('answers', { keyPath: ['run', 'itemId', 'questionId'] });
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
}

function putBare(db: IDBDatabase, run: RunRow, answer: AnswerRow): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(['runs', 'answers'], 'readwrite', { durability: 'strict' });
    const runs = transaction.objectStore('runs');
    runs.get(run.run).onsuccess = () => {
      transaction.objectStore('answers').put(answer);
      runs.put(run);
    };
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

Object.assign(globalThis, { measureCommits });
