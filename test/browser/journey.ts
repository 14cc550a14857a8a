/*
 * All that a student does with Satchel, from the ticket to the second attempt, in the words of one language and by any way.
 * Everything is aimed at by role and name.
 */
import { expect } from 'vitest';
import type { Catalogs } from '../../src/student/strings/catalogs.ts';
import { LANGUAGE_NAMES, type Language } from '../../src/student/strings/languages.ts';
import { COINS, JOURNEY_EXAM, MARKED, POINTS, WORTH, WRITTEN } from './journey-exam.ts';
import type { Thing, Way } from './ways/way.ts';

export interface Student {
  way: Way;
  words: Catalogs;
}

const QUESTIONS = JOURNEY_EXAM.items.length;
const PASSAGE: Thing = { role: 'region', name: 'The jar on the shelf' };

const named =
  (role: Thing['role']) =>
  (name: string, within?: Thing): Thing => ({ role, name, ...(within && { within }) });
const button = named('button');
const heading = named('heading');

/** Chooses the language, signs in, and gets the test onto the device. */
export async function getReady({ way, words }: Student, language: Language, ticket: string): Promise<void> {
  const { signIn, tests } = words.rest;
  await way.press(button(LANGUAGE_NAMES[language]));
  await way.see(heading(signIn.heading));
  await way.check();
  await way.write({ role: 'textbox', name: signIn.ticket }, ticket);
  await way.press(button(signIn.button));
  await way.see(heading(tests.heading));
  await way.press(button(tests.getReady));
  await way.read(tests.ready);
  await way.check();
}

/** Looks whether the device is fit for a test. */
export async function checkDevice({ way, words }: Student): Promise<void> {
  const { check, checks, links } = words.before;
  await way.press(button(links.check));
  await way.is(heading(check.heading), 'focused');
  await way.read(checks.probe.fine);
  await way.read(checks.worker.fine);
  await way.press(button(check.play));
  await way.press(button(check.yes));
  await way.is(button(check.play), 'focused');
  await way.read(checks.sound.fine);
  await way.check();
  await way.press(button(check.back));
  await way.is(heading(words.rest.tests.heading), 'focused');
}

/** The practice test: one question of it, and a sum that is no part of every test's calculator. */
export async function practise({ way, words }: Student): Promise<void> {
  const { attempt } = words.text;
  const { open, plank, done } = words.practice;
  const { names, calculator } = words.tools;
  const total = 20;
  await way.press(button(open));
  await way.is(heading(attempt.questionOf(1, total)), 'focused');
  await way.press(button(attempt.next));
  await way.is(heading(attempt.questionOf(2, total)), 'focused');
  await way.choose({ role: 'radio', name: plank.options[1] ?? '' });
  await way.press(button(words.tools.tools));
  await way.press(button(names.calculator));
  await way.is(heading(names.calculator), 'focused');
  await way.enter({ role: 'region', name: names.calculator }, [
    { button: '2', key: '2' },
    { button: calculator.keys.power, key: '^' },
    { button: '5', key: '5' },
    { button: calculator.keys.equals, key: '=' },
  ]);
  await way.read('= 32');
  await way.check();
  await handIn({ way, words });
  await way.is(heading(done.heading), 'focused');
  await way.read(done.kept);
  await way.check();
  await way.press(button(done.back));
  await way.see(heading(words.rest.tests.heading));
}

/** Reviews, thinks once more, and submits. */
async function handIn({ way, words }: Student): Promise<void> {
  const { review } = words.rest;
  await way.press(button(words.text.attempt.review));
  await way.is(heading(review.heading), 'focused');
  await way.check();
  await way.press(button(review.submit));
  const dialog: Thing = { role: 'dialog', name: review.dialog };
  await way.press(button(review.keepWorking, dialog));
  await way.is(button(review.submit), 'focused');
  await way.press(button(review.submit));
  await way.check();
  await way.press(button(review.confirm, dialog));
}

