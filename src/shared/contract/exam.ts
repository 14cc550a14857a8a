import { z } from 'zod/mini';
import { html } from './authored/parts.ts';
import { authoredQuestion } from './authored/question.ts';
import { identifier } from './ids.ts';
import { processing } from './processing/processing.ts';

/** A picture or sound that `body`, `stimulus`, `prompt` or `content` refer to by `name` (`<img src="name">`). */
const authoredMedia = z.object({
  name: z.string().check(z.regex(/^[A-Za-z0-9_][A-Za-z0-9_./-]{0,127}$/, 'must be a plain relative file name')),
  type: z
    .string()
    .check(z.regex(/^(image\/(png|jpeg|gif|webp|svg\+xml)|audio\/(mpeg|ogg|wav|mp4)|video\/(mp4|webm))$/)),
  /** Base64, RFC 4648 §4. */
  data: z.string().check(z.regex(/^[A-Za-z0-9+/]*={0,2}$/, 'must be base64')),
});

/** Text that several items share, told apart by `id`: the student keeps their place in it from item to item. */
const authoredStimulus = z.object({ id: identifier, title: z.optional(z.string()), body: html });

export const authoredItem = z.object({
  id: identifier,
  name: z._default(z.string().check(z.maxLength(1000)), ''),
  /** `<slot name="questionId">` is where a question stands; those that have none follow the body. */
  body: z._default(html, ''),
  stimulus: z.optional(authoredStimulus),
  media: z._default(z.array(authoredMedia), []),
  alignmentIds: z._default(z.array(identifier), []),
  questions: z.array(authoredQuestion).check(z.minLength(1)),
  /** For staff alone: how a person is to score. */
  rubric: z.optional(html),
  /** Scores the item as a whole, instead of its questions one by one. */
  processing: z.optional(processing),
});
export type AuthoredItem = z.infer<typeof authoredItem>;

export const objective = z.object({
  id: identifier,
  abbreviation: z._default(z.string(), ''),
  text: z._default(z.string(), ''),
});
export type Objective = z.infer<typeof objective>;

/** The body of `PUT /api/exam/:examId`. References and duplicate ids are checked on top of the shape. */
export const authoredExam = z.object({
  name: z.string().check(z.minLength(1), z.maxLength(500)),
  objectives: z._default(z.array(objective), []),
  /** Formulas and the like, beside every question where the config has `enableReferenceSheet`. Text and tables alone. */
  referenceSheet: z.optional(html),
  items: z.array(authoredItem).check(z.minLength(1), z.maxLength(1000)),
});
export type AuthoredExam = z.infer<typeof authoredExam>;

/** What `PUT` and `GET /api/exam/:examId` answer. */
export const examAnswer = z.object({ exam: z.extend(authoredExam, { id: identifier, version: z.int() }) });
