import { createHash, randomFillSync } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deviceSessionsAnswer } from '../../src/shared/contract/device.ts';
import { packageAnswer } from '../../src/shared/contract/import-report.ts';
import { examPackage } from '../../src/shared/contract/package.ts';
import { choice, manifest, PNG } from '../server/import/package/package.ts';
import { BASIC, type ServerProcess, startServerProcess } from '../support/server-process.ts';
import { directoryOf, type EntryHeader, localHeader, storedHeader } from '../support/zip.ts';

/*
 * A package of half a gigabyte goes through a server that may grow by 200 MB. Holding one file of it twice, or two of them
 * once, in any place between the socket and the disk makes it fail.
 */
const MIB = 1024 * 1024;
const FILES = 10;
const FILE_MIB = 50;
const GROWTH_BYTES = 200 * MIB;

let folder: string;
let zip: string;
let server: ServerProcess;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-large-'));
  zip = join(folder, 'large.zip');
  writePackage(zip);
  server = await startServerProcess({ dataDir: join(folder, 'data'), env: { DEMO: '0' } });
});
afterAll(async () => {
  await server?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

it('a package of 500 MB is imported with its media by a server that grows by less than 200 MB', async () => {
  const before = memory(server.pid, 'VmRSS');
  const startedAt = performance.now();
  const { status, json } = await send();
  const seconds = (performance.now() - startedAt) / 1000;
  const grown = memory(server.pid, 'VmHWM') - before;
  console.log(
    `imported ${(statSync(zip).size / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s, grew by ${(grown / MIB).toFixed(0)} MiB`,
  );
  expect(json).toMatchObject({ version: 0, skipped: [] });
  expect(status).toBe(200);
  expect(packageAnswer.parse(json).items).toHaveLength(FILES);
  expect(grown).toBeLessThan(GROWTH_BYTES);
  expect(readdirSync(join(folder, 'data', 'incoming'))).toEqual([]);
  // The last megabytes are in its log.
  expect(storeBytes()).toBeGreaterThan(FILES * FILE_MIB * MIB * 0.9);
});

it('the exam is then sealed for its first student, and its media are fetched, within the same bound', async () => {
  const before = memory(server.pid, 'VmRSS');
  const { items } = (await call(`/api/exams`, {})) as { items: { exam: { id: string } }[] };
  const { examConfig } = (await call(`/api/exam/${items[0]?.exam.id}/config`, { config: {} })) as {
    examConfig: { id: string };
  };
  const created = await call(`/api/exam-config/${examConfig.id}/exam-session`, { user_id: 'kevin' });
  const { examSession } = created as { examSession: { ticket: string } };
  const deviceId = 'a-device-of-this-test-01';
  const signedIn = (await call('/api/device/sign-in', { ticket: examSession.ticket, deviceId })) as { token: string };
  const startedAt = performance.now();
  const list = await get('/api/device/exam-sessions', { Authorization: `Bearer ${signedIn.token}` });
  const seconds = (performance.now() - startedAt) / 1000;
  const { hash, bytes } = deviceSessionsAnswer.parse(await list.json()).items[0]?.package ?? { hash: '', bytes: 0 };
  expect(bytes).toBeGreaterThan(FILES * FILE_MIB * MIB);
  const { media } = examPackage.parse(await (await get(`/api/package/${hash}`)).json());
  expect(media).toHaveLength(FILES);
  for (const file of media.slice(0, 2)) {
    const digest = createHash('sha256');
    let length = 0;
    for await (const chunk of (await get(`/api/media/${file.hash}`)).body ?? []) {
      digest.update(chunk);
      length += chunk.length;
    }
    expect([length, digest.digest('hex')]).toEqual([file.bytes, file.hash]);
  }
  const grown = memory(server.pid, 'VmHWM') - before;
  console.log(`sealed in ${seconds.toFixed(1)} s, grew by ${(grown / MIB).toFixed(0)} MiB`);
  expect(grown).toBeLessThan(GROWTH_BYTES);
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(server.url + path, { headers });

async function call(path: string, body: unknown): Promise<unknown> {
  const headers = { Authorization: BASIC, 'Content-Type': 'application/json' };
  const response = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

const storeBytes = () => statSync(join(folder, 'data', 'satchel.sqlite')).size;

async function send() {
  const request: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: { Authorization: BASIC, 'Content-Type': 'application/zip' },
    body: Readable.toWeb(createReadStream(zip)) as ReadableStream,
    duplex: 'half',
  };
  const response = await fetch(`${server.url}/api/import/qti`, request);
  return { status: response.status, json: await response.json() };
}

/** In bytes. */
function memory(pid: number, name: 'VmRSS' | 'VmHWM'): number {
  const said = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(said) * 1024;
}

/** Ten items with a picture of 50 MB each, random but for its first bytes: nothing of it can be compressed or shared. */
function writePackage(path: string): void {
  const ids = Array.from({ length: FILES }, (_, n) => `item-${n}`);
  const file = openSync(path, 'w');
  const headers: EntryHeader[] = [];
  const lengths: number[] = [];
  const put = (name: string, blocks: () => Iterable<Uint8Array>) => {
    let [crc, size] = [0, 0];
    for (const block of blocks()) [crc, size] = [crc32(block, crc), size + block.length];
    const header = storedHeader(name, { crc, size });
    const local = localHeader(header);
    writeSync(file, local);
    for (const block of blocks()) writeSync(file, block);
    headers.push(header);
    lengths.push(local.length + size);
  };
  const noise = randomFillSync(Buffer.alloc(MIB));
  put('imsmanifest.xml', () => [Buffer.from(manifest(ids.map((id) => ({ id }))))]);
  for (const [n, id] of ids.entries()) {
    put(`${id}.xml`, () => [Buffer.from(choice(id, { body: `<p><img src="${id}.png" alt="noise"/></p>` }))]);
    put(`${id}.png`, function* () {
      for (let block = 0; block < FILE_MIB; block++) {
        if (block === 0) PNG.copy(noise);
        noise.writeUInt32BE(n * FILE_MIB + block, 1024);
        yield noise;
      }
    });
  }
  writeSync(file, directoryOf(headers, lengths));
  closeSync(file);
}
