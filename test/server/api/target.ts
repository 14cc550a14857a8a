import { expect } from 'vitest';
import { problem } from '../../../src/shared/contract/problem.ts';
import { type Client, chosen, createClient, createConfig, createSession, expectOk } from './client.ts';

/** A session with one answer, and what an attack on it must leave as it was. */
export interface Target {
  client: Client;
  configId: string;
  sessionId: string;
  /** `/api/exam-session/<sessionId>` */
  path: string;
  /** The session as Get answers it. */
  before: unknown;
  /** Sends a request as the integrator, unless `headers` say another. */
  send(method: string, to: string, body?: BodyInit, headers?: Record<string, string>): Promise<Response>;
  /** Expects this status, a problem that parses as one, no stack in it, and the session as it was. */
  refused(request: Response | Promise<Response>, status: number): Promise<void>;
}

export async function createTarget(): Promise<Target> {
  const client = await createClient();
  const configId = await createConfig(client);
  const sessionId = await createSession(client, configId);
  const path = `/api/exam-session/${sessionId}`;
  const read = () => expectOk(client.call('GET', `${path}?include[]=results&include[]=responses`));
  await expectOk(client.call('POST', `${path}/responses`, chosen({ 0: 0 })));
  const before = await read();
  return {
    client,
    configId,
    sessionId,
    path,
    before,
    send: async (method, to, body, headers = {}) =>
      client.app.request(to, {
        method,
        headers: { Authorization: client.authorization, 'Content-Type': 'application/json', ...headers },
        ...(body !== undefined && { body }),
        ...(body instanceof ReadableStream && { duplex: 'half' }),
      }),
    refused: async (request, status) => {
      const response = await request;
      const text = await response.text();
      expect(response.status, text).toBe(status);
      if (text !== '') {
        expect(response.headers.get('Content-Type')).toBe('application/problem+json');
        expect(problem.safeParse(JSON.parse(text)).error).toBeUndefined();
        expect(JSON.parse(text).status).toBe(status);
        expect(text).not.toMatch(/\.ts:\d|node:|at async/);
      }
      expect(await read()).toEqual(before);
    },
  };
}
