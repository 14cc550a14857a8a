/* Finished exams, as the bodies that their devices send, and the class that sends all of them at once. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { batchBody, createSession, type Given, openDevice, submitClaimOf } from '../support/wire-client.ts';
import { cpuMs } from './measure.ts';

export const QUESTIONS = 40;

export interface Upload {
  sessionId: string;
  path: string;
  authorization: string;
  body: Buffer<ArrayBuffer>;
}

export interface Cost {
  /** Milliseconds until the last one has its answer. */
  wall: number;
  /** Milliseconds of the server's CPU. */
  cpu: number;
}

/** What a server puts off until nobody waits is its work all the same: within this time it is done. */
const PUT_OFF_MS = 300;

/** @param name not used before on this server */
export async function finishedExam(url: string, configId: string, name: string): Promise<Upload> {
  const session = await createSession(url, configId, `student-${name}`);
  const device = await openDevice(url, session.ticket, name);
  const given: Given[] = Array.from({ length: QUESTIONS }, (_, n) => ({
    itemId: `item-${n}`,
    questionId: `q-${n}`,
    response: { options: [{ index: (n * 3) % 4 }] },
    seq: n + 1,
  }));
  const body = batchBody(device, given, { baseSeq: 0, lastSeq: QUESTIONS }, submitClaimOf(device, given, QUESTIONS));
  return {
    sessionId: session.id,
    path: `/api/exam-session/${session.id}/responses`,
    authorization: `Bearer ${device.session.uploadToken}`,
    body: gzipSync(body),
  };
}

/** Sends all of them at once, each over a connection of its own, and measures. @throws when one is not answered with 200 */
export async function sendAll(url: string, pid: number, uploads: Upload[]): Promise<Cost> {
  const before = await cpuMs(pid);
  const started = performance.now();
  const agent = new Agent({ keepAlive: false, maxSockets: uploads.length });
  // By its number: looking up a name a thousand times is not the server's.
  const origin = url.replace('//localhost:', '//127.0.0.1:');
  await Promise.all(uploads.map((upload) => send(origin, agent, upload)));
  const wall = performance.now() - started;
  await new Promise((resolve) => setTimeout(resolve, PUT_OFF_MS));
  return { wall, cpu: (await cpuMs(pid)) - before };
}

function send(url: string, agent: Agent, { path, authorization, body }: Upload): Promise<void> {
  const headers = {
    Authorization: authorization,
    'Content-Type': 'application/json',
    'Content-Encoding': 'gzip',
    'Content-Length': body.length,
    // As a device marks the upload that hands a test in.
    Priority: 'u=0',
  };
  return new Promise((done, failed) => {
    const sent = request(new URL(path, url), { agent, method: 'POST', headers }, (response) => {
      const end = () => (response.statusCode === 200 ? done() : failed(new Error(`${response.statusCode}`)));
      response.resume().on('end', end);
    });
    sent.on('error', failed).end(body);
  });
}

export interface BareServer {
  url: string;
  pid: number;
  process: ChildProcess;
}

/** The floor: see `bare-server.mjs`. @param options of Node.js */
export async function startBareServer(file: string, options: string[] = []): Promise<BareServer> {
  const child = spawn(process.execPath, [...options, resolve(import.meta.dirname, 'bare-server.mjs'), file]);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { url: line.toString().trim().replace('listening on ', ''), pid: child.pid ?? 0, process: child };
}
