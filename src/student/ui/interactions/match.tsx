import type { Content, ContentNode } from '../../../shared/contract/content.ts';
import type { Student } from '../../../shared/contract/student/question.ts';
import { MatchDrag } from './match-drag.tsx';
import { MatchMatrix } from './match-matrix.tsx';
import { plainText } from './plain-text.ts';
import type { InteractionProps } from './props.ts';

/** Which of two things goes with which: by a table of boxes where that says all, by moving things where it does not. */
export const Match = (props: InteractionProps<'match'>) =>
  isMatrix(props.question) ? <MatchMatrix {...props} /> : <MatchDrag {...props} />;

/** So many columns, and so long a heading above one. */
const COLUMNS = 5;
const HEADING = 32;

/**
 * A table is right for sorting: a few short headings, each of which could take everything. Where a target takes one or two
 * alone, a box that unchecks another would be a riddle.
 */
export function isMatrix({ sources, targets }: Pick<Student<'match'>, 'sources' | 'targets'>): boolean {
  return (
    targets.length <= COLUMNS &&
    targets.every(({ matchMax }) => matchMax === 0 || matchMax >= sources.length) &&
    targets.every(({ content }) => !content.some(hasPicture) && plainText(content).length <= HEADING)
  );
}

const hasPicture = (node: ContentNode): boolean =>
  node.type === 'element' && (node.properties.src !== undefined || childrenOf(node).some(hasPicture));
const childrenOf = (node: { children: Content }) => node.children;
