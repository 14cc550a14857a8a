import type { DeviceRows } from '../db/read-tests.ts';
import type { OutboxRow } from '../db/rows.ts';
import type { AppState } from '../session/ports.ts';
import { testSummary, waitingIn } from './test-summary.ts';

export interface AppFacts {
  school: string | null;
  online: boolean;
  /** Students whose upload token the server refused. */
  refused: ReadonlySet<string>;
  updateNeeded: boolean;
  /** The open test waits for its student to come back. */
  locked: boolean;
  storage: AppState['storage'];
  /** The database before this one was lost, and nobody has read so yet. */
  wiped: boolean;
  settings: AppState['settings'];
  now: number;
}

/** Everything but the open attempt that the screens show. Pure. */
export function appState(rows: DeviceRows, facts: AppFacts): AppState {
  const { partition, tests, runs, outbox } = rows;
  const others = runs.filter(({ run }) => run.partition !== partition?.partition && run.sealed === null);
  const left = outbox.filter((row) => row.partition !== partition?.partition && !row.sent);
  const serverNow = facts.now + (partition?.clockOffsetMs ?? 0);
  return {
    student: partition === null ? null : { name: partition.student.name },
    school: facts.school,
    tests: tests.map((test) => testSummary(test, serverNow)),
    online: facts.online,
    signInAgain: partition !== null && (partition.token === null || facts.refused.has(partition.partition)),
    updateNeeded: facts.updateNeeded,
    othersWaiting:
      others.reduce((sum, run) => sum + waitingIn(run), 0) +
      left.reduce((sum, row) => sum + Math.max(1, row.unsent), 0),
    locked: facts.locked,
    storage: facts.storage,
    settings: facts.settings,
    wiped: facts.wiped ? wipedIn(outbox) : null,
  };
}

function wipedIn(outbox: readonly OutboxRow[]): AppState['wiped'] {
  const rescued = outbox.filter((row) => row.rescued !== undefined);
  return { rescued: rescued.length, sent: rescued.filter(({ sent }) => sent).length };
}
