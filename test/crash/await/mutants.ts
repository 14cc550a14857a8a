/*
 * Single safeguards of the product taken away, each where a kill between two awaits then does harm. The harness must catch
 * every one, by the rule that is named.
 */
import type { Patch } from '../../../src/commands/build-simulator.mjs';

export interface Mutant {
  what: string;
  /** The path that it is on. */
  path: string;
  /** The number of a rule that it breaks. */
  breaks: number;
  patches: Patch[];
}

export const MUTANTS: Mutant[] = [
  {
    what: 'the answer and the counter are saved in two transactions',
    path: 'save',
    breaks: 5,
    patches: [
      {
        file: 'src/student/db/save-answer.ts',
        find: "db.transaction('rw', db.runs, db[other], async (): Promise<WriteResult> => {",
        replace: '((act: () => Promise<WriteResult>) => act())(async (): Promise<WriteResult> => {',
      },
      {
        file: 'src/student/db/save-answer.ts',
        find: 'await Promise.all([db.answers.bulkPut(rows), db.runs.put(written.run)]);',
        replace: 'await db.answers.bulkPut(rows); await db.runs.put(written.run);',
      },
    ],
  },
  {
    what: 'a test is called submitted before it is written down what was',
    path: 'submit',
    breaks: 15,
    patches: [
      {
        file: 'src/student/db/submit.ts',
        find: "return await db.transaction('rw', [db.runs, db.answers, db.partitions], async (): Promise<SaveResult | null> => {",
        replace:
          'return await ((act: () => Promise<SaveResult | null>) => act())(async (): Promise<SaveResult | null> => {',
      },
      {
        file: 'src/student/db/submit.ts',
        find: '    await db.runs.put({\n',
        replace: "    await db.runs.update(run.run, { state: 'submitted' });\n    await db.runs.put({\n",
      },
    ],
  },
  {
    what: 'a sealed run counts as sent before the server has signed for it',
    path: 'outbox',
    breaks: 10,
    patches: [
      {
        file: 'src/student/sync/upload-outbox.ts',
        find: '  const sent = await sendSealed(http, row);\n',
        replace: `  await db.outbox.update([row.run, row.writer], { sent: true });
  const sent = await sendSealed(http, row);
`,
      },
    ],
  },
  {
    what: 'rows and key go before what is sealed of them is committed',
    path: 'sign-out',
    breaks: 1,
    patches: [
      {
        file: 'src/student/db/lock.ts',
        find: `        await db.outbox.bulkPut(sealed.outbox);
        await db.snapshots.put(sealed.snapshot);
`,
        replace: '',
      },
      {
        file: 'src/student/db/lock.ts',
        find: '    if (done) return;\n',
        replace: `    if (!done) continue;
    await db.outbox.bulkPut(sealed.outbox);
    await db.snapshots.put(sealed.snapshot);
    return;
`,
      },
    ],
  },
  {
    what: 'a snapshot is opened row by row, not in one transaction',
    path: 'sign-in',
    breaks: 7,
    patches: [
      {
        file: 'src/student/db/partitions.ts',
        find: "done = await db.transaction('rw', [db.partitions, db.meta, ...restoredTables(db)], async () => {",
        replace: 'restoredTables(db); done = await ((act: () => Promise<boolean>) => act())(async () => {',
      },
    ],
  },
  {
    what: 'a test is called ready before its pictures are there',
    path: 'install',
    breaks: 13,
    patches: [
      {
        file: 'src/student/sync/install-package.ts',
        find: '    await fetchMedia(options, stored ?? (await fetchPackage(options, row, progress)), progress);\n',
        replace: '    const needed = stored ?? (await fetchPackage(options, row, progress));\n',
      },
      {
        file: 'src/student/sync/install-package.ts',
        find: '    progress.finish();\n    return',
        replace: '    await fetchMedia(options, needed, progress);\n    progress.finish();\n    return',
      },
    ],
  },
  {
    // Either alone does no harm: what was acknowledged and never written is found out when it is sent again.
    what: 'the server acknowledges in a commit of its own, before that of the answers, and believes a repeat',
    path: 'upload',
    breaks: 2,
    patches: [
      {
        file: 'src/server/session/plan-batch.ts',
        find: 'entry.seq <= held && !known.has(entry)',
        replace: 'entry.seq <= held && !known.has(entry) && held < 0',
      },
      {
        file: 'src/server/session/apply-batch.ts',
        find: 'import type { SyncAnswer } from',
        replace: "import { sql } from 'kysely';\nimport type { SyncAnswer } from",
      },
      {
        file: 'src/server/session/apply-batch.ts',
        find: '\n  await writeAnswers(',
        replace: `
  await noteWriter(db, upload, plan, ctx.now);
  for (const step of ['commit', 'begin immediate']) await sql.raw(step).execute(db);
  await writeAnswers(`,
      },
    ],
  },
  {
    what: 'a page alone remembers what it has to fetch of a copy that came home',
    path: 'rescued',
    breaks: 14,
    patches: [
      {
        file: 'src/student/sync/upload-outbox.ts',
        find: "    if (item.outcome === 'applied' && (await goesOn(db, row))) await db.runs.update(row.run, { revision: -1 });\n",
        replace: '',
      },
    ],
  },
];
