import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { expiryLine, readShownCertificate, type ShownCertificate } from '../../../src/server/certificate/expiry.ts';
import { readHostNames } from '../../../src/server/certificate/host-names.ts';
import { fillTlsFolder } from '../../../src/server/certificate/tls-folder.ts';

const DAY_MS = 24 * 60 * 60_000;
const MADE = Date.parse('2026-03-02T09:00:00Z');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-expiry-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function make(hosts: string[]): Promise<ShownCertificate> {
  const files = await fillTlsFolder(folder, { names: readHostNames(hosts), now: MADE, anew: false });
  const shown = readShownCertificate(files.certificate);
  if (!shown) throw new Error('it is no certificate');
  return shown;
}

describe('the end of a certificate', () => {
  it('is told from thirty days before it on, with the command that renews that certificate', async () => {
    const shown = await make(['satchel.local', '10.20.0.5', 'fd00::5']);
    expect(shown.expires).toBe(MADE + 825 * DAY_MS);
    expect(expiryLine(shown, shown.expires - 30 * DAY_MS - 1)).toBeUndefined();
    const hosts = '--host satchel.local --host 10.20.0.5 --host FD00:0:0:0:0:0:0:5';
    const rest = `renew it with npm run certificate -- ${hosts} (of a service: sudo satchel certificate ${hosts}), and start the server anew.`;
    expect(expiryLine(shown, shown.expires - 30 * DAY_MS)).toBe(
      `The certificate in TLS_CERT expires on 2028-06-04: ${rest}`,
    );
    expect(expiryLine(shown, shown.expires)).toBe(
      `The certificate in TLS_CERT expired on 2028-06-04, and devices refuse it: ${rest}`,
    );
  });

  it('is that of a certificate which the command in its line does renew', async () => {
    const { names } = await make(['satchel.local', '10.20.0.5', 'fd00::5']);
    const renewed = await fillTlsFolder(folder, { names: readHostNames(names), now: MADE + DAY_MS, anew: false });
    expect(renewed.isNewAuthority).toBe(false);
    expect(readShownCertificate(renewed.certificate)).toMatchObject({ names, expires: MADE + 826 * DAY_MS });
  });

  it('of a certificate that somebody else vouches for names no command', () => {
    const shown = readShownCertificate(join(import.meta.dirname, '../../support/tls/cert.pem'));
    expect(shown && expiryLine(shown, shown.expires - DAY_MS)).toMatch(
      /^The certificate in TLS_CERT expires on \d{4}-\d\d-\d\d: put a newer one in its place, and start the server anew\.$/,
    );
  });

  it('is unknown of what is no certificate', () => {
    const path = join(folder, 'none.pem');
    expect(readShownCertificate(path)).toBeUndefined();
    writeFileSync(path, 'no certificate');
    expect(readShownCertificate(path)).toBeUndefined();
  });
});
