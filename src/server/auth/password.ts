import { scrypt, timingSafeEqual } from 'node:crypto';

export interface ScryptCost {
  /** CPU and memory cost, a power of two; memory is 128 × N × r bytes. */
  N: number;
  r: number;
  p: number;
}

/** 32 MiB each: one of the equal choices of the OWASP Password Storage Cheat Sheet that a small computer can bear. */
export const PASSWORD_COST: ScryptCost = { N: 2 ** 15, r: 8, p: 3 };

const KEY_BYTES = 32;
const STORED = /^scrypt\$N=(\d+),r=(\d+),p=(\d+)\$([A-Za-z0-9_-]+)\$([A-Za-z0-9_-]+)$/;

/**
 * The memory-hard hash of a password, with its cost and salt in it: `scrypt$N=…,r=…,p=…$salt$key`.
 * @param salt 16 random bytes
 */
export async function hashPassword(password: string, salt: Buffer, cost: ScryptCost = PASSWORD_COST): Promise<string> {
  const key = await derive(password, salt, cost);
  const { N, r, p } = cost;
  return `scrypt$N=${N},r=${r},p=${p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}

/** Whether a password is the one that was hashed; takes as long for a wrong one. A string that is no such hash: false. */
export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [, N, r, p, salt, key] = STORED.exec(stored) ?? [];
  if (!N || !r || !p || !salt || !key) return false;
  const expected = Buffer.from(key, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

function derive(password: string, salt: Buffer, { N, r, p }: ScryptCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same characters typed on another keyboard may come composed differently (RFC 8265 §4.2.2 asks for NFC).
    const options = { N, r, p, maxmem: 256 * N * r };
    scrypt(password.normalize('NFC'), salt, KEY_BYTES, options, (error, key) => (error ? reject(error) : resolve(key)));
  });
}
