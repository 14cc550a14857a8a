import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageAnswer } from '../../../../src/shared/contract/import-report.ts';
import { at, type Client, createClient, createConfig, createSession, expectOk } from '../../api/client.ts';

let client: Client;
beforeAll(async () => {
  client = await createClient();
});
afterAll(() => client.close());

async function send(table: string | Uint8Array, query = '?name=Week%207', type = 'text/csv; charset=utf-8') {
  const response = await client.app.request(`/api/import/qti${query}`, {
    method: 'POST',
    headers: { Authorization: client.authorization, 'Content-Type': type },
    body: typeof table === 'string' ? table : new Uint8Array(table),
  });
  return { status: response.status, json: (await response.json()) as unknown };
}

const TABLE = 'id,question,A,B,correct,points\nq1,Which?,one,two,B,2\nq2,And?,one,two,C\nq3,Then?,one,two,A\n';

describe('a table that is sent', () => {
  it('is an exam of its good rows, and tells of every row', async () => {
    const { status, json } = await send(TABLE);
    expect(status).toBe(200);
    const reason = 'row 3, column "correct", names option C, which is empty';
    expect(packageAnswer.parse(json)).toMatchObject({
      version: 0,
      name: 'Week 7',
      items: [
        { id: 'q1', href: 'row 2', title: 'Which?' },
        { id: 'q3', href: 'row 4', title: 'Then?' },
      ],
      skipped: [{ href: 'row 3', reason }],
      report: [
        { file: '', line: 2, outcome: 'imported', questions: ['choice'] },
        { file: '', line: 3, outcome: 'refused', reason },
        { file: '', line: 4, outcome: 'imported' },
      ],
    });
  });

  it('scores what is answered', async () => {
    const { examId } = packageAnswer.parse((await send(TABLE)).json);
    const content = at(await expectOk(client.call('GET', `/api/exam/${examId}`)), 'exam');
    const session = await createSession(client, await createConfig(client, {}, { examId: 'copy', content }));
    const responses = [{ itemId: 'q1', questions: [{ id: 'q', response: { options: [{ index: 1 }] } }] }];
    const body = { submitForScoring: true, responses };
    const scored = await expectOk(client.call('POST', `/api/exam-session/${session}/responses`, body));
    expect(at(scored, 'examSession', 'scoreActual')).toBe(66.6667);
  });

  it('again is the same exam and version; corrected, the next of it; under another name, another', async () => {
    const [first, again, corrected, other] = [
      await send(TABLE),
      await send(TABLE),
      await send(TABLE.replace('two,C', 'two,A')),
      await send(TABLE, '?name=Week%208'),
    ].map(({ json }) => packageAnswer.parse(json));
    expect(again).toEqual(first);
    expect(corrected).toMatchObject({ examId: first?.examId, version: 1, skipped: [] });
    expect(other).toMatchObject({ version: 0, name: 'Week 8' });
    expect(other?.examId).not.toBe(first?.examId);
  });

  it('without a name is told by its questions', async () => {
    const [first, again, other] = [
      await send(TABLE, ''),
      await send(TABLE, ''),
      await send(TABLE.replace('q1', 'q9'), ''),
    ];
    expect(at(again?.json, 'examId')).toBe(at(first?.json, 'examId'));
    expect(at(other?.json, 'examId')).not.toBe(at(first?.json, 'examId'));
  });

  it('may have tabs, and the encoding of an old spreadsheet', async () => {
    const table = Buffer.from('question\tA\tB\tcorrect\nWhat is “café”?\ta\tb\tA', 'latin1');
    const bytes = Buffer.from(table.toString('latin1').replaceAll('\x1c', '\x93').replaceAll('\x1d', '\x94'), 'latin1');
    const { json } = await send(bytes, '?name=Tabs', 'text/tab-separated-values');
    expect(at(json, 'items', 0, 'title')).toBe('What is “café”?');
  });

  it('without a row that can be read is refused, and tells why', async () => {
    const { status, json } = await send('question,A,B,correct\nWhich?,one,two,C\n');
    expect(status).toBe(422);
    expect(json).toMatchObject({
      detail: 'no question of the table can be taken: row 2, column "correct", names option C, which is empty',
      skipped: [{ href: 'row 2' }],
      report: [{ line: 2, outcome: 'refused' }],
    });
  });

  it('that says to be something else is told what it may say', async () => {
    const { status, json } = await send('question\nWhy?\n', '', 'text/plain');
    expect(status).toBe(415);
    expect(at(json, 'detail')).toMatch(/^The body must be application\/zip or .*text\/csv/);
  });

  it('that is larger than any table is refused before it is read', async () => {
    expect(await send(new Uint8Array(8 * 1024 * 1024 + 1))).toMatchObject({ status: 413 });
  });
});
