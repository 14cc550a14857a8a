import { MEDIA_CHUNK_BYTES } from '../../../../shared/contract/sealing.ts';

/** Puts chunks of any size together into parts of one, the last shorter, as a blob is kept and sealed. */
export async function* inParts(chunks: AsyncIterable<Buffer>, size = MEDIA_CHUNK_BYTES): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of chunks) {
    let rest = chunk;
    while (bytes + rest.length >= size) {
      waiting.push(rest.subarray(0, size - bytes));
      yield Buffer.concat(waiting, size);
      rest = rest.subarray(size - bytes);
      waiting = [];
      bytes = 0;
    }
    waiting.push(rest);
    bytes += rest.length;
  }
  if (bytes > 0) yield Buffer.concat(waiting, bytes);
}
