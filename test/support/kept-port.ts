import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below what a system gives to whoever asks for any port: Linux from 32768, others from 49152. */
const [FIRST, COUNT] = [20_000, 12_000];

/**
 * A port for a server that stops and starts again at the same address. Nobody gets it meanwhile, as any other may be given to the
 * next one who asks the system for any, and to each connection that is made.
 *
 * Its number is this process's for as long as that runs: all that asks here, in whatever process, sees so by the UDP port of the
 * same number, which nothing else uses.
 */
export async function keptPort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * COUNT);
    if ((await claim(port)) && (await isFree(port))) return port;
  }
}

async function claim(port: number): Promise<boolean> {
  const socket = createSocket('udp4');
  const bound = once(socket, 'listening');
  socket.bind(port, '127.0.0.1');
  try {
    await bound;
  } catch {
    socket.close();
    return false;
  }
  socket.unref();
  return true;
}

/** At any address of this machine. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port);
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
