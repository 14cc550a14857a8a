/*
 * The ways an answer or a test goes, one of which is cut at each of its awaits. `act` is what is cut; the same people do
 * it again afterwards, so it must be one that may be done twice.
 */
import { readDeviceRows, readServerRows } from '../../simulation/rows.ts';
import { openItems } from './open-items.ts';
import type { School } from './school.ts';
import { answerElsewhere, putExam, reset, type Student } from './seats.ts';

const DAY_MS = 24 * 3_600_000;

export interface Path {
  prepare(school: School): Promise<void>;
  act(school: School): Promise<void>;
  /** What is wrong when it was done to its end, in sentences. */
  goal?(school: School): Promise<string[]>;
  /** The network never comes before the goal is reached. */
  isOffline?: boolean;
  /** Who takes the device afterwards, one after the other; Ada alone when left out. */
  comeBack?: Student[];
}

/** Ada is in her test, one answer is at the server and one is not. */
async function begin(school: School): Promise<void> {
  await school.signIn('ada');
  await school.open('ada');
  await school.answer(0, 0);
  await school.device.upload();
  await school.answer(1, 0);
}

/** Ben takes the device from Ada, answers, and gives it back; nothing of his is sent. */
async function lend(school: School): Promise<void> {
  await school.leave();
  await school.signIn('ben');
  await school.open('ben');
  await school.answer(0, 1);
  await school.answer(2, 1);
  await school.leave();
  await school.signIn('ada');
  await school.open('ada');
}

const atOnce = (school: School, act: () => Promise<unknown>) => school.device.act(act).then(() => undefined);
const uploadPage = (school: School) => atOnce(school, () => school.device.upload());
const uploadWorker = (school: School) => atOnce(school, () => school.device.uploadInWorker());

async function receipted({ device, server }: School): Promise<string[]> {
  const { runs } = await readDeviceRows(device);
  const run = runs.find((row) => row.run === device.run);
  const maturity = (await readServerRows(server)).runs.find(({ run_id }) => run_id === device.run)?.maturity;
  return run?.state === 'received' && run.receipt !== null && maturity === 'COMPLETE'
    ? []
    : [`15: the submitted test is ${run?.state} on the device and ${maturity} on the server`];
}

