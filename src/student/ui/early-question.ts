/*
 * The open question before the app is there: drawn with the DOM alone, from a script in the page, so that nothing is fetched,
 * compiled or rendered by a library first.
 *
 * 1. These are elements of the first frame of `item-screen.tsx`, under the same parents and in the same order. Preact, which renders
 *    over them, takes each as its own: none is put in another's place, so that a finger that is down, the focus and what was
 *    chosen stay.
 * 2. What has words of the app in it is left out, and so is each answer but the choice of one option: they come with the app.
 * 3. What is chosen here is kept by the inputs themselves, and is saved first when the app takes over.
 */
import type { ContentNode, Content as Nodes } from '../../shared/contract/content.ts';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import { itemOrder, optionOrder, type QuestionPlace, questionPlaces } from '../session/order.ts';
import type { AnswerChange, AttemptSnapshot } from '../session/ports.ts';
import { drawn } from './allow-list.ts';
import { chosenIndexes, letter, optionsResponse } from './interactions/options.ts';
import { standsInBody } from './stands-in-body.ts';

const HTML = 'http://www.w3.org/1999/xhtml';
const MATH = 'http://www.w3.org/1998/Math/MathML';

/** What was chosen since it was drawn, and is not what the device holds. */
export type ChosenEarly = () => AnswerChange[];

/** @returns null where the item is another than the one that the attempt is at, or one that the app alone can draw */
export function drawEarly(root: Element, snapshot: AttemptSnapshot, item: StudentItem): ChosenEarly | null {
  const places = questionPlaces(itemOrder(snapshot));
  const start = places.find((place) => place.itemId === snapshot.itemId) ?? places[0];
  if (start?.itemId !== item.id || standsInBody(item.body)) return null;

  const choices: Choice[] = [];
  const questions = item.questions.flatMap((question, at) => {
    const place = places.find((one) => one.itemId === item.id && one.questionId === question.id);
    return place ? [drawQuestion({ snapshot, item, question, place, withBody: at === 0 }, choices)] : [];
  });
  const { stimulus } = item;
  root.append(
    element('div', { class: 'item-screen' }, [
      element('header', { class: 'bar' }),
      element('nav', { class: 'seam' }, [element('ol')]),
      element('section', { class: 'banners' }),
      element('main', { class: stimulus ? 'beside' : '' }, [
        ...(stimulus ? [drawPassage(stimulus, item.media)] : []),
        element('div', { class: 'questions' }, questions),
      ]),
      element('footer', { class: 'steps-bar' }),
    ]),
  );
  return () => choices.flatMap(changeOf);
}

function drawPassage({ title, body }: NonNullable<StudentItem['stimulus']>, files: StudentItem['media']): Element {
  const heading = title ? [element('h2', {}, [title])] : [];
  return element('section', { class: 'passage content', lang: '', dir: 'auto' }, [
    ...heading,
    ...drawContent(body, files),
  ]);
}

interface Asked {
  snapshot: AttemptSnapshot;
  item: StudentItem;
  question: StudentItem['questions'][number];
  place: QuestionPlace;
  withBody: boolean;
}

/** As `question.tsx` does. */
function drawQuestion(asked: Asked, choices: Choice[]): Element {
  const { item, question, place, withBody } = asked;
  const id = `question-${place.number}`;
  const prompt = drawContent(question.prompt, item.media);
  const asks = withBody && item.body.length > 0 && question.prompt.length > 0 ? `${id}-prompt` : undefined;
  return element('section', { class: 'question', dir: 'auto' }, [
    element('div', { class: 'question-head', dir: document.documentElement.dir }),
    element('div', { class: 'stem content', lang: '', id: `${id}-stem` }, [
      ...(withBody ? drawContent(item.body, item.media) : []),
      ...(asks ? [element('div', { class: 'content', id: asks }, prompt)] : prompt),
    ]),
    ...drawChoice(asked, asks ?? `${id}-stem`, choices),
  ]);
}

interface Choice {
  itemId: string;
  questionId: string;
  /** What the device holds. */
  chosen: number[];
  inputs: HTMLInputElement[];
}

/** As `interactions/choice.tsx` does. */
function drawChoice({ snapshot, item, question, place }: Asked, labelledBy: string, choices: Choice[]): Element[] {
  if (question.interactionType !== 'choice' || question.maxChoices !== 1) return [];
  const { itemId, questionId } = place;
  const answer = snapshot.answers.find((one) => one.itemId === itemId && one.questionId === questionId);
  // What the server refused of it is told above the options, in words.
  if (answer && answer.problem !== null) return [];
  const choice: Choice = { itemId, questionId, chosen: chosenIndexes(answer?.response ?? null), inputs: [] };
  choices.push(choice);
  const options = optionOrder(snapshot, item.id, question).flatMap((index, at) => {
    const option = question.options[index];
    if (!option) return [];
    const input = element('input', { type: 'radio', name: labelledBy, value: `${index}` }) as HTMLInputElement;
    input.checked = choice.chosen.includes(index);
    choice.inputs.push(input);
    return element('label', { class: 'option' }, [
      input,
      element('span', { class: 'letter', dir: 'ltr', 'aria-hidden': 'true' }, [letter(at)]),
      element('span', { class: 'text content', lang: '' }, drawContent(option.content, item.media)),
    ]);
  });
  const names = { role: 'radiogroup', 'aria-labelledby': labelledBy };
  const clear = element('button', { type: 'button', class: 'quiet', disabled: true });
  return [element('fieldset', { class: `choice ${question.orientation ?? ''}`, ...names }, [...options, clear])];
}

function changeOf({ itemId, questionId, chosen, inputs }: Choice): AnswerChange[] {
  const now = inputs.flatMap((input) => (input.checked ? [Number(input.value)] : []));
  return `${now}` === `${chosen}` ? [] : [{ itemId, questionId, response: optionsResponse(now) }];
}

/** As `content.tsx` does. */
function drawContent(nodes: Nodes, files: StudentItem['media'], namespace = HTML): Array<Element | string> {
  return nodes.flatMap((node) => drawNode(node, files, namespace));
}

function drawNode(node: ContentNode, files: StudentItem['media'], namespace: string): Array<Element | string> {
  const what = drawn(node);
  if (what.kind === 'text') return [what.value];
  if (what.kind === 'media') {
    // A picture keeps its place until it is opened. The app says in words what is missing, and has the players.
    return what.tag === 'img' && files.some((file) => file.name === what.name) ? [pictureToCome(what)] : [];
  }
  if (what.kind === 'nothing' || node.type !== 'element') return [];
  if (what.kind === 'children') return drawContent(node.children, files, namespace);
  const inside = what.tag === 'math' ? MATH : namespace;
  const one = element(what.tag, what.attributes, drawContent(node.children, files, inside), inside);
  return [what.tag === 'table' ? element('div', { class: 'table' }, [one]) : one];
}

function pictureToCome({ width, height }: { width?: number; height?: number }): Element {
  const picture = element('span', { class: 'picture' }) as HTMLElement;
  if (width && height) Object.assign(picture.style, { inlineSize: `${width}px`, aspectRatio: `${width} / ${height}` });
  return picture;
}

function element(
  tag: string,
  attributes: Record<string, string | number | boolean> = {},
  children: Array<Element | string> = [],
  namespace = HTML,
): Element {
  const made = document.createElementNS(namespace, tag);
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined && value !== false) made.setAttribute(name, value === true ? '' : `${value}`);
  }
  made.append(...children);
  return made;
}
