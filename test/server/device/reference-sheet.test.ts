/* Oracle: the sheet opens with the app's own code, holds what was authored and nothing that could run, and is on the device. */
import { webcrypto } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { examPackage } from '../../../src/shared/contract/package.ts';
import { REFERENCE_SHEET } from '../../../src/shared/contract/sealing.ts';
import { storePackage } from '../../../src/student/db/packages.ts';
import { readItem } from '../../../src/student/db/read-item.ts';
import { freshDatabase } from '../../student/db/rows.ts';
import { EXAM, openSchool, type School } from './school.ts';

let school: School;
beforeEach(async () => {
  school = await openSchool();
});
afterEach(() => school.close());

async function listedPackage() {
  const { ticket } = await school.addSession(await school.addConfig({ enableReferenceSheet: true }), 'kevin');
  const [session] = (await school.list(await school.bearer(ticket))).items;
  if (!session) throw new Error('there is no session');
  const { hash, contentKey } = session.package;
  const sealed = examPackage.parse(await (await school.ask('GET', `/api/package/${hash}`)).json());
  const key = await webcrypto.subtle.importKey('raw', Buffer.from(contentKey, 'base64url'), 'AES-GCM', false, [
    'decrypt',
  ]);
  return { session, hash, sealed, key };
}

it('travels sealed in the package and opens on the device like an item', async () => {
  await school.putExam({ ...EXAM, referenceSheet: '<p onclick="x()">A year has <b>52</b> weeks.</p><p></p>' });
  const { session, hash, sealed, key } = await listedPackage();
  expect(session.config.tools).toEqual(['referenceSheet']);
  expect(sealed.referenceSheet).not.toContain('weeks');
  const db = freshDatabase();
  await storePackage(db, hash, sealed);
  const sheet = await readItem(db, { package: hash, contentKey: key }, REFERENCE_SHEET);
  const shown = JSON.stringify(sheet.body);
  expect(shown).toContain('52');
  expect(shown).not.toContain('onclick');
  db.close();
});

it('is left out of the package of an exam without one', async () => {
  await school.putExam();
  expect((await listedPackage()).sealed.referenceSheet).toBeUndefined();
});

it('with a picture is refused, by its path', async () => {
  const answer = await school.ask('PUT', '/api/exam/pictured', {
    authorization: school.authorization,
    body: { ...EXAM, referenceSheet: '<img src="plan.png" alt="A plan">' },
  });
  expect(answer.status).toBe(422);
  expect(JSON.stringify(await answer.json())).toContain('referenceSheet');
});
