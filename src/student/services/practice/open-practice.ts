import type { Tool } from '../../../shared/contract/exam-config.ts';
import type { AttemptPort, AttemptSnapshot } from '../../session/ports.ts';
import { practiceText } from '../../strings/practice-text.ts';
import { practiceFile } from './files.ts';
import { practiceItems, practiceSheet } from './items.ts';
import { PracticePort } from './practice-port.ts';

const UNANSWERED = new Set(['reading', 'media']);
const TOOLS: Tool[] = [
  'readAloud',
  'highlighter',
  'notes',
  'answerEliminator',
  'lineReader',
  'basicCalculator',
  'scientificCalculator',
  'referenceSheet',
];

/** A new practice test, with every tool. Nothing of an earlier one is in it. */
export function openPractice(now: () => number): { snapshot: AttemptSnapshot; port: AttemptPort } {
  const said = practiceText();
  const items = practiceItems(said);
  const snapshot: AttemptSnapshot = {
    practice: true,
    partition: 'practice',
    run: 'practice',
    sessionId: 'practice',
    attempt: 1,
    examName: said.name,
    studentName: said.about,
    config: {
      shuffleOptions: false,
      shuffleItems: false,
      showScoreOnComplete: true,
      showCorrectAnswersOnComplete: true,
      allowRetakes: false,
      keyRelease: 'submit',
      window: { opensAt: null, closesAt: null },
      tools: TOOLS,
    },
    package: 'practice',
    items: items.map(({ item: { id, questions } }) => ({
      id,
      questions: questions.map((question) => question.id),
      unanswered: questions.filter((one) => UNANSWERED.has(one.interactionType)).map((question) => question.id),
    })),
    answers: [],
    flagged: [],
    plays: [],
    isLocked: false,
    isLeftBehind: false,
    itemId: null,
    submitted: null,
    problem: null,
  };
  const media: AttemptPort['media'] = async (file) => URL.createObjectURL(practiceFile(file));
  return { snapshot, port: new PracticePort({ snapshot, items, sheet: practiceSheet(said), media, now }) };
}
