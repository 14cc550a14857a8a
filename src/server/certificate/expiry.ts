import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { AUTHORITY_NAME } from './authority-name.ts';

const SOON_MS = 30 * 24 * 60 * 60_000;

/** What is known of the certificate that a server shows. */
export interface ShownCertificate {
  /** Epoch milliseconds. */
  expires: number;
  names: string[];
  /** Whether it was made by `npm run certificate`, which then renews it. */
  isOwn: boolean;
}

/** @returns undefined for what is no certificate, or cannot be read: whoever listens with it says so */
export function readShownCertificate(path: string): ShownCertificate | undefined {
  try {
    const { validTo, subjectAltName = '', issuer } = new X509Certificate(readFileSync(path));
    return {
      expires: Date.parse(validTo),
      names: subjectAltName.split(', ').map((name) => name.replace(/^[^:]*:/, '')),
      isOwn: issuer.split('\n').some((line) => line.startsWith(`CN=${AUTHORITY_NAME}`)),
    };
  } catch {
    return undefined;
  }
}

/** A line for whoever starts the server, from thirty days before the certificate expires. @param now epoch milliseconds */
export function expiryLine({ expires, names, isOwn }: ShownCertificate, now: number): string | undefined {
  if (expires - now > SOON_MS) return undefined;
  const day = new Date(expires).toISOString().slice(0, 10);
  const when = expires > now ? `expires on ${day}` : `expired on ${day}, and devices refuse it`;
  const hosts = names.map((name) => `--host ${name}`).join(' ');
  const renewal = isOwn
    ? `renew it with npm run certificate -- ${hosts} (of a service: sudo satchel certificate ${hosts})`
    : 'put a newer one in its place';
  return `The certificate in TLS_CERT ${when}: ${renewal}, and start the server anew.`;
}
