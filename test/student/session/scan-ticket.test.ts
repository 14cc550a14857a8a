/* A camera that shows what a test says. Oracle: what is found, and that the camera is off afterwards. */
import { expect, test } from 'vitest';
import { type Camera, scanTicket } from '../../../src/student/session/scan-ticket.ts';

const TICKET = 'ABCD-2345';
const PRINTED = `https://school.example/#ticket=${TICKET}`;

/** @param looks what each look sees, the last one for good; null has no picture yet */
function camera(...looks: Array<string[] | null>) {
  const seen = { looks: 0, stopped: 0, others: 0 };
  const look: Camera['look'] = async () => {
    const texts = looks[Math.min(seen.looks++, looks.length - 1)];
    if (!texts) throw new DOMException('no picture', 'InvalidStateError');
    return texts;
  };
  const stop = () => {
    seen.stopped++;
  };
  const abort = new AbortController();
  const options = {
    openCamera: async (): Promise<Camera> => ({ look, stop }),
    wait: async () => {},
    signal: abort.signal,
    onOther: () => {
      seen.others++;
    },
  };
  return { seen, abort, options };
}

test('the code that the console prints is found, after looks that see nothing', async () => {
  const { seen, options } = camera(null, [], [], [PRINTED]);
  expect(await scanTicket(options)).toEqual({ ok: true, ticket: TICKET });
  expect(seen).toEqual({ looks: 4, stopped: 1, others: 0 });
});

test.each(['https://example.org/', 'ABCD-2345', '#ticket=OOOO-1111', 'https://school.example/#receipt=abc', ''])(
  'another code (%s) is said to be none, and the looking goes on',
  async (other) => {
    const { seen, options } = camera([other], [other, PRINTED]);
    expect(await scanTicket(options)).toEqual({ ok: true, ticket: TICKET });
    expect(seen).toMatchObject({ stopped: 1, others: 2 });
  },
);

test('whoever closes it has the camera switched off, and no ticket is taken any more', async () => {
  const { seen, abort, options } = camera([]);
  const wait = async () => {
    if (seen.looks === 3) abort.abort();
  };
  expect(await scanTicket({ ...options, wait })).toEqual({ ok: false, reason: 'stopped' });
  expect(seen).toMatchObject({ looks: 3, stopped: 1 });
});

test('closed while the camera was being asked for, it is switched off as soon as it comes', async () => {
  const { seen, abort, options } = camera([PRINTED]);
  const openCamera = async () => {
    abort.abort();
    return options.openCamera();
  };
  expect(await scanTicket({ ...options, openCamera })).toEqual({ ok: false, reason: 'stopped' });
  expect(seen).toMatchObject({ looks: 0, stopped: 1 });
});

test('closed while a code was being read, nobody is signed in by it', async () => {
  const { seen, abort, options } = camera([PRINTED]);
  const openCamera = async (): Promise<Camera> => {
    const { look, stop } = await options.openCamera();
    return {
      stop,
      look: () => {
        abort.abort();
        return look();
      },
    };
  };
  expect(await scanTicket({ ...options, openCamera })).toMatchObject({ ok: false, reason: 'stopped' });
  expect(seen.stopped).toBe(1);
});

test('a camera that never has a picture is given up, and switched off', async () => {
  const { seen, options } = camera(null);
  expect(await scanTicket(options)).toEqual({ ok: false, reason: 'broken' });
  expect(seen.stopped).toBe(1);
});

test.each([
  ['NotAllowedError', 'refused'],
  ['SecurityError', 'refused'],
  ['NotFoundError', 'no-camera'],
  ['OverconstrainedError', 'no-camera'],
  ['NotReadableError', 'broken'],
])('a camera that is not to be had (%s) is %s', async (name, reason) => {
  const openCamera = () => Promise.reject(new DOMException('no', name));
  expect(await scanTicket({ ...camera([]).options, openCamera })).toEqual({ ok: false, reason });
});
