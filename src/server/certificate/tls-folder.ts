import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OperatorError } from '../operator-error.ts';
import { createAuthority, isAuthorityOf, issueCertificate, type KeyPair } from './authority.ts';
import { allNames, type HostNames } from './host-names.ts';

/** The paths of what a server and its devices need. */
export interface TlsFiles {
  /** For the devices: whom they are to believe. */
  authority: string;
  /** For `TLS_CERT` and `TLS_KEY`. */
  certificate: string;
  key: string;
  isNewAuthority: boolean;
}

/**
 * Puts a certificate for a server of these names into a folder, with the authority that vouches for it, which is made once: the
 * devices know it, and take a renewed certificate without being touched.
 * @throws OperatorError when the authority there is one of other names, unless another one is asked for
 */
export async function fillTlsFolder(
  folder: string,
  { names, now, anew }: { names: HostNames; now: number; anew: boolean },
): Promise<TlsFiles> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const authorityFiles = pathsOf(folder, 'authority');
  const kept = anew ? undefined : readPair(authorityFiles);
  if (kept && !isAuthorityOf(kept, names)) {
    throw new OperatorError(
      `${authorityFiles.certificate} may not vouch for ${allNames(names).join(', ')}. Name the server as before, or add --new-authority: every device then has to be given the new one`,
    );
  }
  const authority = kept ?? (await createAuthority(names, now));
  if (!kept) writePair(authorityFiles, authority);
  const serverFiles = pathsOf(folder, 'server');
  writePair(serverFiles, await issueCertificate(authority, names, now));
  return {
    authority: authorityFiles.certificate,
    certificate: serverFiles.certificate,
    key: serverFiles.key,
    isNewAuthority: !kept,
  };
}

const pathsOf = (folder: string, name: string) => ({
  certificate: join(folder, `${name}.pem`),
  key: join(folder, `${name}.key`),
});

function readPair({ certificate, key }: KeyPair): KeyPair | undefined {
  if (!existsSync(certificate) || !existsSync(key)) return undefined;
  return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
}

function writePair(paths: KeyPair, pair: KeyPair): void {
  writeFileSync(paths.key, `${pair.key}\n`, { mode: 0o600 });
  writeFileSync(paths.certificate, `${pair.certificate}\n`);
}
