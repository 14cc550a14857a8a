import { type OnDevice, type OnServer, readDeviceRows, readServerRows } from './rows.ts';
import type { World } from './world.ts';

/** What is looked at: devices, a server, and what students were told. */
export type Watched = Pick<World, 'server' | 'devices' | 'saved' | 'origin' | 'broken' | 'valuesFor'> &
  Partial<Pick<World, 'rewound'>>;

/** What the invariants are about: everything that is committed anywhere. */
export interface Facts {
  world: Watched;
  server: OnServer;
  /** `<run> <item> <response>` of all that the server holds. */
  kept: Set<string>;
  devices: OnDevice[];
}

export async function readFacts(world: Watched): Promise<Facts> {
  const server = await readServerRows(world.server);
  const kept = new Set(server.values.map(({ run, itemId, json }) => `${run} ${itemId} ${json}`));
  const devices: OnDevice[] = [];
  for (const device of world.devices) devices.push(await readDeviceRows(device));
  return { world, server, kept, devices };
}
