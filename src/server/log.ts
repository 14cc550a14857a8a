import { type DestinationStream, destination, pino } from 'pino';
import type { Log } from './http/deps.ts';
import type { Settings } from './settings.ts';

/**
 * Structured log, one JSON line an event, on standard error: standard output is for the lines that a person reads.
 * Whoever logs names each field, so that nothing secret comes along with an object; the redaction is a second fence.
 */
export function createLog(
  level: Settings['logLevel'],
  stream: DestinationStream = destination({ fd: 2, sync: false }),
): Log {
  return pino(
    {
      level,
      base: undefined,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      redact: ['authorization', 'cookie', 'ticket', 'token', 'secret', 'password', 'response', 'responses', 'body'],
    },
    stream,
  );
}
