/* A voice that this test speaks for: it says when it starts, where it is, when it ends, or nothing more. */
import { expect, test } from 'vitest';
import { Reader, SILENCE_MS, type Speech, type SpeechEvents, voiceFor } from '../../../src/student/session/reader.ts';

const voice = (name: string, lang: string, part: object = {}) => ({
  name,
  lang,
  localService: true,
  default: false,
  ...part,
});

class TestSpeech implements Speech {
  spoken: Array<Parameters<Speech['speak']>[0]> = [];
  events: SpeechEvents | null = null;
  stops = 0;
  timers: Array<{ ms: number; run: () => void }> = [];
  available = [voice('Ana', 'en-US'), voice('Luz', 'es-MX')];
  voices = () => this.available;
  speak(part: Parameters<Speech['speak']>[0], on: SpeechEvents): void {
    this.spoken.push(part);
    this.events = on;
  }
  stop(): void {
    this.stops += 1;
  }
  later(ms: number, run: () => void): () => void {
    const timer = { ms, run };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }
  said = () => this.spoken.map(({ text, voice: name }) => `${name}: ${text}`);
}

const open = () => {
  const speech = new TestSpeech();
  return { speech, reader: new Reader(speech) };
};
const pieces = [
  { text: 'Cole saves. He waits.', language: 'en' },
  { text: '«Hasta junio».', language: 'es' },
];

test('each sentence is read by a voice of its language, one after the other', () => {
  const { speech, reader } = open();
  reader.read(pieces, 1);
  for (let at = 0; at < 3; at++) {
    expect(reader.state.value).toBe('reading');
    speech.events?.start();
    speech.events?.end();
  }
  expect(speech.said()).toEqual(['Ana: Cole saves.', 'Ana: He waits.', 'Luz: «Hasta junio».']);
  expect([reader.state.value, reader.spot.value]).toEqual(['silent', null]);
});

test('shows the sentence, and the word once the voice says which', () => {
  const { speech, reader } = open();
  reader.read(pieces, 1);
  expect(reader.spot.value).toEqual({ piece: 0, part: { from: 0, to: 11 }, word: null });
  speech.events?.end();
  speech.events?.boundary(3);
  expect(reader.spot.value).toEqual({ piece: 0, part: { from: 12, to: 21 }, word: { from: 15, to: 21 } });
});

test('what was paused is read again from the start of its sentence', () => {
  const { speech, reader } = open();
  reader.read(pieces, 1);
  speech.events?.end();
  reader.pause();
  expect(reader.state.value).toBe('paused');
  reader.goOn();
  expect(speech.said().slice(1)).toEqual(['Ana: He waits.', 'Ana: He waits.']);
});

test('a voice that is not heard of is said to be gone, and can be tried again', () => {
  const { speech, reader } = open();
  reader.read(pieces, 1);
  expect(speech.timers.map(({ ms }) => ms)).toEqual([SILENCE_MS]);
  speech.timers[0]?.run();
  expect([reader.problem.value, reader.state.value]).toEqual([{ kind: 'gone' }, 'paused']);
  reader.goOn();
  speech.events?.start();
  expect([reader.problem.value, speech.said().at(-1)]).toEqual([null, 'Ana: Cole saves.']);
});

test('a voice that vanishes in the midst of it is said to be gone', () => {
  const { speech, reader } = open();
  reader.read(pieces, 1);
  speech.events?.start();
  speech.events?.error();
  expect([reader.problem.value, reader.state.value]).toEqual([{ kind: 'gone' }, 'paused']);
});

test('what came before the end is not heard after it', () => {
  const { speech, reader } = open();
  reader.read(pieces, 1);
  const { events } = speech;
  reader.stop();
  events?.end();
  events?.error();
  expect([reader.state.value, reader.problem.value, speech.spoken.length]).toEqual(['silent', null, 1]);
});

test('a language that the device has no voice for is named, and the rest is read', () => {
  const { speech, reader } = open();
  speech.available = [voice('Luz', 'es-MX'), voice('Cloud', 'en-US', { localService: false })];
  reader.read(pieces, 1);
  expect(speech.said()).toEqual(['Luz: «Hasta junio».']);
  expect(reader.problem.value).toEqual({ kind: 'no-voice', language: 'en' });
});

test('a voice of the same region comes first, and one that sends the text away never', () => {
  const voices = [
    voice('GB', 'en-GB', { default: true }),
    voice('US', 'en_US'),
    voice('Net', 'fr-FR', { localService: false }),
  ];
  expect([voiceFor('en-US', voices), voiceFor('en', voices), voiceFor('en-AU', voices)]).toEqual(['US', 'GB', 'GB']);
  expect([voiceFor('fr', voices), voiceFor('de', voices)]).toEqual([null, null]);
});
