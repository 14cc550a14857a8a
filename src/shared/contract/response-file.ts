import { z } from 'zod/mini';
import { counter, epochMs, identifier, randomId } from './ids.ts';
import { jws, syncBody, syncOutcome } from './set-responses.ts';

/*
 * A response file carries answers home when the network never comes: text, JSON Lines. A line that names a file comes
 * first, then one line for each sealed run. Files put one behind the other are a file again.
 *
 *   {"file":"satchel-responses","version":1,"id":"…","runs":2,"writtenAt":1763856000000}
 *   eyJhbGciOiJkaXIi…                      a compact JWE (RFC 7516): alg dir, enc A256GCM, under the run key
 *   eyJhbGciOiJkaXIi…
 */
export const RESPONSE_FILE_VERSION = 1;
export const SEALED_RUN_TYPE = 'satchel-run+jwe';
export const RESPONSE_FILE_EXTENSION = '.satchel';

/** `runs` sealed lines follow: with fewer of them the file was cut short. */
export const responseFileLine = z.object({
  file: z.literal('satchel-responses'),
  version: z.int(),
  id: randomId,
  runs: counter,
  /** Device clock. */
  writtenAt: epochMs,
});
export type ResponseFileLine = z.infer<typeof responseFileLine>;

/** The protected header of a sealed run: readable by anyone, changed by nobody. */
export const sealedRunHeader = z.object({
  alg: z.literal('dir'),
  enc: z.literal('A256GCM'),
  typ: z.literal(SEALED_RUN_TYPE),
  /** Of the format of what is sealed. */
  version: z.int(),
  /** The run key, readable by the server alone: `base64url(JSON [workspaceId, run, deviceId]).base64url(sealed key)`. */
  envelope: z.string(),
});
export type SealedRunHeader = z.infer<typeof sealedRunHeader>;

/**
 * What is sealed, as gzip of its JSON: the whole run from seq 0, as the uploads that this device would send, the first
 * with `baseSeq` 0 and each one going on where the one before ended. Only the last may bring the submit.
 */
export const sealedRun = z.object({
  sessionId: identifier,
  uploads: z.array(syncBody).check(z.minLength(1)),
});
export type SealedRun = z.infer<typeof sealedRun>;

/** Why a line, or a file, was not taken. Whoever sent it keeps it. */
const importRefusal = z.enum([
  'not-a-response-file',
  'newer-version',
  'other-workspace',
  'altered',
  'cut-short',
  'unknown-run',
  'invalid',
]);
export type ImportRefusal = z.infer<typeof importRefusal>;

const importedRun = z.object({
  result: z.literal('received'),
  /** From 1, in the text that was sent. */
  line: z.int(),
  sessionId: identifier,
  run: randomId,
  deviceId: randomId,
  /** Left out for whoever has only the run's upload token. */
  student: z.optional(z.string()),
  exam: z.optional(z.string()),
  outcome: syncOutcome,
  ackedThrough: counter,
  /** What the device accepts without a network: a receipt of the submit, or a `held` of what has come so far. */
  statement: z.optional(jws),
});
const refusedLine = z.object({
  result: z.literal('refused'),
  line: z.int(),
  reason: importRefusal,
  detail: z.string(),
});

/** `POST /api/import/responses`: one outcome for each sealed run, in the order of the text, and one for each file that was cut short. */
export const importAnswer = z.object({
  storeId: z.string(),
  now: epochMs,
  items: z.array(z.discriminatedUnion('result', [importedRun, refusedLine])),
});
export type ImportAnswer = z.infer<typeof importAnswer>;
export type ImportedRun = z.infer<typeof importedRun>;
