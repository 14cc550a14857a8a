/*
 * Oracle: the schemas that a real package is held to; the scoring module, with the answers that the practice itself says are
 * right; and the import lines of its folder.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ContentNode } from '../../../../src/shared/contract/content.ts';
import { itemKey } from '../../../../src/shared/contract/item-key.ts';
import type { ResponsesByItem } from '../../../../src/shared/contract/response.ts';
import { REFERENCE_SHEET } from '../../../../src/shared/contract/sealing.ts';
import { studentItem } from '../../../../src/shared/contract/student/item.ts';
import { studentQuestion } from '../../../../src/shared/contract/student/question.ts';
import { scoreExam } from '../../../../src/shared/scoring/score-exam.ts';
import { practiceFile } from '../../../../src/student/services/practice/files.ts';
import { practiceItems } from '../../../../src/student/services/practice/items.ts';
import { openPractice } from '../../../../src/student/services/practice/open-practice.ts';
import { allowedSwitches, isAllowed } from '../../../../src/student/session/allowed-tools.ts';
import { Attempt } from '../../../../src/student/session/attempt.ts';
import { stitch } from '../../../../src/student/session/status.ts';
import { enPractice } from '../../../../src/student/strings/en-practice.ts';

const FOLDER = join(import.meta.dirname, '../../../../src/student/services/practice');
const items = practiceItems(enPractice);
const keys = items.map(({ key }) => key);

function open() {
  const { snapshot, port } = openPractice(() => 1_700_000_000_000);
  const attempt = new Attempt({ snapshot, later: () => () => undefined });
  attempt.connect(port, snapshot);
  return { attempt, port, snapshot };
}

/** Answers as the practice shows them at its end; choices by their keys. */
async function rightAnswers(): Promise<ResponsesByItem> {
  const { attempt } = open();
  await attempt.submit();
  const { correct = {}, correctResponses = {} } = attempt.snapshot.value.submitted?.shown ?? {};
  const answers: ResponsesByItem = structuredClone(correctResponses);
  for (const [item, questions] of Object.entries(correct)) {
    for (const [question, indexes] of Object.entries(questions)) {
      answers[item] = { ...answers[item], [question]: { options: indexes.map((index) => ({ index })) } };
    }
  }
  return answers;
}

const nodesOf = (nodes: readonly ContentNode[]): ContentNode[] =>
  nodes.flatMap((node) => [node, ...(node.type === 'element' ? nodesOf(node.children) : [])]);

test.each(items.map(({ item, key }) => [item.id, item, key] as const))(
  '%s is what a package may hold',
  (_, item, key) => {
    expect(studentItem.parse(item)).toEqual(item);
    expect(itemKey.parse(key)).toEqual(key);
    expect(key.questions.map(({ id }) => id)).toEqual(item.questions.map(({ id }) => id));
  },
);

test('each kind of question is there, but for those that no app can show', () => {
  const kinds = studentQuestion.def.options.map((option) => option.shape.interactionType.def.values[0]);
  const shown = items.flatMap(({ item }) => item.questions.map((question) => question.interactionType));
  expect(new Set(shown)).toEqual(new Set(kinds.filter((kind) => kind !== 'unsupported')));
  const choices = items.flatMap(({ item }) => item.questions.filter((one) => one.interactionType === 'choice'));
  expect(new Set(choices.map((question) => question.maxChoices))).toEqual(new Set([0, 1]));
});

test('every tool is at hand, the reference sheet with something on it', async () => {
  const { attempt, snapshot } = open();
  expect(allowedSwitches(snapshot)).toHaveLength(6);
  expect(isAllowed(snapshot, 'notes')).toBe(true);
  const sheet = (await attempt.position.read(REFERENCE_SHEET)) ?? expect.fail('there is no sheet');
  expect(studentItem.parse(sheet)).toEqual(sheet);
  expect(sheet.body.length).toBeGreaterThan(2);
});

