/* What staff and an integrator do, at any time and without asking anybody. */
import { journalList } from '../../src/shared/contract/journal.ts';
import { importAnswer } from '../../src/shared/contract/response-file.ts';
import type { Figures } from './figures.ts';
import { readServerRows, readTicket, revokeTokens, rotateTicket } from './rows.ts';
import { configOf, EXAM, examOf, type Seat } from './school.ts';
import type { Server } from './server.ts';
import type { StaffAction } from './steps.ts';

export class Staff {
  /** What the student types: the last one that was handed out. */
  ticket: string;
  readonly #server: Server;
  readonly #seat: Seat;
  readonly #figures: Figures;
  #versions = 0;
  #rotations = 0;

  constructor(server: Server, seat: Seat, figures: Figures) {
    this.#server = server;
    this.#seat = seat;
    this.#figures = figures;
    this.ticket = seat.ticket;
  }

  /** @param pick says which, where there are several */
  async act(what: StaffAction, pick: number): Promise<void> {
    const server = this.#server;
    const { sessionId, configId } = this.#seat;
    this.#figures.staffDid(what);
    switch (what) {
      case 'reset':
      case 'reopen':
      case 'retake':
      case 'release':
        await server.ask('POST', `/api/exam-session/${sessionId}/${what}`);
        return;
      case 'restore':
        return await this.#restore(pick);
      case 'merge':
        return await this.#merge(pick);
      case 'new-version':
        await server.ask('PUT', `/api/exam/${EXAM}`, examOf(++this.#versions));
        return;
      case 'close-window':
      case 'open-window': {
        const closesAt = what === 'close-window' ? new Date(server.now - 1000).toISOString() : null;
        await server.ask('PUT', `/api/exam-config/${configId}`, { config: configOf({ window: { closesAt } }) });
        return;
      }
      case 'change-config': {
        const config = configOf({ showScoreOnComplete: pick % 2 === 0, deviceMove: pick % 3 ? 'student' : 'proctor' });
        await server.ask('PUT', `/api/exam-config/${configId}`, { config });
        return;
      }
      case 'rotate-ticket':
        this.ticket = await rotateTicket(server, this.ticket, ++this.#rotations);
        return;
      case 'revoke-tokens':
        await revokeTokens(server);
        return;
      case 'back-up':
        return await server.storage.backUp();
      case 'restore-backup':
        await server.restoreBackup();
        this.ticket = await readTicket(server);
    }
  }

  /** @param index of the option that the integrator sets */
  async integrate(itemId: string, index: number, submitForScoring: boolean): Promise<void> {
    this.#figures.staffDid('integrator');
    await this.#server.ask('POST', `/api/exam-session/${this.#seat.sessionId}/responses`, {
      submitForScoring,
      responses: [{ itemId, questions: [{ id: 'q', response: { options: [{ index }] } }] }],
    });
  }

  /** Somebody brings a response file. @returns what the server signed for it; null when it did not take it */
  async bring(text: string): Promise<string[] | null> {
    const headers = { authorization: this.#server.deps.authorization, 'content-type': 'text/plain' };
    const response = await this.#server.request('/api/import/responses', { method: 'POST', headers, body: text });
    if (!response.ok) return null;
    const { items } = importAnswer.parse(await response.json());
    return items.flatMap((item) => ('statement' in item && item.statement ? [item.statement] : []));
  }

  async #restore(pick: number): Promise<void> {
    const away = (await readServerRows(this.#server)).runs.filter(({ archived_at }) => archived_at !== null);
    const run = away[pick % Math.max(1, away.length)]?.run_id;
    if (run === undefined) return;
    await this.#server.ask('POST', `/api/exam-session/${this.#seat.sessionId}/restore`, { run });
  }

  async #merge(pick: number): Promise<void> {
    const path = `/api/exam-session/${this.#seat.sessionId}`;
    const listed = journalList.safeParse(await this.#server.ask('GET', `${path}/stranded`));
    const waiting = listed.data?.items.filter(({ state }) => state === 'waiting') ?? [];
    const row = waiting[pick % Math.max(1, waiting.length)];
    if (row === undefined) return;
    const { run, writer, seq, itemId, questionId } = row;
    const take = pick % 2 === 0 ? 'stranded' : 'current';
    await this.#server.ask('POST', `${path}/merge`, { decisions: [{ run, writer, seq, itemId, questionId, take }] });
  }
}
