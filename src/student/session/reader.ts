import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { spokenParts, spokenSize, wordAt } from './spoken-text.ts';
import type { Span } from './text-offsets.ts';

/** A text in one language, as it stands on the screen. */
export interface SpokenPiece {
  text: string;
  /** BCP 47. */
  language: string;
}

/** What the browser's `speechSynthesis` is to a reader. */
export interface Speech {
  voices(): ReadonlyArray<Pick<SpeechSynthesisVoice, 'lang' | 'localService' | 'default' | 'name'>>;
  /** Reads one part, and calls back as it comes along; `error` carries the event's name for it. */
  speak(part: { text: string; voice: string; language: string; rate: number }, on: SpeechEvents): void;
  /** Falls silent, and calls back no more. */
  stop(): void;
  later(ms: number, run: () => void): () => void;
}
export interface SpeechEvents {
  start(): void;
  boundary(at: number): void;
  end(): void;
  error(): void;
}

/** `no-voice`: the device has none for this language. `gone`: a voice that it named does not speak. */
export type ReaderProblem = { kind: 'no-voice'; language: string } | { kind: 'gone' };
export interface Spot {
  piece: number;
  part: Span;
  /** Null while the voice does not say which word it is at. */
  word: Span | null;
}

/** A voice that was not heard of for so long is not there any more. */
export const SILENCE_MS = 5000;

/**
 * Reads pieces of text aloud, a part at a time, so that no part outlives what the browser allows it. Voices that would send the
 * text to a server are never used.
 */
export class Reader {
  readonly state: ReadonlySignal<'silent' | 'reading' | 'paused'>;
  readonly spot: ReadonlySignal<Spot | null>;
  readonly problem: ReadonlySignal<ReaderProblem | null>;
  readonly #state: Signal<'silent' | 'reading' | 'paused'> = signal('silent');
  readonly #spot: Signal<Spot | null> = signal(null);
  readonly #problem: Signal<ReaderProblem | null> = signal(null);
  readonly #speech: Speech;
  #queue: Array<{ piece: number; text: string; language: string; part: Span }> = [];
  #rate = 1;
  #turn = 0;
  #cancelWait = () => {};

  constructor(speech: Speech) {
    this.#speech = speech;
    this.state = this.#state;
    this.spot = this.#spot;
    this.problem = this.#problem;
  }

  read(pieces: readonly SpokenPiece[], rate: number): void {
    this.stop();
    this.#rate = rate;
    this.#queue = pieces.flatMap(({ text, language }, piece) =>
      spokenParts(text, language, spokenSize(rate)).map((part) => ({ piece, text, language, part })),
    );
    this.#problem.value = null;
    this.#next();
  }

  /** The part that was under way is read again from its start. */
  pause(): void {
    if (this.#state.value !== 'reading') return;
    this.#silence();
    this.#state.value = 'paused';
  }

  goOn(): void {
    if (this.#state.value === 'paused') this.#next();
  }

  stop(): void {
    this.#silence();
    this.#queue = [];
    this.#state.value = 'silent';
    this.#spot.value = null;
  }

  #next(): void {
    const [first] = this.#queue;
    if (!first) {
      this.stop();
      return;
    }
    const { piece, text, language, part } = first;
    const voice = voiceFor(language, this.#speech.voices());
    if (voice === null) {
      // What other languages are in it is read all the same.
      this.#problem.value = { kind: 'no-voice', language };
      this.#queue = this.#queue.filter((other) => other.language !== language);
      this.#next();
      return;
    }
    this.#turn += 1;
    const turn = this.#turn;
    const mine = (act: () => void) => () => {
      if (turn === this.#turn) act();
    };
    const lost = mine(() => {
      this.#silence();
      this.#problem.value = { kind: 'gone' };
      this.#state.value = 'paused';
    });
    this.#state.value = 'reading';
    this.#spot.value = { piece, part, word: null };
    this.#cancelWait = this.#speech.later(SILENCE_MS, lost);
    this.#speech.speak(
      { text: text.slice(part.from, part.to), voice, language, rate: this.#rate },
      {
        start: mine(() => {
          this.#cancelWait();
          this.#problem.value = this.#problem.value?.kind === 'gone' ? null : this.#problem.value;
        }),
        boundary: (at) =>
          mine(() => {
            this.#cancelWait();
            this.#spot.value = { piece, part, word: wordAt(text, part.from + at) };
          })(),
        end: mine(() => {
          this.#cancelWait();
          this.#queue.shift();
          this.#next();
        }),
        error: lost,
      },
    );
  }

  #silence(): void {
    this.#turn += 1;
    this.#cancelWait();
    this.#speech.stop();
  }
}

type Voice = ReturnType<Speech['voices']>[number];

/** By name: a voice of this device for the language, of its own region before others. Null when there is none. */
export function voiceFor(language: string, voices: readonly Voice[]): string | null {
  const wanted = normal(language);
  const local = voices.filter(({ localService }) => localService);
  const same = local.filter(({ lang }) => normal(lang) === wanted);
  const related = local.filter(({ lang }) => primary(lang) === primary(language));
  const [first] = [...same, ...related.filter((voice) => voice.default), ...related];
  return first?.name ?? null;
}

const normal = (language: string) => language.replaceAll('_', '-').toLowerCase();
const primary = (language: string) => normal(language).split('-')[0];