test('every place in a text has its question or option, and every picture its file', async () => {
  for (const { item } of items) {
    const placed = nodesOf(item.body).flatMap((node) => (node.type === 'question' ? [node.id] : []));
    for (const id of placed) expect(item.questions.map((question) => question.id)).toContain(id);
    for (const question of item.questions) {
      if ('body' in question) {
        const slots = nodesOf(question.body).flatMap((node) => (node.type === 'slot' ? [node.index] : []));
        const count = question.interactionType === 'gapMatch' ? question.gaps.length : question.options.length;
        expect(slots).toEqual(Array.from({ length: count }, (_, index) => index));
      }
      const sources = [
        ...('picture' in question ? [question.picture.src] : []),
        ...('object' in question ? [question.object.src] : []),
        ...('src' in question ? [question.src] : []),
      ];
      for (const name of sources) {
        const file = item.media.find((one) => one.name === name) ?? expect.fail(`${item.id} has no file ${name}`);
        expect((await practiceFile(file).arrayBuffer()).byteLength).toBeGreaterThan(100);
      }
    }
  }
  const hashes = new Map(items.flatMap(({ item }) => item.media.map((file) => [file.contentHash, file.name])));
  expect(new Set(hashes.values()).size).toBe(hashes.size);
});

test('what is shown as right is right, all of it; and nothing is right by itself', async () => {
  const answers = await rightAnswers();
  const { points, items: scores } = scoreExam(keys, answers);
  expect(points.actual).toBe(points.max);
  const scored = scores.filter(({ score }) => score.max > 0);
  // The page to read takes no answer, and one is read by a person.
  expect(scored).toHaveLength(items.length - 2);
  expect(scored.every(({ score }) => score.actual === score.max)).toBe(true);
  expect(scoreExam(keys, {}).points.actual).toBe(0);
});

test('an attempt at it is scored on the device when it is submitted', async () => {
  const { attempt } = open();
  const answers = await rightAnswers();
  for (const [itemId, questions] of Object.entries(answers)) {
    for (const [questionId, response] of Object.entries(questions)) attempt.answer({ itemId, questionId, response });
  }
  attempt.answer({ itemId: 'plank', questionId: 'q', response: { options: [{ index: 0 }] } });
  expect(await attempt.submit()).toEqual({ ok: true });
  const { points } = attempt.snapshot.value.submitted?.provisional ?? expect.fail('nothing was scored');
  expect(points.actual).toBe(points.max - 1);
  expect(attempt.submitted.value).toBe(true);
  expect(attempt.canChange()).toBe(false);
});

test('a next practice knows nothing of the one before', async () => {
  const first = open();
  first.attempt.answer({ itemId: 'plank', questionId: 'q', response: { options: [{ index: 1 }] } });
  first.attempt.toggleFlag('plank', 'q');
  await first.attempt.close();
  const second = open();
  expect(second.snapshot).toMatchObject({ answers: [], flagged: [], submitted: null });
  expect(second.attempt.answers.value.stored.size).toBe(0);
});

test('nothing of it is ever said to be saved, though its stitches close', async () => {
  const { attempt } = open();
  const [, place = expect.fail('no second question')] = attempt.questions;
  attempt.answer({ ...place, response: { options: [{ index: 1 }] } });
  expect(attempt.status.value).toEqual({ name: 'practice' });
  await expect.poll(() => stitch(attempt.answers.value, place)).toBe('closed');
  expect(attempt.status.value).toEqual({ name: 'practice' });
});

test('what it is made of reaches neither the database nor the server', () => {
  const files = readdirSync(FOLDER);
  expect(files).toContain('practice-port.ts');
  for (const file of files) {
    const imported = [...readFileSync(join(FOLDER, file), 'utf8').matchAll(/from '([^']+)'/g)].map(([, path]) => path);
    for (const path of imported) {
      expect(path, file).toMatch(/^(\.\/|\.\.\/\.\.\/(session|strings)\/|\.\.\/\.\.\/\.\.\/shared\/)/);
    }
    expect(readFileSync(join(FOLDER, file), 'utf8'), file).not.toMatch(/\b(fetch|indexedDB|localStorage|caches)\b/);
  }
});
