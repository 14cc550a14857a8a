import { z } from 'zod/mini';
import type { DeviceReport } from '../../shared/contract/device.ts';
import { freeSpace } from '../../shared/lib/free-space.ts';
import { classify } from './classify.ts';
import type { Http } from './http.ts';

const INTERVAL_MS = 60_000;

/**
 * Tells staff whether this device may be collected: when that changes, at most once a minute. A report that fails is
 * due again with the next occasion.
 */
export class Reporter {
  readonly #http: Http;
  readonly #now: () => number;
  #sentAt = Number.NEGATIVE_INFINITY;
  #sent = '';
  /** The last report that arrived said that nothing waits here. */
  #saidNone = false;

  /** @param now milliseconds of a clock that is never set */
  constructor(http: Http, now: () => number) {
    this.#http = http;
    this.#now = now;
  }

  /**
   * @param isAsked somebody waits for it: it goes at once, and one that does not arrive keeps none of the others waiting
   * @param isFollowed an upload got through, and the next takes what was saved meanwhile: that alone is no news
   * @returns whether the server knows what the report says, as far as it is news
   */
  async report(token: string, report: DeviceReport, { isAsked = false, isFollowed = false } = {}): Promise<boolean> {
    const judged = isFollowed && this.#saidNone ? { ...report, unsentAnswers: 0, waitingSubmits: 0 } : report;
    if (newsOf(token, judged) === this.#sent) return true;
    if (!isAsked && this.#now() - this.#sentAt < INTERVAL_MS) return false;
    if (!isAsked) this.#sentAt = this.#now();
    const exchange = await this.#http.request('/api/device/report', { method: 'POST', token, body: report });
    if (classify(exchange, z.unknown()).action !== 'ok') return false;
    this.#sent = newsOf(token, report);
    this.#saidNone = report.unsentAnswers + report.waitingSubmits === 0;
    return true;
  }
}

/** How full the disk is changes all the time, and is news when it comes near its end; nor is the number of answers any. */
const newsOf = (token: string, { unsentAnswers, answers, storage, ...report }: DeviceReport) =>
  JSON.stringify([token, unsentAnswers > 0, storage?.persisted, freeSpace(storage), report]);
