import { CompactEncrypt } from 'jose/jwe/compact/encrypt';
import {
  RESPONSE_FILE_VERSION,
  SEALED_RUN_TYPE,
  type SealedRun,
  type SealedRunHeader,
} from '../../shared/contract/response-file.ts';
import type { AnswerRow, RunRow } from '../db/rows.ts';
import { wholeRun } from '../db/whole-run.ts';

/**
 * A run as one sealed line of a response file: everything that was answered here, from the first change, under the run
 * key, so that whoever carries it can neither read nor change it.
 *
 * @returns a compact JWE (RFC 7516); null when nothing was answered
 */
export async function sealRun(run: RunRow, answers: readonly AnswerRow[]): Promise<string | null> {
  const [first, ...rest] = wholeRun(run, answers);
  if (first === undefined) return null;
  const content: SealedRun = { sessionId: run.sessionId, uploads: [first, ...rest] };
  const header: SealedRunHeader = {
    alg: 'dir',
    enc: 'A256GCM',
    typ: SEALED_RUN_TYPE,
    version: RESPONSE_FILE_VERSION,
    envelope: run.envelope,
  };
  const sealing = new CompactEncrypt(await gzip(JSON.stringify(content)));
  return await sealing.setProtectedHeader({ ...header }).encrypt(run.runKey);
}

async function gzip(text: string): Promise<Uint8Array> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
