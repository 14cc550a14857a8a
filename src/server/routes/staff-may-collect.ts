import type { DeviceWithRuns } from '../store/staff-devices.ts';

export interface Verdict {
  mayCollect: 'yes' | 'no' | 'ask';
  /** Why, for staff to read. */
  reason: string;
}

/** A device that was heard within this time has said what it holds; its students cannot have done much since. */
const HEARD_LATELY_MS = 15 * 60_000;

/**
 * May this Chromebook be collected? `yes` only when nothing can be on it that the server does not hold: what the
 * server cannot know (a test started with no network, a device that never reported) is `ask`, never `yes`.
 * @param now epoch milliseconds
 */
export function mayCollect(device: Pick<DeviceWithRuns, 'report' | 'runs' | 'lastContactAt'>, now: number): Verdict {
  const heard = `Last heard ${age(now - device.lastContactAt)} ago.`;
  const { report, runs } = device;
  if (report === null) {
    return { mayCollect: 'ask', reason: `It never said what it holds. Open Satchel on it and look. ${heard}` };
  }
  const unsafe = [
    ...(report.unsentAnswers > 0 ? [`${count(report.unsentAnswers, 'answer')} not sent`] : []),
    ...(report.waitingSubmits > 0 ? [`${count(report.waitingSubmits, 'submitted test')} without a receipt`] : []),
    ...(report.needsAttention > 0 ? [`${count(report.needsAttention, 'test')} in need of attention`] : []),
  ];
  if (unsafe.length > 0) return { mayCollect: 'no', reason: `${list(unsafe)}. ${heard}` };

  const held = runs.filter((run) => run.held === 'yes');
  const open = held.filter(
    (run) => run.maturity === 'IN_PROGRESS' || (run.maturity !== 'COMPLETE' && run.answered > 0),
  );
  if (open.length > 0) {
    const each = names(open).map((name) => {
      const answers = open.filter((run) => run.studentName === name).map((run) => count(run.answered, 'answer'));
      return `${name} (${list(answers)} on the server)`;
    });
    return { mayCollect: 'no', reason: `${count(open.length, 'test')} not submitted: ${list(each)}. ${heard}` };
  }
  const unconfirmed = held.filter((run) => run.maturity === 'COMPLETE' && !run.hasReceipt);
  if (unconfirmed.length > 0) {
    return {
      mayCollect: 'ask',
      reason: `Completed elsewhere, so look at what it holds: ${list(names(unconfirmed))}. ${heard}`,
    };
  }
  const released = runs.filter((run) => run.held === 'released' && run.maturity !== 'NOT_STARTED');
  if (released.length > 0) {
    return {
      mayCollect: 'ask',
      reason: `Released from it, so answers may be left on it: ${list(names(released))}. ${heard}`,
    };
  }
  const startable = runs.filter((run) => run.maturity === 'NOT_STARTED');
  if (startable.length > 0 && now - device.lastContactAt > HEARD_LATELY_MS) {
    return {
      mayCollect: 'ask',
      reason: `A test may have been started without a network: ${list(names(startable))}. ${heard}`,
    };
  }
  return { mayCollect: 'yes', reason: `Everything on it is on the server. ${heard}` };
}

/** Each name once, whoever has several tests on it: two students of one name read as one. */
const names = (runs: readonly { studentName: string }[]): string[] => [...new Set(runs.map((run) => run.studentName))];

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function list(parts: string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(parts);
}

/** The largest unit that fits, rounded down: `40 seconds`, `3 hours`. A clock that went back gives `0 seconds`. */
export function age(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  if (seconds < 60) return count(seconds, 'second');
  if (seconds < 3600) return count(Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return count(Math.floor(seconds / 3600), 'hour');
  return count(Math.floor(seconds / 86_400), 'day');
}
