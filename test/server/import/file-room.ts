/*
 * A school whose devices carry their answers in files: what a device of `test/support/wire-client.ts` would upload, sealed.
 */
import { importAnswer } from '../../../src/shared/contract/response-file.ts';
import type { SyncBody } from '../../../src/shared/contract/set-responses.ts';
import { syncAnswer } from '../../../src/shared/contract/set-responses.ts';
import { sealRunOf } from '../../support/sealed-run.ts';
import { batchBody, type Given, submitClaimOf, type WireDevice } from '../../support/wire-client.ts';
import { openSchool } from '../device/school.ts';

export const QUESTIONS: Array<[itemId: string, questionId: string]> = [
  ['allowance', 'buys'],
  ['jar', 'full'],
  ['jar', 'empty'],
];

/** Option `indexes[n]` of the n-th question, in the order of saving; null clears. */
export const given = (...indexes: Array<number | null>): Given[] =>
  indexes.map((index, n) => {
    const [itemId, questionId] = QUESTIONS[n % QUESTIONS.length] ?? ['', ''];
    return { itemId, questionId, response: index === null ? null : { options: [{ index }] }, seq: n + 1 };
  });

export const uploadOf = (device: WireDevice, answers: Given[], submitted: boolean): SyncBody =>
  JSON.parse(
    batchBody(
      device,
      answers,
      { baseSeq: 0, lastSeq: answers.length },
      submitted ? submitClaimOf(device, answers, answers.length) : undefined,
    ),
  );

export async function openFileRoom(config: object = {}) {
  const school = await openSchool();
  await school.putExam();
  const configId = await school.addConfig(config);
  let devices = 0;
  return {
    ...school,
    configId,
    /** A student with a device of their own, or one more device of a student. */
    async device(student = `student-${devices}`, ticket?: string): Promise<WireDevice & { ticket: string }> {
      const name = `${devices++}`;
      const own = ticket ?? (await school.addSession(configId, student)).ticket;
      const deviceId = `device-${name}`.padEnd(20, '0');
      const session = await school.only(await school.bearer(own, deviceId));
      return { deviceId, writer: `writer-${name}`.padEnd(20, '0'), session, ticket: own };
    },
    sealed: (device: WireDevice, answers: Given[], submitted = true) =>
      sealRunOf(device.session, [uploadOf(device, answers, submitted)]),
    async bring(text: string, authorization = school.authorization) {
      const response = await school.app.request('/api/import/responses', {
        method: 'POST',
        headers: { Authorization: authorization, 'Content-Type': 'text/plain' },
        body: text,
      });
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      return importAnswer.parse(await response.json());
    },
    async upload(device: WireDevice, body: SyncBody) {
      const authorization = `Bearer ${device.session.uploadToken}`;
      const response = await school.ask('POST', `/api/exam-session/${device.session.id}/responses`, {
        authorization,
        body,
      });
      return syncAnswer.parse(await response.json());
    },
    /** Maturity, score and chosen options, as the API tells them. */
    async standing({ session }: WireDevice) {
      const answer = await school.integrator('GET', `/api/exam-session/${session.id}?include[]=responses`);
      const { maturity, scoreActual, responses } = (answer as { examSession: Record<string, unknown> }).examSession;
      return { maturity, scoreActual, responses };
    },
  };
}
export type FileRoom = Awaited<ReturnType<typeof openFileRoom>>;
