import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod/mini';
import { toBase64url } from '../../../src/student/db/base64url.ts';
import { verifyJws } from '../../../src/student/sync/verify-jws.ts';

const payload = z.object({ count: z.int() });
const text = (value: unknown) => toBase64url(new TextEncoder().encode(JSON.stringify(value)));
let keys: CryptoKeyPair;
let publicKeys: JsonWebKey[];

const mint = () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
async function sign(header: object, body: unknown, key = keys.privateKey): Promise<string> {
  const signed = `${text(header)}.${text(body)}`;
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(algorithm, key, new TextEncoder().encode(signed));
  return `${signed}.${toBase64url(new Uint8Array(signature))}`;
}
const verify = (jws: string, type = 'receipt+jwt') => verifyJws({ jws, type, payload, publicKeys });
const header = { alg: 'ES256', kid: 'k1', typ: 'receipt+jwt' };

beforeAll(async () => {
  keys = (await mint()) as CryptoKeyPair;
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', keys.publicKey);
  publicKeys = [{ kty, crv, x, y, kid: 'k1' } as JsonWebKey];
});

test('what the server signed is believed', async () => {
  expect(await verify(await sign(header, { count: 3 }))).toEqual({ count: 3 });
});

test('one changed character of the payload is not', async () => {
  const [head, , signature] = (await sign(header, { count: 3 })).split('.');
  expect(await verify(`${head}.${text({ count: 4 })}.${signature}`)).toBeNull();
});

test('another server’s signature under the same key id is not', async () => {
  const other = (await mint()) as CryptoKeyPair;
  expect(await verify(await sign(header, { count: 3 }, other.privateKey))).toBeNull();
});

test('a key that this device does not know is not', async () => {
  expect(await verify(await sign({ ...header, kid: 'k2' }, { count: 3 }))).toBeNull();
});

test('a `held` is no receipt', async () => {
  const held = await sign({ ...header, typ: 'held+jwt' }, { count: 3 });
  expect(await verify(held)).toBeNull();
  expect(await verify(held, 'held+jwt')).toEqual({ count: 3 });
});

test('an algorithm of the sender’s choice is not', async () => {
  for (const alg of ['none', 'HS256', 'RS256'])
    expect(await verify(await sign({ ...header, alg }, { count: 3 }))).toBeNull();
});

test('a payload of another form is not', async () => {
  expect(await verify(await sign(header, { count: 'many' }))).toBeNull();
});

test.each(['', '.', 'a.b', 'a.b.c', '....', '💥.💥.💥'])('nonsense (%j) is not, and throws nothing', async (jws) => {
  expect(await verify(jws)).toBeNull();
});
