import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { z } from 'zod/mini';
import { importLine, type PackageAnswer, packageAnswer, skippedItem } from '../../shared/contract/import-report.ts';
import { PackageRefused } from '../import/package/package-refused.ts';
import { OperatorError } from '../operator-error.ts';

const refusal = z.object({ detail: z.string(), report: z.array(importLine), skipped: z.array(skippedItem) });
const problem = z.object({ title: z.string(), detail: z.optional(z.string()) });

export interface RunningTarget {
  url: string;
  appKey: string;
  appSecret: string;
}

/** A package, or a table of questions with the name of its exam. */
export interface FileToSend {
  file: string;
  bytes: number;
  mediaType: string;
  name?: string;
}

/**
 * Imports a package through a server that is running, which is the only one that may write to its store.
 * @param sent told of how many bytes are on their way
 * @throws PackageRefused, or OperatorError for what the operator can put right
 */
export async function sendPackage(
  { file, bytes, mediaType, name }: FileToSend,
  { url, appKey, appSecret }: RunningTarget,
  sent: (bytes: number) => void,
): Promise<PackageAnswer> {
  let done = 0;
  async function* counted(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      done += chunk.length;
      sent(done);
      yield chunk;
    }
  }
  const request: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: {
      Authorization: `Basic ${Buffer.from(`${appKey}:${appSecret}`).toString('base64')}`,
      'Content-Type': mediaType,
      'Content-Length': String(bytes),
    },
    body: Readable.toWeb(Readable.from(counted(createReadStream(file)))) as ReadableStream,
    duplex: 'half',
  };
  const place = new URL('/api/import/qti', url);
  if (name !== undefined) place.searchParams.set('name', name);
  const response = await fetch(place, request).catch((error: unknown) => {
    throw new OperatorError(`the server at ${url} cannot be reached: ${causeOf(error)}`);
  });
  const answer: unknown = await response.json().catch(() => null);
  const imported = packageAnswer.safeParse(answer);
  if (response.ok && imported.success) return imported.data;
  const refused = refusal.safeParse(answer);
  if (refused.success) throw new PackageRefused(refused.data.detail, refused.data);
  const said = problem.safeParse(answer);
  throw new OperatorError(
    `the server at ${url} answered ${response.status}${said.success ? `: ${said.data.detail ?? said.data.title}` : ''}`,
  );
}

/** `fetch` says of every failure that it failed; why is in its cause. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
