import { createHash, webcrypto } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceSession } from '../../../src/shared/contract/device-session.ts';
import { type ExamPackage, examPackage } from '../../../src/shared/contract/package.ts';
import { unsealMedia } from '../../../src/student/db/unseal-media.ts';
import { unsealKeys, unsealNewItem } from '../../../src/student/db/unseal-package.ts';
import { EXAM, openSchool, PICTURE, problemOf, type School } from './school.ts';

let school: School;
beforeEach(async () => {
  school = await openSchool();
  await school.putExam();
});
afterEach(() => school.close());

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const importKey = (text: string) =>
  webcrypto.subtle.importKey('raw', Buffer.from(text, 'base64url'), 'AES-GCM', false, ['decrypt']);

async function enter(config: object): Promise<{ session: DeviceSession; configId: string; authorization: string }> {
  const configId = await school.addConfig(config);
  const { id, ticket } = await school.addSession(configId, 'kevin');
  const authorization = await school.bearer(ticket);
  const session = (await school.list(authorization)).items.find((listed) => listed.id === id);
  if (!session) throw new Error('there is no session');
  return { session, configId, authorization };
}

async function fetchBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await school.ask('GET', path);
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
}

async function download({ package: { hash } }: DeviceSession): Promise<{ sealed: ExamPackage; text: string }> {
  const bytes = await fetchBytes(`/api/package/${hash}`);
  expect(sha256(bytes)).toBe(hash);
  const text = Buffer.from(bytes).toString();
  return { sealed: examPackage.parse(JSON.parse(text)), text };
}

/** What a student's device holds of every item, opened with the app's own code. */
async function openItems(session: DeviceSession) {
  const { sealed } = await download(session);
  const key = await importKey(session.package.contentKey);
  return Promise.all(sealed.items.map((item) => unsealNewItem(key, sealed, item.id, item.sealed)));
}

describe('a package', () => {
  it('opens with the content key of its session to the items of the exam, in order', async () => {
    const { session } = await enter({});
    const items = await openItems(session);
    expect(items.map(({ id }) => id)).toEqual(['allowance', 'jar']);
    const [question] = items[0]?.questions ?? [];
    const options = question?.interactionType === 'choice' ? question.options : [];
    expect(options.map(({ content }) => JSON.stringify(content))).toEqual([
      expect.stringContaining('skateboard'),
      expect.stringContaining('cupcake'),
    ]);
    expect(items[1]?.questions.map(({ id }) => id)).toEqual(['full', 'empty']);
  });

  it('says in the open which items and questions there are, and nothing else of the test', async () => {
    const { session } = await enter({ keyRelease: 'submit', showScoreOnComplete: true });
    const { sealed, text } = await download(session);
    expect(Object.keys(sealed).sort()).toEqual(['examId', 'examVersion', 'format', 'items', 'keys', 'media']);
    expect(sealed.items.map(({ id, questions }) => [id, questions])).toEqual([
      ['allowance', ['buys']],
      ['jar', ['full', 'empty']],
    ]);
    for (const word of [
      'Cole',
      'Lena',
      'cupcake',
      'jar.gif',
      'gif',
      'option-',
      'saving',
      'Saving',
      'choice',
      'isKey',
    ]) {
      expect(text).not.toContain(word);
    }
  });

  it('does not open with one character changed, nor one item in the place of another', async () => {
    const { session } = await enter({});
    const { sealed } = await download(session);
    const key = await importKey(session.package.contentKey);
    const text = sealed.items[0]?.sealed ?? '';
    for (const at of [0, 20, Math.floor(text.length / 2), text.length - 3]) {
      const changed = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
      await expect(unsealNewItem(key, sealed, 'allowance', changed)).rejects.toThrow();
    }
    await expect(unsealNewItem(key, sealed, 'jar', text)).rejects.toThrow();
    await expect(unsealNewItem(key, { ...sealed, examVersion: 1 }, 'allowance', text)).rejects.toThrow();
  });

  it('of one config does not open with the key of another', async () => {
    const first = await enter({});
    const second = await enter({});
    expect(second.session.package.contentKey).not.toBe(first.session.package.contentKey);
    const { sealed } = await download(first.session);
    const wrong = await importKey(second.session.package.contentKey);
    await expect(unsealNewItem(wrong, sealed, 'allowance', sealed.items[0]?.sealed ?? '')).rejects.toThrow();
  });

  it('is as large, with its media, as the list says', async () => {
    const { session } = await enter({});
    const { sealed, text } = await download(session);
    const media = sealed.media.reduce((total, { bytes }) => total + bytes, 0);
    expect(media).toBeGreaterThan(0);
    expect(session.package.bytes).toBe(Buffer.byteLength(text) + media);
  });

  it('is sealed once, however many students ask for it at once', async () => {
    const config = await school.addConfig();
    const tickets: string[] = [];
    for (let n = 0; n < 8; n++) tickets.push((await school.addSession(config, `student-${n}`)).ticket);
    const bearers = await Promise.all(
      tickets.map((ticket, n) => school.bearer(ticket, `device-number-${n}-of-the-cart`)),
    );
    const sessions = await Promise.all(bearers.map((bearer) => school.only(bearer)));
    expect(new Set(sessions.map((session) => session.package.hash)).size).toBe(1);
    const rows = await school.deps.store.read((db) => db.selectFrom('package').select('hash').execute());
    expect(rows).toHaveLength(1);
  });
});

