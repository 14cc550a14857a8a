/*
 * Whoever carries a file may change it, cut it, mix it up or make one. Oracle: a line is taken whole or refused with its
 * reason, never an answer that no device gave; the other lines go through.
 */
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSealedRun } from '../../../src/server/import/open-sealed-run.ts';
import { responseLines } from '../../../src/server/import/response-lines.ts';
import { workspaceSecret } from '../../../src/server/store/workspaces.ts';
import { responseFile, sealBytes, sealContent, sealRunOf } from '../../support/sealed-run.ts';
import type { WireDevice } from '../../support/wire-client.ts';
import { problemOf } from '../device/school.ts';
import { type FileRoom, given, openFileRoom, uploadOf } from './file-room.ts';

let room: FileRoom;
let device: WireDevice & { ticket: string };
let sealed: string;
beforeEach(async () => {
  room = await openFileRoom();
  device = await room.device();
  sealed = await room.sealed(device, given(1, 0, 0));
});
afterEach(() => room.close());

const reasons = async (text: string, authorization?: string) =>
  (await room.bring(text, authorization)).items.map((item) => (item.result === 'refused' ? item.reason : item.result));

const untouched = { maturity: 'NOT_STARTED' };

it('one changed character anywhere is found, and nothing of the line is taken', async () => {
  const secret = await room.deps.store.read((db) => workspaceSecret(db, room.workspaceId, 'envelope-key'));
  const key = Buffer.from(secret, 'base64url');
  const places = fc.integer({ min: 0, max: sealed.length - 1 });
  await fc.assert(
    fc.asyncProperty(places, fc.integer({ min: 1, max: 63 }), async (at, shift) => {
      const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      const old = sealed[at] ?? '';
      const changed = alphabet[(alphabet.indexOf(old) + shift) % 64] ?? '';
      const text = sealed.slice(0, at) + changed + sealed.slice(at + 1);
      const [line] = responseLines(text);
      if (line?.kind !== 'sealed') return;
      const opened = await openSealedRun(key, room.workspaceId, text);
      // The last character of a part has bits that mean nothing: what opens must be what was sealed.
      if (opened.kind === 'opened') expect(opened.run.uploads).toEqual([uploadOf(device, given(1, 0, 0), true)]);
    }),
    { numRuns: 400 },
  );
  const middle = Math.floor(sealed.length / 2);
  const flipped = sealed.slice(0, middle) + (sealed[middle] === 'A' ? 'B' : 'A') + sealed.slice(middle + 1);
  expect(await reasons(responseFile([flipped]))).toEqual(['altered']);
  expect(await room.standing(device)).toMatchObject(untouched);
});

it('a file cut at any place is refused as cut short or not a file, and the whole one still goes through', async () => {
  const text = responseFile([sealed, await room.sealed(await room.device(), given(1, 0, 0))]);
  for (let length = 1; length < text.trimEnd().length; length += 13) {
    const lines = responseLines(text.slice(0, length));
    const refused = lines.filter((line) => line.kind === 'refused');
    expect(refused.length, `cut at ${length}`).toBeGreaterThan(0);
  }
  expect(await reasons(text)).toEqual(['received', 'received']);
});

it('a file that lost its last line says how many tests are missing, and what is there is taken', async () => {
  const { items } = await room.bring(responseFile([sealed], { runs: 3 }));
  expect(items).toMatchObject([
    { result: 'received', line: 2 },
    { result: 'refused', line: 1, reason: 'cut-short', detail: 'The file should hold 3 tests; 2 are missing.' },
  ]);
});

it('files of a newer format, a newer envelope and a newer protocol are told apart from damage', async () => {
  const newer = await sealContent({ sessionId: device.session.id, uploads: [] }, device.session, { version: 2 });
  const upload = uploadOf(device, given(1), false);
  const protocol = await sealRunOf(device.session, [{ ...upload, sync: { ...upload.sync, protocol: 99 } }]);
  expect(await reasons(responseFile([sealed], { version: 2 }))).toEqual(['newer-version']);
  expect(await reasons(newer)).toEqual(['newer-version']);
  expect(await reasons(protocol)).toEqual(['newer-version']);
  expect(await room.standing(device)).toMatchObject(untouched);
});

