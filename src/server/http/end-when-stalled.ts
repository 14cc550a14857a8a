import type { IncomingMessage } from 'node:http';

/** Of a body, without a byte. The slowest school network has one in a second. */
export const STALLED_MS = 60_000;

/**
 * Reads a body, and ends its connection when nothing of it comes for so long: a device that is gone without a word, or somebody who
 * sends half a body and no more, may not keep a place from all others.
 * @param incoming the request as Node.js has it; undefined where there is no connection
 */
export async function endWhenStalled<T>(
  incoming: IncomingMessage | undefined,
  stalledMs: number,
  read: () => Promise<T>,
): Promise<T> {
  // Nearly all have come whole by the time that they are read.
  if (incoming === undefined || incoming.complete) return read();
  const { socket } = incoming;
  let bytes = socket.bytesRead;
  const look = setInterval(() => {
    if (socket.bytesRead === bytes) incoming.destroy();
    bytes = socket.bytesRead;
  }, stalledMs);
  try {
    return await read();
  } finally {
    clearInterval(look);
  }
}
