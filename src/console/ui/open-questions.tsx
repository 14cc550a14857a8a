import { useId, useState } from 'preact/hooks';
import type { StaffSessionRow } from '../../shared/contract/staff.ts';
import {
  answerInWords,
  arrivalInWords,
  cameInWords,
  consequenceOf,
  currentInWords,
  originInWords,
  questionInWords,
  VERSION_IN_WORDS,
} from '../kept-words.ts';
import { type Choice, decisionsOf, KEEP, type OpenQuestion, type OtherAnswer } from '../open-questions.ts';
import type { Asked } from './decide.tsx';

export interface OpenQuestionsProps {
  open: OpenQuestion[];
  session: StaffSessionRow;
  now: string;
  username: string;
  onAsk: (asked: Asked) => void;
}

/** What differs, question by question. What is not chosen goes on waiting. */
export function OpenQuestions({ open, session, now, username, onAsk }: OpenQuestionsProps) {
  const [choices, setChoices] = useState<ReadonlyMap<string, Choice>>(new Map());
  if (open.length === 0) return null;
  const chosen = open.flatMap((question) => {
    const choice = choices.get(question.key);
    return choice !== undefined && isThere(question, choice) ? [{ question, choice }] : [];
  });
  const chooseAll = (choose: (question: OpenQuestion) => Choice) =>
    setChoices(new Map(open.map((question) => [question.key, choose(question)])));

  const ask = () =>
    onAsk({
      title: `Decide ${count(chosen.length)} for ${session.name}`,
      action: 'Decide',
      consequence: [
        ...chosen.map(({ question, choice }) => consequenceOf(question, choice)),
        ...(session.maturity === 'COMPLETE' ? ['The score is worked out again from the answers that count then.'] : []),
        `It is written down that ${username} decided this, and when.`,
      ],
      request: {
        verb: 'merge',
        body: { decisions: chosen.flatMap(({ question, choice }) => decisionsOf(question, choice)) },
      },
      done: `Decided: ${count(chosen.length)} for ${session.name}. The record is below.`,
    });

  return (
    <section class="part open" aria-labelledby="open-title">
      <h3 id="open-title">Which answer counts?</h3>
      <p>
        Other answers of {session.name} came than those that count. Choose for each question. Until you do, what counts
        now goes on counting.
      </p>
      {open.length > 1 && (
        <p class="actions">
          <button type="button" class="quiet" onClick={() => chooseAll(() => KEEP)}>
            Keep all that counts now
          </button>
          <button type="button" class="quiet" onClick={() => chooseAll(({ others }) => others.at(-1)?.key ?? KEEP)}>
            Take all that came from elsewhere
          </button>
        </p>
      )}
      {open.map((question) => (
        <Question
          key={question.key}
          question={question}
          choice={choices.get(question.key)}
          now={now}
          onChoose={(choice) => setChoices((known) => new Map(known).set(question.key, choice))}
        />
      ))}
      <button type="button" class="main" disabled={chosen.length === 0} onClick={ask}>
        {chosen.length === 0 ? 'Decide' : `Decide ${count(chosen.length)}`}
      </button>
    </section>
  );
}

const count = (choices: number) => (choices === 1 ? '1 question' : `${choices} questions`);

const isThere = ({ others }: OpenQuestion, choice: Choice) =>
  choice === KEEP || others.some(({ key }) => key === choice);

interface QuestionProps {
  question: OpenQuestion;
  choice: Choice | undefined;
  now: string;
  onChoose: (choice: Choice) => void;
}

function Question({ question, choice, now, onChoose }: QuestionProps) {
  const name = useId();
  const agrees = question.others.length === 0 ? ' The other device says the same by now.' : '';
  return (
    <fieldset>
      <legend>
        <span class="second">{questionInWords(question.now)}</span> {question.question?.text}
      </legend>
      <div class="sides">
        <Side
          name={name}
          checked={choice === KEEP}
          onChoose={() => onChoose(KEEP)}
          heading="Counts now"
          answer={currentInWords(question.now)}
          notes={[originInWords(question.now, now) + agrees]}
        />
        {question.others.map((other) => (
          <Side
            key={other.key}
            name={name}
            checked={choice === other.key}
            onChoose={() => onChoose(other.key)}
            heading="Came from elsewhere"
            answer={answerOf(other)}
            notes={notesOf(other, now)}
          />
        ))}
      </div>
    </fieldset>
  );
}

function answerOf({ came }: OtherAnswer): string {
  const countsAs = came.at(-1)?.countsAs;
  return answerInWords(countsAs?.words ?? null, countsAs?.response ?? null);
}

function notesOf({ came }: OtherAnswer, now: string): string[] {
  const notes = came.flatMap((row) => {
    const version = VERSION_IN_WORDS[row.version];
    const given = row.version === 'other' ? [`On the device it read “${cameInWords(row)}”.`] : [];
    return [arrivalInWords(row, now), ...(version === null ? [] : [version]), ...given];
  });
  return [...new Set(notes)];
}

interface SideProps {
  name: string;
  checked: boolean;
  onChoose: () => void;
  heading: string;
  answer: string;
  notes: string[];
}

function Side({ name, checked, onChoose, heading, answer, notes }: SideProps) {
  const describedBy = useId();
  return (
    <div class="side">
      <label>
        <input type="radio" name={name} checked={checked} onChange={onChoose} aria-describedby={describedBy} />
        <span class="second">{heading}</span>
        <strong>{answer}</strong>
      </label>
      <div id={describedBy} class="second notes">
        {notes.map((note) => (
          <p key={note}>{note}</p>
        ))}
      </div>
    </div>
  );
}
