/*
 * Single safeguards of the product switched off. The simulator must catch every one by itself, with nobody telling it where to
 * look.
 *
 * `seed` is the first history that comes upon it. A change of `history.ts`, or of how a step is played, moves them:
 *
 *   node src/commands/simulate.mjs --mutants --seeds 300     says for each mutant which seed finds it now
 */
import type { Patch } from '../../src/commands/build-simulator.mjs';

export interface Mutant {
  /** What is not so any more. */
  safeguard: string;
  seed: number;
  /** Numbers of the rules in `invariants.ts`, one of which it breaks. */
  breaks: number[];
  patches: Patch[];
}

const patch = (file: string, find: string, replace: string): Patch => ({ file: `src/${file}`, find, replace });

const onServer: Mutant[] = [
  {
    safeguard: 'the store waits for the disk before it says that a commit is done',
    seed: 10,
    breaks: [8],
    patches: [patch('server/store/sqlite-engine.ts', "'synchronous = FULL'", "'synchronous = OFF'")],
  },
  {
    safeguard: 'a write is answered after its commit, and refused when that failed',
    seed: 9,
    breaks: [2],
    patches: [
      patch(
        'server/store/group-commit.ts',
        'for (const { reject } of group) reject(lost);',
        `for (const [index, { resolve, reject }] of group.entries()) {
          const outcome = outcomes[index];
          if (outcome?.ok) resolve(outcome.value);
          else reject(lost);
        }`,
      ),
    ],
  },
  {
    safeguard: 'what comes for a run that was put away goes to the journal',
    seed: 1,
    breaks: [8],
    patches: [patch('server/session/plan-batch.ts', "if (run.archived) return { strand: 'archived' };", '')],
  },
  {
    safeguard: 'a run takes answers of the device that holds it alone',
    seed: 3,
    breaks: [8],
    patches: [
      patch(
        'server/session/plan-batch.ts',
        "if (!run.released || !isNew) return { strand: 'device' };",
        "if (!run.released && !isNew) return { strand: 'device' };",
      ),
    ],
  },
  {
    safeguard: 'a batch of an epoch that the device has left goes to the journal',
    seed: 70,
    breaks: [11],
    patches: [patch('server/session/plan-batch.ts', "if (epoch < run.heldFromEpoch) return { strand: 'epoch' };", '')],
  },
  {
    safeguard: 'a batch that leaves a hole is not taken',
    seed: 37,
    breaks: [2],
    patches: [
      patch(
        'server/session/plan-batch.ts',
        "if (batch.baseSeq > writer.ackedThrough) return { kind: 'gap', ackedThrough: writer.ackedThrough };",
        '',
      ),
    ],
  },
  {
    safeguard: 'a change that is acknowledged already is passed over',
    seed: 10,
    breaks: [4],
    patches: [
      patch(
        'server/session/plan-batch.ts',
        'batch.entries.filter((entry) => entry.seq > writer.ackedThrough || (byFile && differs.includes(entry)));',
        'batch.entries;',
      ),
      patch(
        'server/session/plan-batch.ts',
        'if (current.writer === change.writer) return change.seq > current.seq;',
        'if (current.writer === change.writer) return true;',
      ),
    ],
  },
  {
    safeguard: 'a value that another one replaces is kept in the history',
    seed: 10,
    breaks: [2],
    patches: [patch('server/session/standing-answers.ts', '  await addHistory(db, past);\n', '')],
  },
  {
    safeguard: 'the other answers of a sheet stay when one of them changes',
    seed: 1,
    breaks: [2],
    patches: [patch('server/session/standing-answers.ts', 'const rows = unfolded.kept;', 'const rows = [];')],
  },
  {
    safeguard: 'an answer that changes leaves the sheet of its run',
    seed: 1,
    breaks: [4],
    patches: [
      patch(
        'server/session/standing-answers.ts',
        'for (const key of changed) if (standing.get(key)?.onSheet) return true;',
        '',
      ),
    ],
  },
  {
    safeguard: 'what strands is written into the journal before it is signed for',
    seed: 1,
    breaks: [2],
    patches: [patch('server/session/strand-batch.ts', '...plan.journal.map(', '...[].map(')],
  },
  {
    safeguard: 'a claim by another device raises the epoch that batches must have',
    seed: 7,
    breaks: [8],
    patches: [
      patch('server/session/claim.ts', 'const epoch = moves ? run.epoch + 1 : run.epoch;', 'const { epoch } = run;'),
    ],
  },
];

