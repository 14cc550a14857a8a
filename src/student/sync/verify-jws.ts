import { z } from 'zod/mini';
import { fromBase64url } from '../db/base64url.ts';

const header = z.object({ alg: z.literal('ES256'), kid: z.string(), typ: z.string() });

export interface JwsExpectation<T> {
  jws: string;
  type: string;
  payload: z.ZodMiniType<T>;
  publicKeys: readonly JsonWebKey[];
}

/**
 * Verifies a compact JWS (RFC 7515, ES256) of the server.
 *
 * @returns its payload; null when it is of another type or form, its key is not known, or its signature is not good
 */
export async function verifyJws<T>({ jws, type, payload, publicKeys }: JwsExpectation<T>): Promise<T | null> {
  try {
    const [head = '', body = '', signature = ''] = jws.split('.');
    const said = header.parse(parse(head));
    const jwk = publicKeys.find((key) => 'kid' in key && key.kid === said.kid);
    if (said.typ !== type || jwk === undefined) return null;
    const { kty, crv, x, y } = jwk;
    const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
    const key = await crypto.subtle.importKey('jwk', { kty, crv, x, y } as JsonWebKey, algorithm, false, ['verify']);
    const signed = new TextEncoder().encode(`${head}.${body}`);
    const good = await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, fromBase64url(signature), signed);
    return good ? payload.parse(parse(body)) : null;
  } catch {
    return null;
  }
}

const parse = (part: string): unknown => JSON.parse(new TextDecoder().decode(fromBase64url(part)));