/** Starts the test, and uses each tool that it has. */
export async function useTools({ way, words }: Student): Promise<void> {
  const { names, crossOut, shortcuts, tools } = words.tools;
  await way.press(button(words.rest.tests.start));
  await way.is(heading(words.text.attempt.questionOf(1, QUESTIONS)), 'focused');
  await way.press(button(words.clock.hide));
  await way.is(button(words.clock.show), 'focused');

  await way.press(button(tools));
  await way.press(button(names.shortcuts));
  await way.check();
  await way.press(button(shortcuts.close, { role: 'dialog', name: shortcuts.heading }));
  await way.is(button(names.shortcuts), 'focused');

  await way.press(button(names.answerEliminator));
  await way.press(button(crossOut.option('A')));
  await way.is(button(crossOut.option('A')), 'pressed');
  await highlight({ way, words });
  await moveLineReader({ way, words });
  await reckon({ way, words });

  await way.press(button(names.referenceSheet));
  const sheet: Thing = { role: 'region', name: names.referenceSheet };
  await way.see({ role: 'cell', name: '$0.10', within: sheet });
  await way.press(button(words.tools.close(names.referenceSheet)));
  await way.is(button(names.referenceSheet), 'focused');
  await listen({ way, words });
  await way.press(button(tools));
}

async function highlight({ way, words }: Student): Promise<void> {
  const { names, highlighter, close } = words.tools;
  const stem: Thing = { role: 'group', name: words.text.attempt.questionOf(1, QUESTIONS) };
  const [chosen = '', asked = '', thought = ''] = MARKED;
  await way.press(button(names.highlighter));
  await way.is(heading(names.notes), 'focused');
  await way.select({ text: PASSAGE, words: chosen, after: 5 });
  await way.read(highlighter.selected(chosen));
  await way.press(button(highlighter.colours.green));
  await way.press(button(highlighter.addNote(chosen)));
  const note: Thing = { role: 'textbox', name: highlighter.note(chosen) };
  await way.is(note, 'focused');
  await way.write(note, thought);
  await way.select({ text: stem, words: asked, after: 0 });
  await way.read(highlighter.selected(asked));
  await way.press(button(highlighter.colours.pink));
  await way.see(button(highlighter.remove(asked)));
  await way.check();
  await way.press(button(highlighter.remove(asked)));
  await way.gone(button(highlighter.remove(asked)));
  await way.press(button(close(names.notes)));
  await way.is(button(names.highlighter), 'focused');
}

async function moveLineReader({ way, words }: Student): Promise<void> {
  const { names, lineReader } = words.tools;
  const handle: Thing = { role: 'slider', name: lineReader.handle };
  await way.press(button(names.lineReader));
  await way.see(handle);
  const before = await way.valueOf(handle);
  await way.lower(handle, button(lineReader.down));
  await expect.poll(() => way.valueOf(handle)).toBeGreaterThan(before);
  await way.press(button(lineReader.more));
  await way.check();
  await way.press(button(names.lineReader));
  await way.gone(handle);
}

async function reckon({ way, words }: Student): Promise<void> {
  const { names, calculator, close } = words.tools;
  const { point, plus, equals } = calculator.keys;
  await way.press(button(names.calculator));
  await way.is(heading(names.calculator), 'focused');
  await way.enter({ role: 'region', name: names.calculator }, [
    { button: '0', key: '0' },
    { button: point, key: '.' },
    { button: '1', key: '1' },
    { button: plus, key: '+' },
    { button: '0', key: '0' },
    { button: point, key: '.' },
    { button: '2', key: '2' },
    { button: equals, key: '=' },
  ]);
  await way.read('= 0.3');
  await way.check();
  await way.press(button(close(names.calculator)));
  await way.is(button(names.calculator), 'focused');
}

