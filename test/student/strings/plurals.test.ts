/* Oracle: the plural rules of each language (CLDR), written out for the numbers at which they change. */
import { describe, expect, it } from 'vitest';
import { catalogsOf as arabic } from '../../../src/student/strings/ar/catalogs.ts';
import { enClock } from '../../../src/student/strings/en-clock.ts';
import { catalogsOf as spanish } from '../../../src/student/strings/es/catalogs.ts';
import { catalogsOf as french } from '../../../src/student/strings/fr/catalogs.ts';

const es = spanish();
const fr = french();
const ar = arabic('ar');

describe('things that are counted', () => {
  it.each([
    [0, '0 palabras'],
    [1, '1 palabra'],
    [2, '2 palabras'],
  ])('%i in Spanish', (count, words) => {
    expect(es.interactions.words(count)).toBe(words);
  });

  it.each([
    [0, '0 mot'],
    [1, '1 mot'],
    [2, '2 mots'],
  ])('%i in French, where none is one too', (count, words) => {
    expect(fr.interactions.words(count)).toBe(words);
  });

  it.each([
    [0, '0 كلمة'],
    [1, 'كلمة واحدة'],
    [2, 'كلمتان'],
    [3, '3 كلمات'],
    [10, '10 كلمات'],
    [11, '11 كلمة'],
    [99, '99 كلمة'],
    [100, '100 كلمة'],
    [103, '103 كلمات'],
  ])('%i in Arabic', (count, words) => {
    expect(ar.interactions.words(count)).toBe(words);
  });

  it.each([
    [1, 'لم تُجب عن سؤال واحد.'],
    [2, 'لم تُجب عن سؤالين.'],
    [5, 'لم تُجب عن 5 أسئلة.'],
    [12, 'لم تُجب عن 12 سؤالًا.'],
    [100, 'لم تُجب عن 100 سؤال.'],
  ])('%i questions behind a preposition in Arabic', (count, words) => {
    expect(ar.rest.review.unanswered(count)).toBe(words);
  });

  it.each([
    [1, 'Te falta responder 1 pregunta.'],
    [3, 'Te falta responder 3 preguntas.'],
  ])('%i questions in Spanish', (count, words) => {
    expect(es.rest.review.unanswered(count)).toBe(words);
  });
});

describe('a time limit', () => {
  it.each([
    [1, 'You have 1 second for this test.'],
    [59, 'You have 59 seconds for this test.'],
    [60, 'You have 1 minute for this test.'],
    [90, 'You have 1 minute and 30 seconds for this test.'],
    [241, 'You have 4 minutes and 1 second for this test.'],
    [308, 'You have 5 minutes for this test.'],
    [3600, 'You have 60 minutes for this test.'],
  ])('of %i seconds is told to the second below five minutes', (seconds, words) => {
    expect(enClock.takes(seconds * 1000)).toBe(words);
  });

  it('is told so in each language', () => {
    expect(es.clock.takes(90_000)).toBe('Tienes 1 minuto y 30 segundos para este examen.');
    expect(fr.clock.takes(90_000)).toBe('Tu as 1 minute et 30 secondes pour ce test.');
    expect(ar.clock.takes(90_000)).toBe('وقت هذا الاختبار: دقيقة واحدة و30 ثانية.');
    expect(ar.clock.takes(122_000)).toBe('وقت هذا الاختبار: دقيقتان وثانيتان.');
  });
});

describe('numbers', () => {
  it('are written in the digits of the tests in Arabic, whatever the browser takes for Arabic ones', () => {
    expect(ar.text.attempt.questionOf(3, 40)).toBe('السؤال 3 من 40');
    expect(ar.rest.submitted.points(2.5, 10)).toBe('2.5 من 10');
  });

  it('are written in Arabic digits for who asks for them', () => {
    const own = arabic('ar-u-nu-arab');
    expect(own.text.attempt.questionOf(3, 40)).toBe('السؤال ٣ من ٤٠');
    expect(own.rest.submitted.points(2.5, 10)).toBe('٢٫٥ من ١٠');
    expect(own.rest.tests.getReadyAbout(3_400_000)).toContain('٣٫٤');
    expect(own.text.number(12)).toBe('١٢');
  });

  it('have the point of American tests in Spanish, and a comma in French', () => {
    expect(es.rest.submitted.points(2.5, 10)).toBe('2.5 de 10 puntos');
    expect(fr.rest.submitted.points(2.5, 10)).toBe('2,5 sur 10 points');
  });
});

it.each([enClock, es.clock, fr.clock, ar.clock])('less than a minute is said in seconds, %#', ({ takes }) => {
  for (const seconds of [20, 45, 59]) expect(takes(seconds * 1000)).toContain(String(seconds));
  expect(takes(60_000)).not.toContain('60');
});

it('a name that reads the other way does not reach into an Arabic sentence', () => {
  expect(ar.rest.tests.hello('Maya R.')).toBe('دخلت باسم \u2068Maya R.\u2069');
});

it('a sentence ends once in Spanish, where a time may end with a full stop itself', () => {
  expect(es.rest.tests.closesAt('lunes, 1 de junio, 12:00 p.m.')).toBe(
    'Empiézalo antes del lunes, 1 de junio, 12:00 p.m.',
  );
  expect(es.rest.tests.opens('lunes')).toBe('Aún no está abierto. Se abre el lunes.');
});
