import { join } from 'node:path';
import { createLog } from './log.ts';
import { OperatorError } from './operator-error.ts';
import { type RunningServer, startServer } from './start-server.ts';

/** Longer than the grace that a stop gives to requests: only a stop that hangs gets here. */
const FORCED_EXIT_MS = 12_000;

const server = await startServer(process.env, {
  print: (line) => console.log(line),
  createLog,
  // This file is dist/server/main.js by now.
  staticDir: join(import.meta.dirname, '..'),
}).catch((error: unknown) => {
  console.error(error instanceof OperatorError ? error.message : error);
  return undefined;
});

if (server) for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => end(server));
else process.exitCode = 1;

function end(running: RunningServer): void {
  setTimeout(() => process.exit(1), FORCED_EXIT_MS).unref();
  running.stop().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}
