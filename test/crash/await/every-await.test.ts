/*
 * Ways of an answer and of a test, cut at each await that they come to (`paths.ts`): a device or the server dies there, is
 * started again on what its disk held, and everybody comes back on a good network.
 *
 * Oracles: the simulator's invariants at once and at rest, and those of `recover.ts`. Saving in two transactions, noting what is
 * sent before it is answered, or taking a key away before what it opened is sealed makes it fail (`mutants.ts`).
 *
 * A cut that breaks something is made again with `node node_modules/.cache/simulator/await/main.mjs --paths <path> --at '<cut>'`.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { buildSimulator, type Patch } from '../../../src/commands/build-simulator.mjs';
import { fromRoot } from '../../../src/commands/paths.mjs';
import { repositoryFiles } from '../../layout/source-files.ts';
import { markAwaits, markedAwaits } from './mark-awaits.ts';
import { MUTANTS } from './mutants.ts';
import { runCuts } from './run-cuts.ts';

const PAIRS = 25;
/** What each path comes to at least: a harness that does nothing finds nothing. */
const LEAST: Record<string, { awaits: number; states: number; files: string[] }> = {
  save: { awaits: 20, states: 4, files: ['student/db/save-answer.ts'] },
  submit: { awaits: 90, states: 4, files: ['student/db/submit.ts', 'server/session/settle-submit.ts'] },
  upload: { awaits: 150, states: 6, files: ['student/db/quarantine.ts', 'server/session/receive-batch.ts'] },
  outbox: { awaits: 80, states: 3, files: ['student/sync/upload-outbox.ts', 'server/session/import-run.ts'] },
  fetch: { awaits: 100, states: 4, files: ['student/sync/claim.ts', 'server/session/claim.ts'] },
  stranded: { awaits: 60, states: 3, files: ['server/session/strand-batch.ts'] },
  restored: { awaits: 100, states: 4, files: ['student/db/store-change.ts'] },
  'sign-out': { awaits: 30, states: 2, files: ['student/services/presence.ts', 'student/db/lock.ts'] },
  'sign-in': { awaits: 90, states: 5, files: ['student/db/unlock.ts', 'student/db/lock.ts'] },
  install: { awaits: 80, states: 5, files: ['student/db/packages.ts', 'student/sync/install-package.ts'] },
  import: { awaits: 120, states: 5, files: ['server/routes/import-responses.ts', 'student/sync/accept-receipt.ts'] },
  'put-back': { awaits: 10, states: 1, files: ['student/db/put-back.ts'] },
  rescued: { awaits: 120, states: 4, files: ['student/sync/upload-outbox.ts', 'student/sync/claim.ts'] },
  'clean-up': { awaits: 80, states: 4, files: ['student/db/clean-up.ts', 'student/db/apply-sessions.ts'] },
};

const build = (name: string, patches: Patch[] = []) =>
  buildSimulator(name, patches, { entry: 'test/crash/await/main.ts', plugins: [markedAwaits(fromRoot())] });

/** About as long as each other, each in a process of its own. */
const HALVES = [
  ['upload', 'sign-in', 'restored', 'clean-up', 'install', 'stranded'],
  ['rescued', 'import', 'submit', 'fetch', 'outbox', 'save', 'sign-out', 'put-back'],
];

