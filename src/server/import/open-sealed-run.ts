import { gunzipSync } from 'node:zlib';
import { compactDecrypt, decodeProtectedHeader } from 'jose';
import { z } from 'zod/mini';
import { PROTOCOL_VERSION } from '../../shared/contract/protocol.ts';
import {
  type ImportRefusal,
  RESPONSE_FILE_VERSION,
  type SealedRun,
  sealedRun,
  sealedRunHeader,
} from '../../shared/contract/response-file.ts';
import { type KeyOwner, openEnvelope } from '../auth/run-key.ts';
import { safeParse } from '../http/parse-input.ts';
import { holdsTooManyValues, MAX_INFLATED_BYTES } from '../http/read-body.ts';
import { NEWER } from './response-lines.ts';

export type OpenedRun =
  | { kind: 'opened'; owner: KeyOwner; run: SealedRun }
  | { kind: 'refused'; reason: ImportRefusal; detail: string };

const versionOnly = z.object({ version: z.int() });
const protocolsOnly = z.object({ uploads: z.array(z.object({ sync: z.object({ protocol: z.int() }) })) });

/**
 * Opens one sealed run (`contract/response-file.ts`). That it opens proves that it comes, unaltered, from the device
 * that the envelope was made for. Never throws.
 * @param envelopeKey the workspace's `envelope-key`
 */
export async function openSealedRun(envelopeKey: Uint8Array, workspaceId: string, jwe: string): Promise<OpenedRun> {
  const said = headerOf(jwe);
  const version = versionOnly.safeParse(said);
  if (version.success && version.data.version > RESPONSE_FILE_VERSION) return refused('newer-version', NEWER);
  const header = sealedRunHeader.safeParse(said);
  if (!header.success) return refused('not-a-response-file', 'This is not a file of answers from Satchel.');
  const envelope = openEnvelope(envelopeKey, workspaceId, header.data.envelope);
  if (envelope.kind === 'foreign') {
    return refused('other-workspace', 'These answers are for another school’s server. Bring the file there.');
  }
  if (envelope.kind === 'unreadable') return refused('altered', ALTERED);
  const { owner, runKey } = envelope;
  const plain = await decrypt(jwe, runKey);
  if (plain === null) return refused('altered', ALTERED);
  const content = contentOf(plain);
  const protocols = safeParse(protocolsOnly, content);
  if (protocols.success && protocols.data.uploads.some(({ sync }) => sync.protocol > PROTOCOL_VERSION)) {
    return refused('newer-version', NEWER);
  }
  const run = safeParse(sealedRun, content);
  if (!run.success) return refused('invalid', 'What is sealed here cannot be read as answers.');
  if (run.data.uploads.some(({ sync }) => sync.run !== owner.run)) {
    return refused('invalid', 'What is sealed here belongs to another test than it says.');
  }
  return { kind: 'opened', owner, run: run.data };
}

const ALTERED = 'The file was changed or damaged on its way. Copy it from the device again.';

function headerOf(jwe: string): unknown {
  try {
    return decodeProtectedHeader(jwe);
  } catch {
    return undefined;
  }
}

async function decrypt(jwe: string, runKey: Uint8Array): Promise<Uint8Array | null> {
  try {
    const { plaintext } = await compactDecrypt(jwe, runKey, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    });
    return plaintext;
  } catch {
    return null;
  }
}

/** Undefined when it is not bounded gzip of bounded JSON. */
function contentOf(plain: Uint8Array): unknown {
  try {
    const inflated = gunzipSync(plain, { maxOutputLength: MAX_INFLATED_BYTES });
    return holdsTooManyValues(inflated) ? undefined : JSON.parse(inflated.toString());
  } catch {
    return undefined;
  }
}

const refused = (reason: ImportRefusal, detail: string): OpenedRun => ({ kind: 'refused', reason, detail });
