import type { IncomingMessage } from 'node:http';
import type { Urgency } from './turns.ts';

/** What middlewares and routes leave for each other on a request. */
export interface AppEnv {
  /** What `listen` hands on; nothing without a socket. */
  Bindings: { incoming?: IncomingMessage };
  Variables: {
    /** Names the request in the log and in its answer. */
    requestId: string;
    /** An answer that has all of its headers. */
    complete?: Response;
    /** The pattern of the route that answered: `/api/exam-session/:id`. */
    pattern?: string;
    /** Of what is asked for under `/api`. */
    urgency?: Urgency;
  };
}
