import { linkedTicket } from './linked-ticket.ts';

/** A camera that is on. */
export interface Camera {
  /** The texts of the codes that it sees now. @throws while it has no picture */
  look(): Promise<string[]>;
  stop(): void;
}

export interface ScanOptions {
  /** Asks for the camera. @throws a DOMException when it is refused, or is not there */
  openCamera: () => Promise<Camera>;
  /** Resolves after so many milliseconds. */
  wait: (ms: number) => Promise<void>;
  signal: AbortSignal;
  /** A code was seen that is no ticket. */
  onOther: () => void;
}

export type Scanned =
  | { ok: true; ticket: string }
  /** `refused` by the person, or by whoever manages the device. `stopped` by `signal`. */
  | { ok: false; reason: 'stopped' | 'refused' | 'no-camera' | 'broken' };

const LOOK_EVERY_MS = 150;
/** So many looks in a row without a picture: nothing will come of it. */
const MOST_FAILURES = 40;

/** Looks until a ticket's code is seen. The camera is off again when this resolves, whatever happened. */
export async function scanTicket({ openCamera, wait, signal, onOther }: ScanOptions): Promise<Scanned> {
  let camera: Camera;
  try {
    camera = await openCamera();
  } catch (error) {
    return { ok: false, reason: reasonOf(error) };
  }
  try {
    for (let failures = 0; failures < MOST_FAILURES; ) {
      if (signal.aborted) return { ok: false, reason: 'stopped' };
      const texts = await camera.look().catch(() => null);
      failures = texts === null ? failures + 1 : 0;
      for (const text of texts ?? []) {
        const ticket = ticketIn(text);
        if (ticket === null) onOther();
        else if (!signal.aborted) return { ok: true, ticket };
      }
      await wait(LOOK_EVERY_MS);
    }
    return { ok: false, reason: 'broken' };
  } finally {
    camera.stop();
  }
}

/** As it is printed: an address that ends in `#ticket=XXXX-XXXX`. */
const ticketIn = (text: string): string | null =>
  text.includes('#') ? linkedTicket(text.slice(text.indexOf('#'))) : null;

function reasonOf(error: unknown): 'refused' | 'no-camera' | 'broken' {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'no-camera' : 'broken';
}
