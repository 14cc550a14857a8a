import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { createAuthority, isAuthorityOf, issueCertificate, type KeyPair } from './authority.ts';
import { allNames, type HostNames } from './host-names.ts';
import { keepOwner } from './keep-owner.ts';

/** The paths of what a server and its devices need. */
export interface TlsFiles {
  /** For the devices: whom they are to believe. */
  authority: string;
  /** For `TLS_CERT` and `TLS_KEY`. */
  certificate: string;
  key: string;
  isNewAuthority: boolean;
  /** Those that took the place of another user's or group's, and could not be given to them. */
  newlyOwned: string[];
}

/**
 * Puts a certificate for a server of these names into a folder, with the authority that vouches for it, which is made once: the
 * devices know it, and take a renewed certificate without being touched.
 * @throws OperatorError when the authority there is one of other names, or half of it is missing, unless another one is asked for;
 *   when the folder cannot be read or written
 */
export async function fillTlsFolder(folder: string, wanted: Wanted): Promise<TlsFiles> {
  try {
    return await fill(folder, wanted);
  } catch (error) {
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw new OperatorError(`${folder} cannot be used (${error.message}): is the disk full, or not to be written to?`);
  }
}

interface Wanted {
  names: HostNames;
  now: number;
  /** Another authority than the one that is there. */
  anew: boolean;
}

async function fill(folder: string, { names, now, anew }: Wanted): Promise<TlsFiles> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const authorityFiles = pathsOf(folder, 'authority');
  const kept = anew ? undefined : readPair(authorityFiles);
  if (kept && !isAuthorityOf(kept, names)) {
    throw new OperatorError(
      `${authorityFiles.certificate} may not vouch for ${allNames(names).join(', ')}. Name the server as before, or add --new-authority: every device then has to be given the new one`,
    );
  }
  const authority = kept ?? (await createAuthority(names, now));
  const newlyOwned = kept ? [] : writePair(authorityFiles, authority);
  const serverFiles = pathsOf(folder, 'server');
  newlyOwned.push(...writePair(serverFiles, await issueCertificate(authority, names, now)));
  return {
    authority: authorityFiles.certificate,
    certificate: serverFiles.certificate,
    key: serverFiles.key,
    isNewAuthority: !kept,
    newlyOwned,
  };
}

const pathsOf = (folder: string, name: string) => ({
  certificate: join(folder, `${name}.pem`),
  key: join(folder, `${name}.key`),
});

/**
 * @throws OperatorError when one of the two is there alone: the key may lie in a safe, and the certificate is what the devices believe.
 */
function readPair({ certificate, key }: KeyPair): KeyPair | undefined {
  const missing = [certificate, key].filter((path) => !existsSync(path));
  if (missing.length === 2) return undefined;
  if (missing.length === 1) {
    const there = missing[0] === key ? certificate : key;
    throw new OperatorError(
      `${there} is there without ${missing[0]}. Put that back, or add --new-authority: every device then has to be given the new one`,
    );
  }
  return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
}

/**
 * What is there stays whole until what takes its place is: on a full disk a server keeps the certificate that it has.
 * @returns the paths that have another owner or group than before
 */
function writePair(paths: KeyPair, pair: KeyPair): string[] {
  const incoming = { certificate: `${paths.certificate}.partial`, key: `${paths.key}.partial` };
  try {
    writeFileSync(incoming.key, `${pair.key}\n`, { mode: 0o600 });
    writeFileSync(incoming.certificate, `${pair.certificate}\n`);
    const newlyOwned = (['key', 'certificate'] as const).filter((half) => !keepOwner(incoming[half], paths[half]));
    renameSync(incoming.key, paths.key);
    renameSync(incoming.certificate, paths.certificate);
    return newlyOwned.map((half) => paths[half]);
  } finally {
    for (const path of Object.values(incoming)) rmSync(path, { force: true });
  }
}
