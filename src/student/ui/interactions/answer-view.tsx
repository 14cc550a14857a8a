import type { ComponentChildren } from 'preact';
import type { Content as Nodes } from '../../../shared/contract/content.ts';
import type { Response } from '../../../shared/contract/response.ts';
import type { StudentQuestion } from '../../../shared/contract/student/question.ts';
import type { Media, MediaFile } from '../../session/media.ts';
import { interactionText } from '../../strings/interaction-text.ts';
import { Content } from '../content.tsx';

interface Props {
  question: StudentQuestion;
  response: Response;
  files: MediaFile[];
  media: Media;
}

/** A response to be read and not to be changed: the student's own, or a right one. */
export function AnswerView({ question, response, files, media }: Props) {
  const words = interactionText().view;
  if ('value' in response) return <span class="answer-words">{String(response.value)}</span>;
  if ('points' in response) {
    return <span>{response.points.map(({ x, y }) => words.point(Math.round(x), Math.round(y))).join('; ')}</span>;
  }
  if ('file' in response) return <span>{words.file}</span>;
  const { sources, targets } = sidesOf(question);
  const side = (sides: readonly Side[], index: number): ComponentChildren => {
    const { content, label } = sides[index] ?? {};
    return content ? <Content nodes={content} files={files} media={media} /> : label || words.place(index + 1);
  };
  if ('options' in response) {
    const isOrdered = question.interactionType === 'order' || question.interactionType === 'graphicOrder';
    const List = isOrdered ? 'ol' : 'ul';
    return (
      <List class="answer-list">
        {response.options.map(({ index }) => (
          <li key={index} class="content" lang="">
            {side(sources, index)}
          </li>
        ))}
      </List>
    );
  }
  return (
    <ul class="answer-list">
      {response.pairs.map(({ source, target }) => (
        <li key={`${source} ${target}`} class="answer-pair">
          <span class="content" lang="">
            {side(sources, source)}
          </span>
          <span class="unseen">{words.with}</span>
          <span aria-hidden="true"> {words.arrow} </span>
          <span class="content" lang="">
            {side(targets, target)}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface Side {
  content?: Nodes;
  label?: string;
}

/** What the indexes of a response count in: options or areas, or the two lists that pairs are made of. */
function sidesOf(question: StudentQuestion): { sources: readonly Side[]; targets: readonly Side[] } {
  if ('sources' in question) {
    const targets: readonly Side[] =
      'targets' in question ? question.targets : 'areas' in question ? question.areas : question.gaps.map(() => ({}));
    return { sources: question.sources, targets };
  }
  const both = 'options' in question ? question.options : 'areas' in question ? question.areas : [];
  return { sources: both, targets: both };
}
