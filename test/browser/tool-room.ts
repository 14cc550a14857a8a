/* A test with every tool, on a device whose network is cut once it is there. */
import type { Page } from 'playwright-core';
import type { AuthoredExam } from '../../src/shared/contract/exam.ts';
import { createSession, putExam } from '../support/wire-client.ts';
import type { School } from './school.ts';
import { getReady, signIn, testLine } from './student-page.ts';

const options = (...contents: string[]) =>
  contents.map((content, at) => ({ id: `o${at}`, content: `<p>${content}</p>`, isKey: at === 2 }));
const choice = (id: string, prompt: string, ...contents: string[]) => ({
  id,
  interactionType: 'choice' as const,
  prompt: `<p>${prompt}</p>`,
  minChoices: 0,
  maxChoices: 1,
  maxScore: 1,
  options: options(...contents),
});
const passage = {
  id: 'allowance',
  title: 'Cole’s allowance',
  body:
    '<p>Every Friday Cole earns $6.00 for feeding the neighbor’s goats. Some weeks he spends all of it. Other weeks he puts half of it in a jar on the shelf above his bed.</p>' +
    '<p>In March the skate park opened. Cole counted the money in his jar and made a list of what he would need, with the price of each thing beside it.</p>' +
    '<p lang="es">«Si espero hasta junio», dijo a su hermana, «puedo pagarlo casi todo yo mismo».</p>',
};

export const TOOL_EXAM: AuthoredExam = {
  name: 'Tools of a test',
  objectives: [],
  referenceSheet:
    '<h1>Money</h1><table><tr><th>Coin</th><th>Worth</th></tr><tr><td>dime</td><td>$0.10</td></tr></table>' +
    '<p>A year has 52 weeks.</p>',
  items: [
    {
      id: 'one',
      name: '',
      body: '',
      stimulus: passage,
      media: [],
      alignmentIds: [],
      questions: [
        choice(
          'q',
          'Which of these could Cole buy with one week’s allowance?',
          'a skateboard for $24.99',
          'a new jacket for $18.00',
          'a cupcake for $2.50',
          'a helmet for $14.75',
        ),
      ],
    },
    {
      id: 'two',
      name: '',
      body: '',
      stimulus: passage,
      media: [],
      alignmentIds: [],
      questions: [choice('q', 'How many weeks is Cole saving for a helmet?', 'one', 'two', 'three', 'four')],
    },
    {
      id: 'three',
      name: '',
      body: '<p>The jar holds 27 coins. Three of them are dimes.</p>',
      media: [],
      alignmentIds: [],
      questions: [choice('q', 'What share of the coins are dimes?', 'a half', 'a third', 'a ninth', 'a tenth')],
    },
  ],
};

const ALL_TOOLS = {
  enableAnswerEliminator: true,
  enableHighlighter: true,
  enableNotes: true,
  enableLineReader: true,
  calculator: 'scientific',
  enableReferenceSheet: true,
  enableReadAloud: true,
};

/** Puts the exam once and gives a ticket of a new student each time. */
export async function toolTickets(school: School, config: object = ALL_TOOLS) {
  const { url } = school.server;
  const configId = await putExam(url, 'tools', TOOL_EXAM, config);
  return (student: string) => createSession(url, configId, student);
}

/** Signs in and starts the test; the network is still there. */
export async function startToolTest(page: Page, ticket: string): Promise<void> {
  await signIn(page, ticket);
  await getReady(page, TOOL_EXAM.name);
  await testLine(page, TOOL_EXAM.name).getByRole('button', { name: 'Start test' }).click();
  await page.getByRole('button', { name: 'Tools', exact: true }).waitFor();
}