describe('keys', () => {
  const KEYS = /"keys"|isKey|"mapping"|maxScore|scoringKey|mapKey/;

  it.each([
    { keyRelease: 'server' },
    { keyRelease: 'server', showScoreOnComplete: true, showCorrectAnswersOnComplete: true },
    { keyRelease: 'submit' },
  ])('are in nothing that a device gets under %o', async (config) => {
    school.traffic.length = 0;
    const configId = await school.addConfig(config);
    const { ticket } = await school.addSession(configId, 'kevin');
    school.traffic.length = 0;
    const session = await school.only(await school.bearer(ticket));
    const items = await openItems(session);
    expect(session.package.scoringKey).toBeUndefined();
    expect(school.traffic.length).toBe(3);
    for (const text of [...school.traffic, JSON.stringify(items)]) expect(text).not.toMatch(KEYS);
  });

  it('are never in an item, whatever the config', async () => {
    const { session } = await enter({ keyRelease: 'submit', showCorrectAnswersOnComplete: true });
    expect(JSON.stringify(await openItems(session))).not.toMatch(KEYS);
  });

  it.each([{ showScoreOnComplete: true }, { showCorrectAnswersOnComplete: true }])(
    'of practice (%o) open with the scoring key, and not with the content key',
    async (show) => {
      const { session } = await enter({ keyRelease: 'submit', ...show });
      const { sealed } = await download(session);
      const keys = await unsealKeys(await importKey(session.package.scoringKey ?? ''), sealed, sealed.keys ?? '');
      expect(keys.map(({ id }) => id)).toEqual(['allowance', 'jar']);
      expect(keys[0]?.questions[0]).toMatchObject({ id: 'buys', keys: [1], optionCount: 2, maxScore: 1 });
      const contentKey = await importKey(session.package.contentKey);
      await expect(unsealKeys(contentKey, sealed, sealed.keys ?? '')).rejects.toThrow();
    },
  );

  it('are gone from the next list when the config takes them back', async () => {
    const { session, configId, authorization } = await enter({ keyRelease: 'submit', showScoreOnComplete: true });
    await school.integrator('PUT', `/api/exam-config/${configId}`, { config: { showScoreOnComplete: true } });
    const now = await school.only(authorization);
    expect(now.package.scoringKey).toBeUndefined();
    expect(now.package.hash).not.toBe(session.package.hash);
    expect((await download(now)).sealed.keys).toBeUndefined();
  });
});

