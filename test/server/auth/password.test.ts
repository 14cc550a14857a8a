import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashPassword, PASSWORD_COST, verifyPassword } from '../../../src/server/auth/password.ts';
import { PasswordCheck, TooManyChecks } from '../../../src/server/auth/password-check.ts';
import { TEST_SCRYPT_COST } from '../../support/server.ts';

const salt = Buffer.alloc(16, 7);
/** Without U+0000, which no keyboard types: HMAC fills a short key up with zeros (RFC 2104), so that one at the end adds nothing. */
const passwords = fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0'));

describe('a hashed password', () => {
  it('is recognised again, and no other is', async () => {
    await fc.assert(
      fc.asyncProperty(passwords, passwords, async (password, other) => {
        const stored = await hashPassword(password, salt, TEST_SCRYPT_COST);
        expect(await verifyPassword(password, stored)).toBe(true);
        expect(await verifyPassword(other, stored)).toBe(password.normalize('NFC') === other.normalize('NFC'));
      }),
      { numRuns: 50 },
    );
  });

  it('carries its cost, so that a hash made with another one is still read', async () => {
    const stored = await hashPassword('correct horse', salt, { N: 2 ** 5, r: 4, p: 2 });
    expect(stored).toMatch(/^scrypt\$N=32,r=4,p=2\$/);
    expect(await verifyPassword('correct horse', stored)).toBe(true);
  });

  it('is memory-hard by default: 32 MiB', () => {
    expect(128 * PASSWORD_COST.N * PASSWORD_COST.r).toBe(32 * 2 ** 20);
  });

  it('differs for the same password under another salt', async () => {
    const [one, two] = await Promise.all([
      hashPassword('same', salt, TEST_SCRYPT_COST),
      hashPassword('same', Buffer.alloc(16, 8), TEST_SCRYPT_COST),
    ]);
    expect(one).not.toBe(two);
  });

  it('typed with composed or decomposed letters is the same', async () => {
    const stored = await hashPassword('caf\u00e9', salt, TEST_SCRYPT_COST);
    expect(await verifyPassword('cafe\u0301', stored)).toBe(true);
  });

  it.each(['', 'plain', 'scrypt$N=16,r=8,p=1$$', 'scrypt$N=x,r=8,p=1$AAAA$AAAA'])(
    'is never recognised in %j, which is no hash',
    async (stored) => {
      expect(await verifyPassword('', stored)).toBe(false);
    },
  );
});

describe('checking passwords', () => {
  const check = (options: { parallel?: number; queue?: number } = {}) =>
    new PasswordCheck({ randomBytes: (count) => Buffer.alloc(count, 3), cost: TEST_SCRYPT_COST, ...options });

  it('finds an account that does not exist wrong, whatever the password', async () => {
    expect(await check().verify('anything', undefined)).toBe(false);
  });

  it('keeps the order of those who wait and answers each', async () => {
    const passwords = check({ parallel: 1 });
    const stored = await passwords.hash('right');
    const answers = await Promise.all(
      ['right', 'wrong', 'right'].map((password) => passwords.verify(password, stored)),
    );
    expect(answers).toEqual([true, false, true]);
  });

  it('refuses those who would wait beyond its bound, and serves again afterwards', async () => {
    const passwords = check({ parallel: 1, queue: 1 });
    const stored = await passwords.hash('right');
    const tries = await Promise.allSettled([1, 2, 3].map(() => passwords.verify('right', stored)));
    expect(tries.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    expect(tries[2]?.status === 'rejected' && tries[2].reason).toBeInstanceOf(TooManyChecks);
    expect(await passwords.verify('right', stored)).toBe(true);
  });
});
