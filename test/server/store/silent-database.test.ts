import { once } from 'node:events';
import { type AddressInfo, createServer, Socket } from 'node:net';
import { expect, it, vi } from 'vitest';
import { NO_LIMIT_MS, openPool } from '../../../src/server/store/postgres-pool.ts';

it('asks a database that says nothing whether it is there, as nothing else ends a statement without a limit', async () => {
  const database = createServer().listen(0, '127.0.0.1');
  await once(database, 'listening');
  const keepAlive = vi.spyOn(Socket.prototype, 'setKeepAlive');
  const { port } = database.address() as AddressInfo;
  const pool = openPool(`postgres://satchel@127.0.0.1:${port}/satchel`, 1, NO_LIMIT_MS);
  const refused = expect(pool.connect()).rejects.toThrow();
  const [socket] = (await once(database, 'connection')) as [Socket];
  await expect.poll(() => keepAlive.mock.calls.length).toBeGreaterThan(0);
  // Of 0 the system makes two hours.
  for (const [isOn, after] of keepAlive.mock.calls) {
    expect(isOn).toBe(true);
    expect(after).toBeGreaterThan(0);
  }
  keepAlive.mockRestore();
  socket.destroy();
  await refused;
  await pool.end();
  database.close();
});
