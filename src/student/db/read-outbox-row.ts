import { z } from 'zod/mini';
import { counter } from '../../shared/contract/ids.ts';
import { publicKey } from '../../shared/contract/receipt.ts';
import { read } from './read-row.ts';
import type { OutboxRow } from './rows.ts';

const text = z.nullable(z.string());
const outboxRow = z.looseObject({
  run: z.string(),
  writer: z.string(),
  partition: z.string(),
  uploadToken: z.string(),
  jwe: z.string(),
  seq: counter,
  unsent: counter,
  sent: z.boolean(),
  sealedAt: z.number(),
  problem: text,
  submitId: z.optional(text),
  receivedAt: z.optional(z.number()),
  rescued: z.optional(z.object({ publicKeys: z.array(publicKey) })),
});

/** @throws UnreadableRow */
export const readOutboxRow = (row: unknown): OutboxRow => read(outboxRow, 'outbox', row);