test.concurrent('whichever await a device or the server dies at, every answer is kept, once, and everything goes on', async () => {
  const program = await build('await');
  const halves = await Promise.all(
    HALVES.map((paths) => runCuts(program, ['--paths', paths.join(), '--pairs', String(PAIRS)])),
  );
  const reports = halves.flat();
  for (const { path, awaits, cuts, states, pairs } of reports) {
    console.log(`${path}: ${awaits.length} awaits, ${cuts} cuts that left ${states} states behind, ${pairs} pairs`);
  }
  expect(reports.map(({ path }) => path).sort()).toEqual(Object.keys(LEAST).sort());
  for (const { path, awaits, points, cuts, states, broken } of reports) {
    expect(broken, path).toEqual([]);
    expect(awaits.length, path).toBeGreaterThanOrEqual(LEAST[path]?.awaits ?? 0);
    expect(points, path).toBeGreaterThan(awaits.length);
    expect(cuts, path).toBe(points);
    expect(states, path).toBeGreaterThanOrEqual(LEAST[path]?.states ?? 0);
    const files = new Set(awaits.map((site) => site.replace(/^src\/(.+):\d+$/, '$1')));
    expect([...files], path).toEqual(expect.arrayContaining(LEAST[path]?.files ?? []));
  }
  expect(reports.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(2 * PAIRS);
});

test.concurrent('a machine that has much else to do changes nothing of it', async () => {
  // A bundle of its own: another may be built while this one runs.
  const program = await build('await-busy');
  const [report] = await runCuts(program, ['--paths', 'upload', '--pairs', String(PAIRS), '--busy', '1']);
  expect(report).toMatchObject({ broken: [], cuts: report?.points, pairs: PAIRS });
});

/** Each statement and what frames it; what a device does at its awaits, and a route at its own, does not rest on the store. */
test.concurrent('whichever await of the store on PostgreSQL a server dies at, a submit is kept, once, and received', async () => {
  const args = '--store postgres --paths submit --files src/server/store/postgres'.split(' ');
  const [report] = await runCuts(await build('await-postgres'), args);
  expect(report?.broken).toEqual([]);
  expect(report?.cuts).toBeGreaterThan(30);
  // Before the commit and after it.
  expect(report?.states).toBeGreaterThan(1);
});

test.concurrent.each(MUTANTS.map((mutant, index) => ({ ...mutant, name: `await-mutant-${index}` })))(
  'it is noticed when $what',
  async ({ name, path, breaks, patches }) => {
    const program = await build(name, patches);
    const files = [...new Set(patches.map(({ file }) => file))].join();
    const [report] = await runCuts(program, ['--paths', path, '--files', files, '--first']);
    // Without a cut it does no harm, or something simpler than a kill would have shown it.
    expect(report?.broken.map(({ at }) => at)).not.toContain('no cut');
    expect(report?.broken.flatMap(({ what }) => what)).toContainEqual(expect.stringMatching(`^${breaks}: `));
  },
);

test('no await of the sources is passed over', () => {
  const sources = repositoryFiles().filter((path) => /^src\/(student|server\/(?!commands\/))\/?.+\.tsx?$/.test(path));
  const found = sources.map((path) => {
    const code = readFileSync(fromRoot(path), 'utf8');
    const inCode = code.replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    return { path, marked: markAwaits(code, path, 'x').sites.length, written: inCode.split(/\bawait /).length - 1 };
  });
  expect(found.filter(({ marked, written }) => marked !== written)).toEqual([]);
  expect(found.reduce((sum, { marked }) => sum + marked, 0)).toBeGreaterThan(500);
});

test('an await within an await is marked as well, and lines stay where they are', () => {
  const code = ['const a = async () => {', '  return (await b(', '    await c)).d + await e;', '};'].join('\n');
  const { code: marked, sites } = markAwaits(code, 'f.ts', 'kill-point.ts');
  expect(sites).toEqual(['f.ts:2', 'f.ts:3', 'f.ts:3']);
  expect(marked.split('\n')).toEqual([
    "import { killEach, killPoint } from 'kill-point.ts'; const a = async () => {",
    '  return (await killPoint(b(',
    "    await killPoint(c, 'f.ts:3')), 'f.ts:2')).d + await killPoint(e, 'f.ts:3');",
    '};',
  ]);
});

test('each step of a loop that awaits is marked', () => {
  const { code, sites } = markAwaits('async () => { for await (const a of b()) c(a); };', 'f.ts', 'x');
  expect(sites).toEqual(['f.ts:1']);
  expect(code).toContain("for await (const a of killEach(b(), 'f.ts:1')) c(a);");
});

test('a form of await that cannot be cut is refused', () => {
  expect(() => markAwaits('const f = async () => { await using a = b; };', 'f.ts', 'x')).toThrow(
    'f.ts:1: no kill point',
  );
});
