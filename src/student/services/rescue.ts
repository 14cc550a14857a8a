import type { OutboxRow } from '../db/rows.ts';
import { readCopies } from '../db/second-copy.ts';
import { type OutsideStores, outsideStores } from '../pwa/outside-stores.ts';
import type { Rescued } from '../session/ports.ts';
import { responseFile } from '../sync/export-responses.ts';
import { createHttp, type HttpOptions } from '../sync/http.ts';
import { readStatement } from '../sync/read-statement.ts';
import { sendSealed } from '../sync/send-sealed.ts';
import type { World } from './world.ts';

export interface RescueOptions extends HttpOptions {
  /** Left out where it is the page's own. */
  outside?: OutsideStores;
  world: Pick<World, 'listen'>;
  tell: (rescued: Rescued) => void;
}

const AGAIN_MS = 30_000;
/** What the server did not take it will not take in a minute. */
const NOT_TAKEN_AGAIN_MS = 3_600_000;

/**
 * What can still be done where the database does not open: the second copies go home from here, until the server has signed
 * for each, and go out as a file meanwhile. They stay on the device: only a database that opens knows that they are sent.
 */
export async function rescue({
  outside = outsideStores(globalThis),
  world,
  tell,
  ...options
}: RescueOptions): Promise<void> {
  const http = createHttp(options);
  const copies = outside.copies === null ? [] : await readCopies(outside.copies).catch(() => []);
  const waiting = new Set(copies);
  const say = () =>
    tell({
      tests: copies.length,
      sent: copies.length - waiting.size,
      async exportResponses() {
        if (copies.length === 0) return { ok: false, reason: 'nothing' };
        const lines = copies.map(({ jwe }) => jwe);
        return { ok: true, ...responseFile(lines, options.now()) };
      },
    });

  let againMs = NOT_TAKEN_AGAIN_MS;
  const isSigned = async (row: OutboxRow): Promise<boolean> => {
    const sent = await sendSealed(http, row);
    if (sent.kind === 'retry') againMs = Math.min(againMs, Math.max(AGAIN_MS, sent.retryAfterMs ?? 0));
    if (sent.kind !== 'received' || sent.item.statement === undefined) return false;
    const statement = await readStatement(sent.item.statement, row.rescued?.publicKeys ?? []);
    if (statement?.payload.run !== row.run) return false;
    // A receipt is for the run's submit, which may have come by another way than this copy.
    if (statement.kind === 'receipt') return true;
    return statement.payload.writer === row.writer && statement.payload.through >= row.seq;
  };
  let isSending = false;
  let cancel: () => void = () => undefined;
  const send = async (): Promise<void> => {
    if (isSending) return;
    isSending = true;
    cancel();
    againMs = NOT_TAKEN_AGAIN_MS;
    for (const row of [...waiting]) {
      if (!(await isSigned(row).catch(() => false))) continue;
      waiting.delete(row);
      say();
    }
    isSending = false;
    if (waiting.size > 0) cancel = options.later(againMs, () => void send());
  };
  say();
  world.listen((event) => void (event === 'online' && send()));
  await send();
}
