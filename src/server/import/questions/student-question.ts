import type { AuthoredQuestion } from '../../../shared/contract/authored/question.ts';
import type { Content } from '../../../shared/contract/content.ts';
import { type StudentQuestion, studentQuestion as schema } from '../../../shared/contract/student/question.ts';

type Path = Array<string | number>;

/** Turns what an author wrote into what is drawn, and notes what is wrong with it. */
export interface Reader {
  /** @param slots names that have to stand in it once each, in the order of their indexes */
  html(html: string, path: Path, slots?: readonly string[]): Content;
  /** A file that is shown without any HTML. */
  media(src: string, path: Path): string;
}

/**
 * What a student gets of a question. The schema has no place for a key, nor for the ids of options, and takes off
 * whatever it has no place for.
 */
export function studentQuestion(question: AuthoredQuestion, read: Reader): StudentQuestion {
  return schema.parse({
    ...question,
    prompt: read.html(question.prompt, ['prompt']),
    ...('body' in question && { body: read.html(question.body, ['body'], slotNames(question)) }),
    ...('options' in question && { options: drawn(question.options, ['options'], read) }),
    ...('sources' in question && { sources: drawn(question.sources, ['sources'], read) }),
    ...('targets' in question && { targets: drawn(question.targets, ['targets'], read) }),
    ...('picture' in question && { picture: shown(question.picture, ['picture'], read) }),
    ...('object' in question && { object: shown(question.object, ['object'], read) }),
    ...('src' in question && { src: read.media(question.src, ['src']) }),
  });
}

const drawn = (options: readonly { content: string }[], path: Path, read: Reader) =>
  options.map((option, index) => ({ ...option, content: read.html(option.content, [...path, index, 'content']) }));

const shown = <Shown extends { src: string }>(picture: Shown, path: Path, read: Reader) => ({
  ...picture,
  src: read.media(picture.src, [...path, 'src']),
});

const slotNames = (question: Extract<AuthoredQuestion, { body: string }>) =>
  (question.interactionType === 'gapMatch' ? question.gaps : question.options).map(({ id }) => id);
