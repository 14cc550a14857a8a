import { once } from 'node:events';
import { connect, type LookupFunction } from 'node:net';
import { describe, expect, it } from 'vitest';
import { connectFailure } from '../../../src/server/store/connect-failure.ts';
import { StoreUnavailable } from '../../../src/server/store/store.ts';

describe('why a database cannot be reached', () => {
  it('of a name with two addresses is that of both', async () => {
    const lookup: LookupFunction = (_name, _options, found) =>
      found(null, [
        { address: '127.0.0.1', family: 4 },
        { address: '127.0.0.2', family: 4 },
      ]);
    // Port 1, at which nobody listens. What `once` rejects with is what pg hands on.
    const cause: unknown = await once(connect({ host: 'db.example', port: 1, lookup }), 'connect').catch(
      (error: unknown) => error,
    );
    const error = new StoreUnavailable('the database cannot be reached', { cause });
    expect(connectFailure('postgres://db.example:1/satchel', error)).toBe(
      'connect ECONNREFUSED 127.0.0.1:1, connect ECONNREFUSED 127.0.0.2:1',
    );
  });
});