describe('media', () => {
  it('come sealed, open to the bytes that the author gave, and are sealed once for all the items that have them', async () => {
    const shared = EXAM.items[0]?.media ?? [];
    const items = EXAM.items.map((item) => ({
      ...item,
      media: shared.map((file) => ({ ...file, name: `${item.id}.gif` })),
    }));
    const [first, second] = items;
    await school.putExam({
      ...EXAM,
      items: [
        { ...first, body: '<img src="allowance.gif" alt="">' },
        { ...second, body: '<img src="jar.gif" alt="">' },
      ],
    });
    const { session } = await enter({});
    const { sealed } = await download(session);
    expect(sealed.media).toHaveLength(1);
    const files = (await openItems(session)).flatMap(({ media }) => media);
    // What their authors called them may say which is right.
    expect(files.map(({ name }) => name)).toEqual([0, 1].map(() => expect.stringMatching(/^[0-9a-f]{16}$/)));
    for (const file of files) {
      expect(file.hash).toBe(sealed.media[0]?.hash);
      const bytes = await fetchBytes(`/api/media/${file.hash}`);
      expect(sha256(bytes)).toBe(file.hash);
      expect(bytes.length).toBe(sealed.media[0]?.bytes);
      const opened = await unsealMedia(await importKey(session.package.contentKey), file, bytes);
      expect(Buffer.from(await opened.arrayBuffer()).toString('base64')).toBe(PICTURE);
      expect(file).toMatchObject({ type: 'image/gif', bytes: opened.size });
    }
  });

  it('as the author gave them are at no address', async () => {
    const { session } = await enter({});
    const [file] = (await openItems(session)).flatMap(({ media }) => media);
    expect(file?.contentHash).toBe(sha256(Buffer.from(PICTURE, 'base64')));
    for (const kind of ['media', 'package']) {
      expect(await problemOf(await school.ask('GET', `/api/${kind}/${file?.contentHash}`))).toBe('404 not-found');
    }
  });
});

describe('the addresses of sealed files', () => {
  it('need no sign-in and may be kept for good by everybody', async () => {
    const { session } = await enter({});
    const { sealed } = await download(session);
    for (const [path, type] of [
      [`/api/package/${session.package.hash}`, 'application/json'],
      [`/api/media/${sealed.media[0]?.hash}`, 'application/octet-stream'],
    ] as const) {
      const response = await school.ask('GET', path);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      expect(response.headers.get('content-type')).toContain(type);
      expect(response.headers.get('set-cookie')).toBeNull();
      const etag = response.headers.get('etag') ?? '';
      for (const known of [etag, `W/${etag}`, `"x", ${etag}`]) {
        const again = await school.app.request(path, { headers: { 'If-None-Match': known } });
        expect(again.status).toBe(304);
        expect(await again.text()).toBe('');
      }
      expect((await school.app.request(path, { headers: { 'If-None-Match': '"x"' } })).status).toBe(200);
      expect((await school.app.request(path, { method: 'HEAD' })).headers.get('etag')).toBe(etag);
    }
  });

  it('give the rest of a file whose download broke', async () => {
    const { session } = await enter({});
    const path = `/api/package/${session.package.hash}`;
    const whole = await fetchBytes(path);
    const etag = `"${session.package.hash}"`;
    const rest = await school.app.request(path, { headers: { Range: 'bytes=100-', 'If-Range': etag } });
    expect([rest.status, rest.headers.get('content-range'), rest.headers.get('content-length')]).toEqual([
      206,
      `bytes 100-${whole.length - 1}/${whole.length}`,
      String(whole.length - 100),
    ]);
    expect(Buffer.from(await rest.arrayBuffer()).equals(Buffer.from(whole.subarray(100)))).toBe(true);
    const all = await school.app.request(path, { headers: { Range: 'bytes=100-', 'If-Range': '"other"' } });
    expect([all.status, all.headers.get('accept-ranges'), all.headers.get('content-range')]).toEqual([
      200,
      'bytes',
      null,
    ]);
  });

  it('lead to files of their own kind only, and 404 is never kept', async () => {
    const { session } = await enter({});
    const { sealed } = await download(session);
    for (const path of [
      `/api/media/${session.package.hash}`,
      `/api/package/${sealed.media[0]?.hash}`,
      `/api/package/${'0'.repeat(64)}`,
      `/api/package/${session.package.hash.toUpperCase()}`,
      '/api/package/x',
      '/api/media/..%2f..%2fetc%2fpasswd',
    ]) {
      const response = await school.ask('GET', path);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(await problemOf(response)).toBe('404 not-found');
    }
    expect((await school.ask('POST', `/api/package/${session.package.hash}`)).status).toBe(405);
  });
});
