/*
 * The wire as a device speaks it, without the device's code: what crash tests and benchmarks send. It keeps no state
 * of its own, so that a test decides what is repeated, lost or reordered.
 */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { claimAnswer, deviceSessionsAnswer, signInAnswer } from '../../src/shared/contract/device.ts';
import type { DeviceSession } from '../../src/shared/contract/device-session.ts';
import { examConfigAnswer } from '../../src/shared/contract/exam-config.ts';
import { createSessionAnswer, examSessionAnswer } from '../../src/shared/contract/exam-session.ts';
import { PROTOCOL_VERSION } from '../../src/shared/contract/protocol.ts';
import type { Response as ItemResponse } from '../../src/shared/contract/response.ts';
import { type SetResponsesBody, type SyncAnswer, syncAnswer } from '../../src/shared/contract/set-responses.ts';
import type { SubmitClaim } from '../../src/shared/contract/submit-claim.ts';
import { submitContent } from '../../src/shared/session/submit-content.ts';
import { BASIC } from './server-process.ts';

export interface Given {
  itemId: string;
  questionId: string;
  response: ItemResponse | null;
  seq: number;
}

export interface WireDevice {
  deviceId: string;
  writer: string;
  session: DeviceSession;
}

const json = { 'Content-Type': 'application/json' };

/** With the token of the student who signed in on it. */
export interface SignedInDevice extends WireDevice {
  token: string;
}

export async function integrator(url: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(url + path, {
    method,
    headers: { Authorization: BASIC, ...(body !== undefined && json) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
}

/** An exam of choice questions, one an item, the right option being `n % 4`. */
export function choiceExam(questions: number) {
  return {
    name: `Exam of ${questions}`,
    items: Array.from({ length: questions }, (_, n) => ({
      id: `item-${n}`,
      name: `Item ${n}`,
      body: `<p>What is ${n} modulo 4?</p>`,
      questions: [
        {
          id: `q-${n}`,
          interactionType: 'choice',
          prompt: '',
          options: [0, 1, 2, 3].map((option) => ({
            id: `o-${option}`,
            content: `<p>${option}</p>`,
            isKey: n % 4 === option,
          })),
        },
      ],
    })),
  };
}

/** Puts an exam and makes a config of it. @returns the config's id */
export async function putExam(url: string, examId: string, exam: object, config: object = {}): Promise<string> {
  await integrator(url, 'PUT', `/api/exam/${examId}`, exam);
  const answer = await integrator(url, 'POST', `/api/exam/${examId}/config`, { config });
  return examConfigAnswer.parse(answer).examConfig.id;
}

export async function createSession(url: string, configId: string, userId: string) {
  const answer = await integrator(url, 'POST', `/api/exam-config/${configId}/exam-session`, { user_id: userId });
  return createSessionAnswer.parse(answer).examSession;
}

export async function getSession(url: string, sessionId: string) {
  const path = `/api/exam-session/${sessionId}?include[]=responses&include[]=results`;
  return examSessionAnswer.parse(await integrator(url, 'GET', path)).examSession;
}

/** Signs in with a ticket on a new device and opens a session of the student: that of `examName`, or the one that there is. */
export async function openDevice(
  url: string,
  ticket: string,
  name: string,
  examName?: string,
): Promise<SignedInDevice> {
  const deviceId = `device-${name}`.padEnd(20, '0');
  const signedIn = await fetch(`${url}/api/device/sign-in`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ ticket, deviceId }),
  });
  const { token } = signInAnswer.parse(await signedIn.json());
  const listed = await fetch(`${url}/api/device/exam-sessions`, { headers: { Authorization: `Bearer ${token}` } });
  const { items } = deviceSessionsAnswer.parse(await listed.json());
  const session = items.find((item) => examName === undefined || item.examName === examName);
  if (!session) throw new Error(`no session for ${name}`);
  return { deviceId, writer: `writer-${name}`.padEnd(20, '0'), token, session };
}

/** Takes the run, from whichever device has it. @returns the device as it goes on: in the epoch that it was given */
export async function claimRun(url: string, device: SignedInDevice): Promise<SignedInDevice> {
  const { id, run, package: sealed } = device.session;
  const claimed = await fetch(`${url}/api/device/exam-session/${id}/claim`, {
    method: 'POST',
    headers: { ...json, Authorization: `Bearer ${device.token}` },
    body: JSON.stringify({ run, writer: device.writer, package: sealed.hash }),
  });
  if (!claimed.ok) throw new Error(`the claim was answered with ${claimed.status}`);
  const { epoch } = claimAnswer.parse(await claimed.json()).examSession;
  return { ...device, session: { ...device.session, epoch } };
}

export function submitClaimOf(device: WireDevice, given: Given[], through: number): SubmitClaim {
  const own = given.filter((answer) => answer.response !== null);
  return {
    submitId: `submit-${device.writer}-${device.session.opening}`,
    opening: device.session.opening,
    through,
    count: own.length,
    digest: createHash('sha256').update(submitContent(own)).digest('hex'),
    startedAt: 1_770_000_000_000,
    submittedAt: 1_770_000_900_000,
    elapsedMs: 900_000,
    clockOffsetMs: 0,
  };
}

/** The body of one batch, as JSON text. */
export function batchBody(
  device: WireDevice,
  given: Given[],
  range: { baseSeq: number; lastSeq: number },
  submit?: SubmitClaim,
): string {
  const byItem = new Map<string, SetResponsesBody['responses'][number]>();
  const seqs: Record<string, Record<string, number>> = {};
  for (const { itemId, questionId, response, seq } of given) {
    const item = byItem.get(itemId) ?? { itemId, questions: [] };
    item.questions.push({ id: questionId, response });
    byItem.set(itemId, item);
    seqs[itemId] = { ...seqs[itemId], [questionId]: seq };
  }
  const { run, epoch } = device.session;
  return JSON.stringify({
    submitForScoring: submit !== undefined,
    responses: [...byItem.values()],
    sync: {
      protocol: PROTOCOL_VERSION,
      run,
      epoch,
      writer: device.writer,
      package: device.session.package.hash,
      ...range,
      seqs,
      ...(submit && { submit }),
    },
  });
}

/** Sends one batch as a device does. @throws when the connection broke */
export function sendBatch(url: string, device: WireDevice, body: string): Promise<globalThis.Response> {
  return fetch(`${url}/api/exam-session/${device.session.id}/responses`, {
    method: 'POST',
    headers: { ...json, 'Content-Encoding': 'gzip', Authorization: `Bearer ${device.session.uploadToken}` },
    body: gzipSync(body),
  });
}

/** @returns the parsed answer of a 200; null for anything else the server said. @throws when the connection broke */
export async function upload(url: string, device: WireDevice, body: string): Promise<SyncAnswer | null> {
  const response = await sendBatch(url, device, body);
  const answer: unknown = await response.json();
  return response.ok ? syncAnswer.parse(answer) : null;
}