async function listen({ way, words }: Student): Promise<void> {
  const { names, readAloud, close } = words.tools;
  await way.press(button(names.readAloud));
  await way.press(button(readAloud.passage));
  await way.press(button(readAloud.pause));
  await way.press(button(readAloud.goOn));
  await way.press(button(readAloud.stop));
  await way.is(button(readAloud.stop), 'focused');
  await way.check();
  await way.press(button(close(names.readAloud)));
}

/** Larger letters in other colours; they stay for all that follows. */
export async function chooseLooks({ way, words }: Student): Promise<void> {
  const { button: open, heading: name, percent, yellow, done } = words.settings;
  const dialog: Thing = { role: 'dialog', name };
  await way.press(button(open));
  for (const look of [percent(2), yellow]) {
    await way.choose({ role: 'radio', name: look, within: dialog });
    await way.is({ role: 'radio', name: look, within: dialog }, 'checked');
  }
  await way.check();
  await way.press(button(done, dialog));
  await way.is(button(open), 'focused');
}

/** Answers everything, the first one wrong; flags it, comes back to it from the review, and submits. */
export async function answer({ way, words }: Student): Promise<void> {
  const { attempt, status } = words.text;
  const at = (n: number) => way.is(heading(attempt.questionOf(n, QUESTIONS)), 'focused');
  await way.choose({ role: 'radio', name: COINS[2] ?? '' });
  await way.read(status.device);
  await way.press(button(attempt.flag));
  await way.is(button(attempt.flag), 'pressed');
  await way.press(button(attempt.question(3)));
  await at(3);
  await way.write({ role: 'textbox', name: 'What would you save for?' }, WRITTEN);
  await way.press(button(attempt.previous));
  await at(2);
  for (const index of [1, 3]) await way.choose({ role: 'checkbox', name: WORTH[index] ?? '' });
  await way.read(status.device);
  await way.check();
  await way.press(button(attempt.review));
  await way.is(heading(words.rest.review.heading), 'focused');
  await way.press(button(attempt.question(1)));
  await at(1);
  await way.press(button(attempt.flag));
  await way.is(button(attempt.flag), 'pressed', false);
  await handIn({ way, words });
}

/** It was a mistake: goes on, mends the first answer, and submits again. */
export async function takeBack({ way, words }: Student): Promise<void> {
  const { submitted, review } = words.rest;
  await way.is(heading(submitted.heading), 'focused');
  await way.read(submitted.waiting);
  await way.check();
  await way.press({ role: 'summary', name: submitted.takeBack.summary });
  await way.press(button(submitted.takeBack.button));
  await way.is(heading(review.heading), 'focused');
  await way.press(button(words.text.attempt.question(1)));
  await way.choose({ role: 'radio', name: COINS[1] ?? '' });
  await way.is({ role: 'radio', name: COINS[1] ?? '' }, 'checked');
  await way.read(words.text.status.device);
  await handIn({ way, words });
  await way.is(heading(submitted.heading), 'focused');
  await way.read(submitted.waiting);
}

/** The network is back: sees the score and the answers. */
export async function seeResult({ way, words }: Student): Promise<void> {
  const { submitted } = words.rest;
  await way.read(submitted.received);
  await way.read(submitted.points(POINTS.actual, POINTS.max));
  await way.read(submitted.objectives);
  await way.press(button(submitted.answers));
  await way.is(heading(submitted.answersHeading), 'focused');
  await way.read(submitted.retakeAbout);
  await way.check();
}

/** Asks for another attempt, which needs the network once, and finds nothing answered in it. */
export async function retake({ way, words }: Student): Promise<void> {
  const { tests } = words.rest;
  await way.press(button(tests.retake));
  await way.is(heading(tests.heading), 'focused');
  await way.read(tests.attempt(2));
  await way.press(button(tests.start));
  await way.is(heading(words.text.attempt.questionOf(1, QUESTIONS)), 'focused');
  await way.is({ role: 'radio', name: COINS[1] ?? '' }, 'checked', false);
}