export const PATHS: Record<string, Path> = {
  save: {
    prepare: begin,
    act: (school) =>
      atOnce(school, async () => {
        await school.answer(0, 2);
        await school.answer(2, 3);
        await school.answer(1, null);
      }),
  },
  submit: {
    async prepare(school) {
      await begin(school);
      await school.answer(2, 2);
    },
    act: (school) =>
      atOnce(school, async () => {
        await school.submit();
        await school.device.uploadInWorker();
      }),
    goal: receipted,
  },
  upload: {
    async prepare(school) {
      await begin(school);
      await school.answer(0, 4);
      // An option that the exam does not have: the server refuses it by name.
      await school.answer(2, 100);
    },
    async act(school) {
      // Something on the way finds the first batch too large, so that there are several.
      school.device.net = ['413'];
      await uploadWorker(school);
      school.device.net = [];
    },
  },
  /** What a student left goes home, with another one signed in. */
  outbox: {
    comeBack: ['ben', 'ada'],
    async prepare(school) {
      await begin(school);
      await school.device.upload();
      await lend(school);
    },
    act: uploadWorker,
  },
  /** Another system answered meanwhile: what it did is fetched when an upload tells of it. */
  fetch: {
    async prepare(school) {
      await begin(school);
      await answerElsewhere(school.server, school.seats.ada, 3);
    },
    act: uploadPage,
    async goal({ device }) {
      // The page polls while nothing goes up.
      await device.act(() => device.refresh());
      const { answers } = await readDeviceRows(device);
      return answers.some(({ itemId, foreign }) => itemId === 'item-3' && foreign) ? [] : ['15: nothing was fetched'];
    },
  },
  /** Staff started the test again: what comes of the old run is kept in the journal. */
  stranded: {
    async prepare(school) {
      await begin(school);
      await reset(school.server, school.seats.ada);
    },
    act: uploadWorker,
    async goal({ device }) {
      const { runs } = await readDeviceRows(device);
      const left = runs.find(({ run }) => run === device.run);
      return left?.state === 'stranded' && left.held !== null ? [] : [`15: the run that was left is ${left?.state}`];
    },
  },
  /** The server was restored from a backup: what it acknowledged since has to come once more. */
  restored: {
    async prepare(school) {
      await begin(school);
      await school.server.storage.backUp();
      await school.device.upload();
      await school.answer(3, 3);
      await school.server.restoreBackup();
    },
    act: uploadWorker,
  },
  'sign-out': {
    comeBack: ['ben', 'ada'],
    prepare: begin,
    act: (school) => atOnce(school, () => school.leave()),
    async goal(school) {
      const { runs, unlocked } = await readDeviceRows(school.device);
      const isLocked = (await school.signedIn()) === null && unlocked.size === 0 && runs[0]?.sealed === 'snapshot';
      return isLocked ? [] : ['15: the student who left is not signed out'];
    },
  },
  /** A student takes the device from another one, whose test is still open. */
  'sign-in': {
    comeBack: ['ben', 'ada'],
    async prepare(school) {
      await begin(school);
      await school.leave();
      await school.signIn('ben');
      await school.open('ben');
      await school.answer(3, 1);
    },
    act: (school) => atOnce(school, () => school.enter('ada')),
    async goal(school) {
      const { runs } = await readDeviceRows(school.device);
      const sealed = runs.filter((run) => run.sealed !== null).map(({ run }) => run);
      const isBens = sealed.length === 1 && sealed[0] === school.device.run;
      return isBens ? [] : ['15: it is not Ben alone whose test is sealed'];
    },
  },
  install: {
    async prepare(school) {
      await school.signIn('ada');
      await school.getReady('ada');
      await putExam(school.server, 1);
      await school.device.refresh();
    },
    act: (school) => atOnce(school, () => school.getReady('ada')),
    async goal(school) {
      const { db } = school.device;
      const [session] = await db.sessions.toArray();
      const [items, pictures, packages] = [await openItems(db), await db.media.count(), await db.packages.count()];
      const isNew = session?.readyPackage === session?.listed.package.hash && session?.readyContentKey === null;
      return isNew && items === 4 && pictures === 2 && packages === 1
        ? []
        : [`15: ${packages} packages, ${items} items, ${pictures} pictures`];
    },
  },
  import: {
    comeBack: ['ben', 'ada'],
    async prepare(school) {
      await begin(school);
      await lend(school);
      await school.submit();
    },
    act: (school) => school.carry(),
    isOffline: true,
    async goal(school) {
      const { outbox } = await readDeviceRows(school.device);
      const found = await receipted(school);
      return outbox.length === 1 && outbox[0]?.sent ? found : [...found, '15: what Ben left does not count as sent'];
    },
  },
  /** The browser lost the database: what was copied of it is put back when a page starts. */
  'put-back': {
    async prepare(school) {
      await begin(school);
      await school.copy();
      school.device.disk.lose();
    },
    act: (school) => atOnce(school, school.start),
  },
  /** The student went on in a new database, before the copy of the lost one got home. */
  rescued: {
    async prepare(school) {
      await begin(school);
      await school.copy();
      school.device.disk.lose();
      await school.start();
      await school.signIn('ada');
      await school.open('ada');
    },
    act: uploadPage,
  },
  /** What the server has signed for long ago goes with the list of tests. */
  'clean-up': {
    async prepare(school) {
      await begin(school);
      await school.submit();
      await school.device.upload();
      school.server.now += 31 * DAY_MS;
      school.device.now += 31 * DAY_MS;
    },
    act: (school) => atOnce(school, () => school.device.refresh()),
    async goal({ device: { db } }) {
      const counts = [
        await db.runs.count(),
        await db.answers.count(),
        await db.packages.count(),
        await db.media.count(),
      ];
      return counts.every((count) => count === 0) ? [] : [`15: runs, answers, packages, media are left: ${counts}`];
    },
  },
};