const onDevice: Mutant[] = [
  {
    safeguard: 'what is not answered by Satchel itself acknowledges nothing',
    seed: 3,
    breaks: [2],
    patches: [
      patch(
        'student/sync/upload-run.ts',
        "    case 'retry': {\n",
        "    case 'retry': {\n      await db.runs.update(row.run, { ackedSeq: batch.sync.lastSeq });\n",
      ),
    ],
  },
  {
    safeguard: 'the lowest changes go first',
    seed: 31,
    breaks: [2],
    patches: [
      patch(
        'student/db/pending-batch.ts',
        'unsent.slice(0, howMany(unsent, limits));',
        'unsent.slice(unsent.length - howMany(unsent, limits));',
      ),
    ],
  },
  {
    safeguard: 'an answer that was refused by name goes up as it is',
    seed: 2,
    breaks: [2],
    patches: [
      patch(
        'student/db/pending-batch.ts',
        '  if (quarantined.length > 0) sync.quarantined = quarantined.map(asQuarantined);\n',
        '',
      ),
    ],
  },
  {
    safeguard: 'an answer and the counter are saved in one transaction',
    seed: 51,
    breaks: [5],
    patches: [
      patch(
        'student/db/save-answer.ts',
        "db.transaction('rw', db.runs, db[other], async (): Promise<WriteResult> => {",
        '((act: () => Promise<WriteResult>) => act())(async (): Promise<WriteResult> => {',
      ),
      patch(
        'student/db/save-answer.ts',
        'await Promise.all([db.answers.bulkPut(rows), db.runs.put(written.run)]);',
        'await db.answers.bulkPut(rows); await db.runs.put(written.run);',
      ),
    ],
  },
  {
    safeguard: 'a tab that does not hold the run saves nothing',
    seed: 6,
    breaks: [9],
    patches: [
      patch('student/db/save-answer.ts', "if (run.tab !== writing.tab) return { ok: false, reason: 'tab' };", ''),
    ],
  },
  {
    safeguard: 'a store that came back from a backup gets everything again',
    seed: 68,
    breaks: [2],
    patches: [
      patch(
        'student/db/store-change.ts',
        'else if (row.storeId !== said.storeId) await forgetAcknowledgements(db, partition);',
        'else if (row.storeId !== said.storeId) void forgetAcknowledgements;',
      ),
    ],
  },
  {
    safeguard: 'answers of a student who leaves are sealed for the server',
    seed: 3,
    breaks: [7],
    patches: [patch('student/db/lock.ts', '        await db.outbox.bulkPut(sealed.outbox);\n', '')],
  },
  {
    safeguard: 'a test of a student who leaves is sealed for their ticket',
    seed: 3,
    breaks: [7],
    patches: [patch('student/db/lock.ts', '        await db.snapshots.put(sealed.snapshot);\n', '')],
  },
  {
    safeguard: 'a receipt proves the submit that it names',
    seed: 4,
    breaks: [6],
    patches: [
      patch('student/db/run-transition.ts', ' || submitId !== run.submit.submitId) return run;', ') return run;'),
    ],
  },
  {
    safeguard: 'numbers that a disk which was put back counts twice are told apart by what they stand for',
    seed: 70,
    breaks: [2],
    patches: [
      patch(
        'student/db/run-transition.ts',
        'if (answers.some((row) => isNumberedTwice(row, received))) {',
        'if (answers.some((row) => isNumberedTwice(row, received)) && run.seq < 0) {',
      ),
    ],
  },
  {
    safeguard: 'what the holder cleared is not filled by another device',
    seed: 3,
    breaks: [8],
    patches: [
      patch(
        'server/session/plan-batch.ts',
        'if (current === undefined) return entry.json !== null;',
        'if (current === undefined || current.json === null) return entry.json !== null;',
      ),
    ],
  },
  {
    safeguard: 'an unsent answer does not give way to what a claim brings',
    seed: 7,
    breaks: [1],
    patches: [patch('student/db/apply-claim.ts', 'isOutdone || row.seq <= had ?', 'isOutdone || row.seq <= run.seq ?')],
  },
];

export const MUTANTS: Mutant[] = [...onServer, ...onDevice];
