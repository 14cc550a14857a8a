import type { AuthoredExam } from '../../shared/contract/exam.ts';
import type { ProblemIssue } from '../../shared/contract/problem.ts';
import { htmlOf } from './questions/html-of.ts';

/**
 * Scripts in authored HTML. Students get a sanitized tree; but the HTML itself goes out again as `content` of the
 * results, to pages of others, so it is refused and not only taken off.
 */
export function findScripts(exam: AuthoredExam): ProblemIssue[] {
  return exam.items.flatMap((item, at) => {
    const path = ['items', at];
    return [
      ...findScript(item.body, [...path, 'body']),
      ...findScript(item.stimulus?.body ?? '', [...path, 'stimulus', 'body']),
      ...findScript(item.rubric ?? '', [...path, 'rubric']),
      ...item.questions.flatMap((question, number) =>
        htmlOf(question).flatMap(({ html, path: below }) => findScript(html, [...path, 'questions', number, ...below])),
      ),
    ];
  });
}

function findScript(html: string, path: ProblemIssue['path']): ProblemIssue[] {
  return /<script\b/i.test(html) ? [{ path, message: 'must not hold a script' }] : [];
}
