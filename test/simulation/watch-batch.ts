/* Invariant 8 at the door: which batches the server may say of that they count. */
import { gunzipSync } from 'node:zlib';
import { syncAnswer, syncBody } from '../../src/shared/contract/set-responses.ts';
import { type OnServer, readServerRows } from './rows.ts';
import type { Server } from './server.ts';

/** Passes a request on, and looks at what is said to a batch. @param broken gets what must not be said, in sentences */
export async function passOn(
  { server, broken }: { server: Server; broken: string[] },
  path: string,
  init: RequestInit,
): Promise<Response> {
  const body = path.endsWith('/responses') ? readBody(init) : undefined;
  if (body === undefined || server.isDown) return await server.request(path, init);
  const before = await readServerRows(server);
  const response = await server.request(path, init);
  const { data: answer } = response.ok ? syncAnswer.safeParse(await response.clone().json()) : { data: undefined };
  if (answer?.outcome === 'applied' || answer?.outcome === 'incomplete') {
    broken.push(...undue(before, await readServerRows(server), body.sync));
  }
  return response;
}

function readBody({ body }: RequestInit) {
  const text = body instanceof ArrayBuffer ? gunzipSync(body).toString() : body;
  // A sealed run goes the same way.
  return typeof text === 'string' && text.startsWith('{') ? syncBody.safeParse(JSON.parse(text)).data : undefined;
}

function undue(before: OnServer, now: OnServer, sync: { run: string; epoch: number; writer: string }): string[] {
  const run = before.runs.find(({ run_id }) => run_id === sync.run);
  if (run === undefined) return [];
  if (run.archived_at !== null) return [`8: a batch of ${sync.run} counts, which is archived`];
  const giver = now.writers.find((row) => row.run_id === sync.run && row.writer === sync.writer)?.device_id;
  if (giver !== run.holder || sync.epoch >= run.held_from_epoch) return [];
  return [`8: a batch of epoch ${sync.epoch} counts for ${sync.run}, which is held from ${run.held_from_epoch}`];
}
