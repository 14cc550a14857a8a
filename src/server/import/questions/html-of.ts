import type { AuthoredQuestion } from '../../../shared/contract/authored/question.ts';

export interface AuthoredHtml {
  html: string;
  /** Below the question. */
  path: Array<string | number>;
}

/** Every piece of HTML in a question. */
export function htmlOf(question: AuthoredQuestion): AuthoredHtml[] {
  const pieces: AuthoredHtml[] = [{ html: question.prompt, path: ['prompt'] }];
  if ('body' in question) pieces.push({ html: question.body, path: ['body'] });
  const lists = {
    options: 'options' in question ? question.options : [],
    sources: 'sources' in question ? question.sources : [],
    targets: 'targets' in question ? question.targets : [],
  };
  for (const [name, list] of Object.entries(lists)) {
    pieces.push(...list.map(({ content }, index) => ({ html: content, path: [name, index, 'content'] })));
  }
  return pieces;
}
