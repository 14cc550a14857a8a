import { sha256Hex } from '../../shared/contract/ids.ts';
import { type ByteRange, byteRange } from '../http/byte-range.ts';
import type { Deps } from '../http/deps.ts';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Route } from '../http/route.ts';
import { PACKAGE_MEDIA_TYPE, SEALED_MEDIA_TYPE } from '../import/seal-package.ts';
import { type BlobFacts, findPublicBlob, readBlobPart } from '../store/blobs.ts';
import type { Store } from '../store/store.ts';

const paramSchemas = { hash: sha256Hex };

const getPackage = defineRoute({
  method: 'GET',
  path: '/api/package/:hash',
  operationId: 'getPackage',
  summary: 'A sealed package, by the SHA-256 of its bytes',
  tag: 'Device',
  principals: ['none'],
  paramSchemas,
  answer: { mediaType: PACKAGE_MEDIA_TYPE },
  handle: ({ deps, params, raw }) => sealedFile(deps, raw, params.hash, PACKAGE_MEDIA_TYPE),
});

const getMedia = defineRoute({
  method: 'GET',
  path: '/api/media/:hash',
  operationId: 'getMedia',
  summary: 'A sealed media file, by the SHA-256 of its bytes',
  tag: 'Device',
  principals: ['none'],
  paramSchemas,
  answer: { mediaType: SEALED_MEDIA_TYPE },
  handle: ({ deps, params, raw }) => sealedFile(deps, raw, params.hash, SEALED_MEDIA_TYPE),
});

export const packageRoutes: Route[] = [getPackage, getMedia];

/** No sign-in, so that one school cache serves the whole school: what these bytes say is sealed, and they never change. */
async function sealedFile(deps: Deps, request: Request, hash: string, mediaType: string): Promise<Response> {
  const blob = await deps.store.read((db) => findPublicBlob(db, hash));
  if (blob?.mediaType !== mediaType) throw new ProblemError('not-found', 'There is no such file.');
  const etag = `"${hash}"`;
  const headers = { 'Cache-Control': 'public, max-age=31536000, immutable', ETag: etag, 'Accept-Ranges': 'bytes' };
  if (hasAlready(request, etag)) return new Response(null, { status: 304, headers });
  const length = blob.byteLength;
  const range = byteRange(request, length, etag);
  const { start, end } = range ?? { start: 0, end: length - 1 };
  const body = request.method === 'HEAD' ? null : await bodyOf(deps.store, blob, { start, end });
  return new Response(body, {
    status: range === null ? 200 : 206,
    headers: {
      ...headers,
      'Content-Type': mediaType,
      'Content-Length': String(end - start + 1),
      ...(range && { 'Content-Range': `bytes ${start}-${end}/${length}` }),
    },
  });
}

/** A large file goes out part by part, as fast as it is taken: a class that fetches a film holds no film each. */
async function bodyOf(
  store: Store,
  blob: BlobFacts,
  { start, end }: ByteRange,
): Promise<Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>> {
  const { partBytes } = blob;
  const read = async (part: number) => new Uint8Array(await store.read((db) => readBlobPart(db, blob, part)));
  if (partBytes === null) return (await read(0)).subarray(start, end + 1);
  let part = Math.floor(start / partBytes);
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const from = part * partBytes;
      controller.enqueue((await read(part)).subarray(Math.max(0, start - from), end + 1 - from));
      part += 1;
      if (part * partBytes > end) controller.close();
    },
  });
}

/** `If-None-Match` (RFC 9110 §13.1.2) names what the asker has already. */
function hasAlready(request: Request, etag: string): boolean {
  const given = request.headers.get('if-none-match') ?? '';
  return given.split(',').some((tag) => ['*', etag, `W/${etag}`].includes(tag.trim()));
}
