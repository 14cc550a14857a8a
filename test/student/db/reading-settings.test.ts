import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { openDatabase, type SatchelDatabase } from '../../../src/student/db/database.ts';
import { readSettings, writeSettings } from '../../../src/student/db/reading-settings.ts';
import { DEFAULT_SETTINGS } from '../../../src/student/session/reading-settings.ts';

let indexedDB: IDBFactory;
let db: SatchelDatabase;
beforeEach(() => {
  indexedDB = new IDBFactory();
  db = openDatabase({ indexedDB });
});

const dark = { ...DEFAULT_SETTINGS, theme: 'dark' } as const;
const arabic = { ...DEFAULT_SETTINGS, language: 'ar', size: '200' } as const;

it('each student has settings of their own', async () => {
  await writeSettings(db, 'school/ana', arabic);
  await writeSettings(db, 'school/ben', dark);
  expect(await readSettings(db, 'school/ana')).toEqual(arabic);
  expect(await readSettings(db, 'school/ben')).toEqual(dark);
});

it('who chose nothing reads as was chosen on the sign-in screen, and nobody else does', async () => {
  await writeSettings(db, 'school/ben', dark);
  await writeSettings(db, null, arabic);
  expect(await readSettings(db, null)).toEqual(arabic);
  expect(await readSettings(db, 'school/new')).toEqual(arabic);
  expect(await readSettings(db, 'school/ben')).toEqual(dark);
});

it('of choices made at once, in one tab or in two, each is kept, with what was chosen before', async () => {
  await writeSettings(db, null, { language: 'ar' });
  await writeSettings(db, 'school/ana', { spacing: 'wide' });
  const otherTab = openDatabase({ indexedDB });
  await Promise.all([
    writeSettings(db, 'school/ana', { theme: 'yellow' }),
    writeSettings(otherTab, 'school/ana', { size: '200' }),
    writeSettings(db, 'school/ana', { font: 'serif' }),
  ]);
  const chosen = { language: 'ar', spacing: 'wide', theme: 'yellow', size: '200', font: 'serif' };
  expect(await readSettings(db, 'school/ana')).toEqual(chosen);
  expect(await readSettings(db, null)).toEqual({ language: 'ar' });
});

it('a device where nothing was chosen knows nothing', async () => {
  expect(await readSettings(db, null)).toEqual({});
});

it('one choice that a newer version invented takes none of the others away', async () => {
  const value = { students: [['school/ana', { ...arabic, theme: 'sepia', ruler: true }]] };
  await db.meta.put({ name: 'settings', value });
  const { theme, ...others } = arabic;
  expect(theme).toBeNull();
  expect(await readSettings(db, 'school/ana')).toEqual(others);
});

it('a damaged row counts as none, and is written anew', async () => {
  await db.meta.put({ name: 'settings', value: 'damaged' });
  expect(await readSettings(db, 'school/ana')).toEqual({});
  await writeSettings(db, 'school/ana', dark);
  expect(await readSettings(db, 'school/ana')).toEqual(dark);
});

it('remembers many students, and forgets who has not changed anything for the longest', async () => {
  for (let n = 0; n < 70; n++) await writeSettings(db, `school/${n}`, dark);
  await writeSettings(db, 'school/30', arabic);
  const value = JSON.stringify((await db.meta.get('settings'))?.value);
  expect(value.length).toBeLessThan(10_000);
  expect(await readSettings(db, 'school/0')).toEqual({});
  expect(await readSettings(db, 'school/30')).toEqual(arabic);
  expect(await readSettings(db, 'school/69')).toEqual(dark);
});