it('a file for another school is sent there, whoever brings it', async () => {
  const oak = await room.addWorkspace('oak');
  expect(await reasons(responseFile([sealed]), oak.authorization)).toEqual(['other-workspace']);
  const key = await room.deps.store.read((db) => workspaceSecret(db, 'oak', 'envelope-key'));
  const opened = await openSealedRun(Buffer.from(key, 'base64url'), 'oak', sealed);
  expect(opened).toMatchObject({ kind: 'refused', reason: 'other-workspace' });
});

it('the envelope of one run does not open, or excuse, the answers of another', async () => {
  const other = await room.device();
  const mixed = await sealContent(
    { sessionId: device.session.id, uploads: [uploadOf(device, given(0), false)] },
    { runKey: device.session.runKey, envelope: other.session.envelope },
  );
  const crossed = await sealRunOf(other.session, [uploadOf(device, given(0), false)]);
  const session = await sealContent(
    { sessionId: other.session.id, uploads: [uploadOf(device, given(0), false)] },
    device.session,
  );
  expect(await reasons(mixed)).toEqual(['altered']);
  expect(await reasons(crossed)).toEqual(['invalid']);
  expect(await reasons(session)).toEqual(['unknown-run']);
  expect(await room.standing(device)).toMatchObject(untouched);
  expect(await room.standing(other)).toMatchObject(untouched);
});

it('an upload token brings neither another student’s run nor its own run from another device', async () => {
  const other = await room.device();
  const twin = await room.device('student-0', device.ticket);
  const token = `Bearer ${device.session.uploadToken}`;
  expect(twin.session.run).toBe(device.session.run);
  expect(await reasons(await room.sealed(other, given(1)), token)).toEqual(['unknown-run']);
  expect(await reasons(await room.sealed(twin, given(1)), token)).toEqual(['unknown-run']);
  expect(await room.standing(other)).toMatchObject(untouched);
});

it('a small line that would inflate without bound is refused, and the server goes on', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x5b));
  expect(await reasons(await sealBytes(bomb, device.session))).toEqual(['invalid']);
  expect(await reasons(responseFile([sealed]))).toEqual(['received']);
});

it('what is sealed well but is no run is refused by its line, and the lines around it go through', async () => {
  const rubbish = await Promise.all(
    [[], { uploads: [] }, 'not json', { sessionId: '../x', uploads: [{}] }, { uploads: Array(99_000).fill({}) }].map(
      (content) => sealContent(content, device.session),
    ),
  );
  const plain = await sealBytes(Buffer.from('not gzip'), device.session);
  const text = responseFile([...rubbish, plain, sealed]);
  expect(await reasons(text)).toEqual([...Array(6).fill('invalid'), 'received']);
});

it('any other text is said not to be a response file', async () => {
  const texts = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(texts, (text) => {
      expect(responseLines(text).every((line) => line.kind === 'refused')).toBe(true);
    }),
  );
  expect(await reasons('Dear teacher, here are my answers.')).toEqual(['not-a-response-file']);
  expect(await reasons('{"file":"holiday-pictures"}')).toEqual(['not-a-response-file']);
  expect(await reasons('')).toEqual([]);
});

it('students, strangers and devices cannot bring files, and the kind and size of a body are bounded', async () => {
  const send = (init: RequestInit) => room.app.request('/api/import/responses', { method: 'POST', ...init });
  const as = { Authorization: room.authorization };
  const bearer = await room.bearer(device.ticket);
  expect(await problemOf(await send({ body: sealed, headers: { 'Content-Type': 'text/plain' } }))).toContain('401');
  expect(
    await problemOf(await send({ body: sealed, headers: { 'Content-Type': 'text/plain', Authorization: bearer } })),
  ).toContain('403');
  expect(await problemOf(await send({ body: '{}', headers: { ...as, 'Content-Type': 'application/json' } }))).toContain(
    '415',
  );
  const large = 'x'.repeat(8 * 1024 * 1024 + 1);
  expect(await problemOf(await send({ body: large, headers: { ...as, 'Content-Type': 'text/plain' } }))).toContain(
    '413',
  );
  const latin = Buffer.from([0xff, 0xfe, 0xfd]);
  expect(await problemOf(await send({ body: latin, headers: { ...as, 'Content-Type': 'text/plain' } }))).toContain(
    '400',
  );
});
