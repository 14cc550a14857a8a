import type { AuthoredQuestion } from '../../shared/contract/authored/question.ts';
import type { Content } from '../../shared/contract/content.ts';
import type { StudentQuestion } from '../../shared/contract/student/question.ts';
import { contentText } from '../../shared/lib/content-text.ts';

/** What an index of a response names. */
export interface NamedPart {
  /** The author's, which stays where the place does not. */
  id: string;
  words: string;
}

/** A question of one version of an exam, as a person reads it and as answers to it are carried to another version. */
export interface QuestionWords {
  /** Its place in the authored order, from 1. */
  number: number;
  /** What it asks. */
  text: string;
  /** Options or areas, or the first half of a pair. */
  sources: NamedPart[];
  /** The second half of a pair. */
  targets: NamedPart[];
  authored: AuthoredQuestion;
}

const LONGEST = 400;

/** @param body of the item, which says what is asked where the question does not */
export function questionWords(
  number: number,
  { shown, authored, body }: { shown: StudentQuestion; authored: AuthoredQuestion; body: Content },
): QuestionWords {
  const own = contentText(shown.prompt) || ('body' in shown ? contentText(shown.body) : '');
  const drawn = sidesOf(shown);
  const named = sidesOf(authored);
  const parts = (side: 'sources' | 'targets') =>
    drawn[side].map((part, at) => ({
      id: named[side][at]?.id ?? '',
      words: wordsOf(part, { at, of: drawn[side].length }),
    }));
  return {
    number,
    text: shortened(own || contentText(body)),
    sources: parts('sources'),
    targets: parts('targets'),
    authored,
  };
}

interface Part {
  id?: string;
  content?: Content | string;
  label?: string;
  /** Of a gap, which has nothing else to call it by. */
  required?: boolean | undefined;
}

/** What the indexes of a response count in. */
function sidesOf(question: StudentQuestion | AuthoredQuestion): { sources: readonly Part[]; targets: readonly Part[] } {
  if ('sources' in question) {
    const targets: readonly Part[] =
      'targets' in question ? question.targets : 'areas' in question ? question.areas : question.gaps;
    return { sources: question.sources, targets };
  }
  const both = 'options' in question ? question.options : 'areas' in question ? question.areas : [];
  return { sources: both, targets: both };
}

function wordsOf({ content, label }: Part, { at, of }: { at: number; of: number }): string {
  const words = label ?? (typeof content === 'object' ? contentText(content) : '');
  return shortened(words) || `number ${at + 1} of ${of}`;
}

const shortened = (text: string) => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
