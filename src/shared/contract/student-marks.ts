import { z } from 'zod/mini';
import { counter, identifier } from './ids.ts';
import { MARKS_SIZE } from './session-view.ts';

/** Characters of one note. */
export const NOTE_SIZE = 2000;

/** Characters of what a highlight is known by. */
export const WORDS_SIZE = 80;

/** Told apart by their underline as well. */
export const HIGHLIGHT_COLOURS = ['yellow', 'green', 'pink'] as const;
export type HighlightColour = (typeof HIGHLIGHT_COLOURS)[number];

const highlight = z.object({
  id: z.string().check(z.minLength(1), z.maxLength(40)),
  /** The item where it was made, which leads back to it. */
  item: identifier,
  /** Names the text that it lies in: a passage that several items share, or what is asked. */
  text: z.string().check(z.maxLength(420)),
  /** Characters of the text as it is shown, from and up to. */
  from: counter,
  to: counter,
  colour: z.enum(HIGHLIGHT_COLOURS),
  /** How the text begins, to know it by where it is not shown. */
  words: z.string().check(z.maxLength(WORDS_SIZE)),
  note: z.optional(z.string().check(z.maxLength(NOTE_SIZE))),
});
export type StudentHighlight = z.infer<typeof highlight>;

/**
 * What a student marked and set with the tools of a test. It travels as the JSON text that `sessionView` holds: the server,
 * and whatever saves and sends it, has no need to read it.
 */
export const studentMarks = z.object({
  /** Authored indexes of options that were struck out, by question. */
  crossedOut: z._default(
    z.array(z.tuple([identifier, identifier, z.array(counter).check(z.maxLength(200))])).check(z.maxLength(2000)),
    [],
  ),
  highlights: z._default(z.array(highlight).check(z.maxLength(500)), []),
  /** The tools that are on, each by its name. */
  open: z._default(z.array(z.string().check(z.maxLength(40))).check(z.maxLength(20)), []),
  /** Where the line reader stands and how high it is, in thousandths of the window. */
  line: z.optional(z.object({ top: z.number(), height: z.number() })),
  /** How fast is read aloud; 1 is what the voice does by itself. */
  rate: z.optional(z.number().check(z.minimum(0.5), z.maximum(2))),
  /** Single keys do nothing. */
  noShortcuts: z.optional(z.boolean()),
});
export type StudentMarks = z.infer<typeof studentMarks>;

export const NO_MARKS: StudentMarks = studentMarks.parse({});

/** @returns `NO_MARKS` for a text that this version cannot read */
export function readMarks(text: string | undefined): StudentMarks {
  if (text === undefined) return NO_MARKS;
  try {
    const read = studentMarks.safeParse(JSON.parse(text));
    return read.success ? read.data : NO_MARKS;
  } catch {
    return NO_MARKS;
  }
}

/** @returns null when it is more than travels */
export function writeMarks(marks: StudentMarks): string | null {
  const text = JSON.stringify(marks);
  return text.length <= MARKS_SIZE && studentMarks.safeParse(marks).success ? text : null;
}
