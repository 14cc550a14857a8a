import { createHash } from 'node:crypto';
import { createSession, putExam } from '../support/wire-client.ts';

export const EXAM = 'Weather';
export const QUESTIONS = 6;
/** Of each picture: some seconds of a slow line. */
export const PICTURE_BYTES = 4000;

/** Choice and typed text in turn; the first pages have a picture each. */
function exam(pictures: number) {
  return {
    name: EXAM,
    items: Array.from({ length: QUESTIONS }, (_, n) => ({
      id: `item-${n + 1}`,
      body: n < pictures ? `<p>Look at the sky.</p><img src="sky.gif" alt="Sky ${n + 1}">` : '<p>Look at the sky.</p>',
      media: n < pictures ? [{ name: 'sky.gif', type: 'image/gif', data: noise(n).toString('base64') }] : [],
      questions: [n % 2 === 0 ? choice : { id: 'q', interactionType: 'extendedText', prompt: '<p>Say why.</p>' }],
    })),
  };
}

/** So many that a student who goes from one to the next comes to the same one late: a value tells when it was given. */
export const OPTIONS = 12;

const choice = {
  id: 'q',
  interactionType: 'choice',
  prompt: '<p>What comes?</p>',
  options: Array.from({ length: OPTIONS }, (_, at) => ({ id: `o-${at}`, content: `Sky ${at}`, isKey: at === 0 })),
};

/** Bytes that no compression makes fewer, different for each number. */
function noise(n: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(PICTURE_BYTES / 32) }, (_, at) =>
    createHash('sha256').update(`${n}:${at}`).digest(),
  );
  return Buffer.concat(blocks).subarray(0, PICTURE_BYTES);
}

/** Puts the exam on a server, with one student. */
export async function giveExam(url: string, pictures = 0): Promise<{ sessionId: string; ticket: string }> {
  const { id, ticket } = await createSession(url, await putExam(url, 'weather', exam(pictures)), 'maya');
  return { sessionId: id, ticket };
}

/** A response as a word: the index of the option, or the text. */
export function asWord(response: unknown): string {
  if (typeof response !== 'object' || response === null) return '';
  if ('value' in response) return String(response.value);
  const [chosen] = 'options' in response ? (response.options as Array<{ index: number }>) : [];
  return String(chosen?.index ?? '');
}
