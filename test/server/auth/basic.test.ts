import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBasicAuth } from '../../../src/server/auth/basic.ts';
import { ProblemError } from '../../../src/server/http/problem.ts';
import { putApiKey } from '../../../src/server/store/api-keys.ts';
import { DirectoryTaken } from '../../../src/server/store/directory.ts';
import { createTestDeps, type TestDeps } from '../../support/server.ts';

let test: TestDeps;
let authenticate: ReturnType<typeof createBasicAuth>;
beforeEach(async () => {
  test = await createTestDeps();
  authenticate = createBasicAuth(test.deps);
});
afterEach(() => test.close());

const basic = (pair: string) => `Basic ${Buffer.from(pair).toString('base64')}`;

/** The problem that a header meets. */
async function problemOf(header: string | null): Promise<ProblemError> {
  const error = await authenticate(header).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error;
  throw new Error(`expected a problem, not ${error}`);
}

describe('Basic authentication', () => {
  it('finds the workspace of a key', async () => {
    const other = await test.addWorkspace('elm');
    expect(await authenticate(test.authorization)).toEqual({
      kind: 'integrator',
      workspaceId: 'demo',
      appKey: 'key-of-demo',
    });
    expect(await authenticate(other.authorization)).toMatchObject({ workspaceId: 'elm' });
  });

  it('reads the scheme in any case, and a secret that holds colons and letters of any script', async () => {
    const secretHash = await test.deps.passwords.hash('pa:ss:wörd');
    await test.deps.store.write((db) => putApiKey(db, 'demo', { appKey: 'other', secretHash, now: 0 }));
    expect(await authenticate(basic('other:pa:ss:wörd').replace('Basic', 'bAsIc'))).toMatchObject({ appKey: 'other' });
  });

  it.each([
    ['no header', null],
    ['an empty one', ''],
    ['no credentials', 'Basic'],
    ['something that is not base64', 'Basic a!b'],
    ['a pair without a colon', basic('key-of-demo')],
    ['a pair without a key', basic(':secret-of-demo')],
    ['another scheme', 'Digest a2V5OnNlY3JldA=='],
    ['an unknown key', basic('nobody:secret-of-demo')],
    ['a wrong secret', basic('key-of-demo:secret-of-dem')],
    ['an empty secret', basic('key-of-demo:')],
    ['the secret of another key', basic('key-of-elm:secret-of-demo')],
  ])('answers 401 and asks for Basic for %s', async (_what, header) => {
    await test.addWorkspace('elm');
    const problem = await problemOf(header);
    expect(problem.toProblem().status).toBe(401);
    expect(problem.headers['WWW-Authenticate']).toBe('Basic realm="Satchel", charset="UTF-8"');
  });

  it('says the same of an unknown key as of a wrong secret, and does the same work', async () => {
    const verify = vi.spyOn(test.deps.passwords, 'verify');
    const unknown = await problemOf(basic('nobody:x'));
    const wrong = await problemOf(basic('key-of-demo:x'));
    expect(unknown.toProblem()).toEqual(wrong.toProblem());
    expect(verify).toHaveBeenCalledTimes(2);
  });

  it('pays for the memory-hard hash once for a pair that is right', async () => {
    const verify = vi.spyOn(test.deps.passwords, 'verify');
    for (let request = 0; request < 5; request += 1) await authenticate(test.authorization);
    expect(verify).toHaveBeenCalledTimes(1);
  });

  it('turns an old secret away as soon as the key has another', async () => {
    await authenticate(test.authorization);
    const secretHash = await test.deps.passwords.hash('new-secret');
    await test.deps.store.write((db) => putApiKey(db, 'demo', { appKey: test.appKey, secretHash, now: 0 }));
    expect((await problemOf(test.authorization)).problem).toBe('unauthorized');
    expect(await authenticate(basic(`${test.appKey}:new-secret`))).toMatchObject({ workspaceId: 'demo' });
  });

  it('keeps no secret readable in the store', async () => {
    const stored = await test.deps.store.read((db) => db.selectFrom('api_key').selectAll().execute());
    expect(JSON.stringify(stored)).not.toContain(test.appSecret);
  });

  it('refuses to give a key of one workspace to another', async () => {
    await test.addWorkspace('elm');
    const write = test.deps.store.write((db) =>
      putApiKey(db, 'elm', { appKey: test.appKey, secretHash: 'hash', now: 0 }),
    );
    await expect(write).rejects.toBeInstanceOf(DirectoryTaken);
    expect(await authenticate(test.authorization)).toMatchObject({ workspaceId: 'demo' });
  });
});
