/*
 * Oracle: OpenSSL, as Node.js speaks TLS with it, and its reading of the certificates. A server of another name, which the
 * authority must not be able to vouch for, is refused by the same client that takes the right one.
 */
import { X509Certificate } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { type AddressInfo, isIP } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, createServer } from 'node:tls';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuthority, issueCertificate, type KeyPair } from '../../../src/server/certificate/authority.ts';
import { readHostNames } from '../../../src/server/certificate/host-names.ts';
import { fillTlsFolder } from '../../../src/server/certificate/tls-folder.ts';
import { OperatorError } from '../../../src/server/operator-error.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'satchel-tls-')), 'tls');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

const fill = (hosts: string[], anew = false) =>
  fillTlsFolder(folder, { names: readHostNames(hosts), now: Date.now(), anew });
const read = (path: string) => readFileSync(path, 'utf8');

/** Connects as a device that believes the authority. @returns `taken`, or why not */
async function visit(ca: string, server: KeyPair, host: string): Promise<string> {
  const listening = createServer({ cert: server.certificate, key: server.key }, (socket) => socket.end()).listen(0);
  const { port } = listening.address() as AddressInfo;
  return new Promise<string>((resolve) => {
    const socket = connect({
      port,
      ca,
      host: '127.0.0.1',
      servername: isIP(host) ? '' : host,
      checkServerIdentity: () => undefined,
    });
    socket.once('secureConnect', () => resolve('taken'));
    socket.once('error', (error) => resolve(error.message));
    socket.once('close', () => listening.close());
  });
}

describe('the certificate of a server', () => {
  it('is taken by a device that has the authority, under each of its names', async () => {
    const files = await fill(['satchel.local', '10.20.0.5']);
    const server = { certificate: read(files.certificate), key: read(files.key) };
    expect(await visit(read(files.authority), server, 'satchel.local')).toBe('taken');
    const certificate = new X509Certificate(server.certificate);
    expect(certificate.checkHost('satchel.local')).toBe('satchel.local');
    expect(certificate.checkIP('10.20.0.5')).toBe('10.20.0.5');
    expect(certificate.checkHost('other.local')).toBeUndefined();
    expect(statSync(files.key).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'authority.key')).mode & 0o777).toBe(0o600);
  });

  it('is renewed under the authority that the devices have', async () => {
    const first = await fill(['satchel.local']);
    const [authority, certificate] = [read(first.authority), read(first.certificate)];
    const second = await fill(['SATCHEL.local']);
    expect([first.isNewAuthority, second.isNewAuthority]).toEqual([true, false]);
    expect(read(second.authority)).toBe(authority);
    expect(read(second.certificate)).not.toBe(certificate);
    expect(
      await visit(authority, { certificate: read(second.certificate), key: read(second.key) }, 'satchel.local'),
    ).toBe('taken');
  });

  it('keeps the mode that its files were given', async () => {
    const { key, certificate } = await fill(['satchel.local']);
    chmodSync(key, 0o640);
    chmodSync(certificate, 0o600);
    expect((await fill(['satchel.local'])).newlyOwned).toEqual([]);
    expect([key, certificate].map((path) => statSync(path).mode & 0o777)).toEqual([0o640, 0o600]);
  });

  // Only root may give a file to somebody else.
  it.runIf(process.getuid?.() === 0)("that root renews stays the service's to read", async () => {
    const files = await fill(['satchel.local']);
    const owners = () =>
      ['server.key', 'server.pem', 'authority.key', 'authority.pem'].map((name) => {
        const { uid, gid } = statSync(join(folder, name));
        return `${uid}:${gid}`;
      });
    chownSync(files.key, 998, 997);
    chownSync(files.certificate, 998, 0);
    expect((await fill(['satchel.local'])).newlyOwned).toEqual([]);
    expect(owners()).toEqual(['998:997', '998:0', '0:0', '0:0']);
    chownSync(join(folder, 'authority.key'), 998, 997);
    await fill(['satchel.local'], true);
    expect(owners()).toEqual(['998:997', '998:0', '998:997', '0:0']);
  });

  it('of another name needs another authority, and says so', async () => {
    const { authority } = await fill(['satchel.local']);
    const before = read(authority);
    await expect(fill(['satchel.local', '10.20.0.5'])).rejects.toThrow(
      /may not vouch for satchel\.local, 10\.20\.0\.5/,
    );
    expect(read(authority)).toBe(before);
    expect((await fill(['satchel.local', '10.20.0.5'], true)).isNewAuthority).toBe(true);
    expect(read(authority)).not.toBe(before);
  });

  it.each(['authority.key', 'authority.pem'])('is not made anew where %s was put elsewhere', async (moved) => {
    await fill(['satchel.local']);
    const kept = join(folder, moved === 'authority.key' ? 'authority.pem' : 'authority.key');
    const before = read(kept);
    renameSync(join(folder, moved), join(folder, `${moved}.elsewhere`));
    await expect(fill(['satchel.local'])).rejects.toThrow(`${kept} is there without ${join(folder, moved)}`);
    expect(read(kept)).toBe(before);
    renameSync(join(folder, `${moved}.elsewhere`), join(folder, moved));
    expect((await fill(['satchel.local'])).isNewAuthority).toBe(false);
  });

  it('that cannot be written is told in one line, and the one that is there stays', async () => {
    const files = await fill(['satchel.local']);
    const before = [read(files.certificate), read(files.key)];
    mkdirSync(join(folder, 'server.pem.partial', 'in the way'), { recursive: true });
    await expect(fill(['satchel.local'])).rejects.toThrow(OperatorError);
    expect([read(files.certificate), read(files.key)]).toEqual(before);
  });
});

describe('an authority', () => {
  it.each([
    ['a name, for another name', ['satchel.local'], ['bank.example']],
    ['a name, for an address', ['satchel.local'], ['10.20.0.5']],
    ['a name, for an address of six', ['satchel.local'], ['fd00::5']],
    ['an address, for another one', ['10.20.0.5'], ['10.20.0.6']],
    ['an address, for a name', ['10.20.0.5'], ['bank.example']],
  ])('of %s, is not believed, whoever has its key', async (_what, own, foreign) => {
    const authority = await createAuthority(readHostNames(own), Date.now());
    const server = await issueCertificate(authority, readHostNames(foreign), Date.now());
    expect(await visit(authority.certificate, server, foreign[0] ?? '')).toMatch(
      /^(permitted|excluded) subtree violation$/,
    );
  });
});

it.each([
  [[], /say with --host/],
  [['satchel local'], /neither a name/],
  [['https://satchel.local'], /neither a name/],
  [['-satchel'], /neither a name/],
  [['10.20.0.500'], /neither a name/],
  [['10.20.0'], /neither a name/],
])('%j is refused in one line', (given, message) => {
  expect(() => readHostNames(given)).toThrow(message);
});
