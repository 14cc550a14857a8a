// The library asks for it to be there first.
import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import { AUTHORITY_NAME } from './authority-name.ts';
import { allNames, type HostNames } from './host-names.ts';
import { nameConstraints } from './name-constraints.ts';

/** A certificate and its key, in PEM. */
export interface KeyPair {
  certificate: string;
  key: string;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const DAY_MS = 24 * 60 * 60_000;
/** A device whose clock is slow would take a new certificate for one of tomorrow. */
const EARLY_MS = 2 * DAY_MS;
const AUTHORITY_MS = 3650 * DAY_MS;
/** The longest that Apple's devices take. */
const SERVER_MS = 825 * DAY_MS;

/** Makes an authority that may vouch for these names alone. @param now epoch milliseconds */
export async function createAuthority(names: HostNames, now: number): Promise<KeyPair> {
  const keys = await newKeys();
  const [first] = allNames(names);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [`${AUTHORITY_NAME}${first}`] }],
    ...validity(now, AUTHORITY_MS),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      nameConstraints(names),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await exportKey(keys.privateKey) };
}

/** Vouches for a server of these names. That the authority may is its maker's to see to. */
export async function issueCertificate(authority: KeyPair, names: HostNames, now: number): Promise<KeyPair> {
  const issuer = new X509Certificate(authority.certificate);
  const keys = await newKeys();
  const [first] = allNames(names);
  const certificate = await X509CertificateGenerator.create({
    subject: [{ CN: [first ?? ''] }],
    issuer: issuer.subject,
    ...validity(now, SERVER_MS),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey: await importKey(authority.key),
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension([
        ...names.dns.map((value) => ({ type: 'dns' as const, value })),
        ...names.ip.map((value) => ({ type: 'ip' as const, value })),
      ]),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return { certificate: certificate.toString('pem'), key: await exportKey(keys.privateKey) };
}

/** Whether an authority may vouch for exactly these names, by what its certificate says. */
export function isAuthorityOf({ certificate }: Pick<KeyPair, 'certificate'>, names: HostNames): boolean {
  const wanted = nameConstraints(names);
  const held = new X509Certificate(certificate).getExtension(wanted.type);
  return held !== null && Buffer.from(held.value).equals(Buffer.from(wanted.value));
}

const validity = (now: number, ms: number) => ({ notBefore: new Date(now - EARLY_MS), notAfter: new Date(now + ms) });

function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
}

async function exportKey(key: webcrypto.CryptoKey): Promise<string> {
  return PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
}

function importKey(pem: string): Promise<webcrypto.CryptoKey> {
  return crypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(pem), ALGORITHM, false, ['sign']);
}
