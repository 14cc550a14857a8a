import type { ExamConfigSettings } from '../../shared/contract/exam-config.ts';
import type { ProblemIssue } from '../../shared/contract/problem.ts';

const NOT_YET = 'is not honoured by this server yet, and ignoring it would open the test';

/** Settings that are well formed and cannot be kept: refused, because a secure test must not ship open. */
export function findUnhonoured(settings: ExamConfigSettings): ProblemIssue[] {
  const { opensAt, closesAt } = settings.window;
  const neverOpens = opensAt !== null && closesAt !== null && Date.parse(opensAt) >= Date.parse(closesAt);
  return [
    ...(settings.startCode === null ? [] : [{ path: ['startCode'], message: NOT_YET }]),
    ...(settings.keyRelease === 'code' ? [{ path: ['keyRelease'], message: NOT_YET }] : []),
    ...(settings.lockOnLeave && settings.proctorCode === null
      ? [{ path: ['proctorCode'], message: 'is needed with lockOnLeave, so that a student can go on' }]
      : []),
    ...(neverOpens ? [{ path: ['window', 'closesAt'], message: 'must be later than opensAt' }] : []),
  ];
}
