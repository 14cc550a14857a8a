import { describe, expect, it } from 'vitest';
import { ImportRefused } from '../../../../src/server/import/qti/import-refused.ts';
import {
  choices,
  chosen,
  decvar,
  equal,
  interopXml,
  itemXml,
  notesOf,
  read,
  readAll,
  scoreOf,
  set,
  text,
  when,
} from './qti1.ts';

describe('one choice of several', () => {
  const imported = read({
    body: `${text('<p>Which <b>one</b>?</p>', 'text/html')}${choices('R', 'Single', 'A', 'B', 'C')}`,
    rules: decvar('maxvalue="5" defaultval="0"') + when(equal('R', 'B'), set(5)) + when(equal('R', 'C'), set(2)),
  });

  it('is a question with its text before it and its key', () => {
    expect(imported.item).toMatchObject({
      id: 'I1',
      name: 'Item I1',
      body: '<div><p>Which <b>one</b>?</p></div>',
      questions: [
        {
          id: 'R',
          interactionType: 'choice',
          maxChoices: 1,
          options: [
            { id: 'A', content: 'A', isKey: false },
            { id: 'B', isKey: true },
            { id: 'C', isKey: false },
          ],
        },
      ],
    });
    expect(imported.notes).toEqual([]);
  });

  it('scores what its conditions set', () => {
    for (const [index, actual] of [
      [0, 0],
      [1, 5],
      [2, 2],
    ] as const) {
      expect(scoreOf(imported, { R: chosen(index) })).toEqual({ actual, isScorable: true, min: 0, max: 5 });
    }
    expect(scoreOf(imported, {}).actual).toBe(0);
  });
});

describe('several choices', () => {
  const not = (test: string) => `<not>${test}</not>`;

  it('that have to be exactly these score as Canvas writes them, and are worth what its metadata say', () => {
    const imported = read({
      metadata: { question_type: 'multiple_answers_question', points_possible: '3' },
      body: text('Which?') + choices('R', 'Multiple', 'A', 'B', 'C'),
      rules:
        decvar('minvalue="0" maxvalue="100"') +
        when(`<and>${equal('R', 'A')}${not(equal('R', 'B'))}${equal('R', 'C')}</and>`, set(100), 'continue="No"'),
    });
    expect(imported.item.questions).toMatchObject([
      { maxChoices: 0, options: [{ isKey: true }, { isKey: false }, { isKey: true }] },
    ]);
    expect(scoreOf(imported, { R: chosen(0, 2) })).toEqual({ actual: 3, isScorable: true, min: 0, max: 3 });
    for (const wrong of [[0], [0, 1, 2], [1]]) expect(scoreOf(imported, { R: chosen(...wrong) }).actual).toBe(0);
  });

  it('that each add their points do so though no condition says that it goes on, within the bounds', () => {
    const imported = read({
      body: text('Which?') + choices('R', 'Multiple', 'A', 'B', 'C'),
      rules:
        decvar('minvalue="0" maxvalue="10"') +
        when(equal('R', 'A'), set(6, 'Add')) +
        when(equal('R', 'B'), set(-4, 'Add')) +
        when(equal('R', 'C'), set(6, 'Add')),
    });
    expect(notesOf(imported)).toEqual([expect.stringContaining('each that holds adds its points')]);
    const scored = [[0], [0, 1], [0, 2], [1], [0, 1, 2]].map(
      (indexes) => scoreOf(imported, { R: chosen(...indexes) }).actual,
    );
    expect(scored).toEqual([6, 2, 10, 0, 8]);
    expect(scoreOf(imported, {}).max).toBe(10);
  });
});

describe('several questions of one item', () => {
  const ids = ['R', 'S', 'T'];
  const imported = read({
    metadata: { question_type: 'matching_question', points_possible: '3' },
    body: ids.map((id) => choices(id, 'Single', 'A', 'B')).join(''),
    rules: decvar('minvalue="0" maxvalue="100"') + ids.map((id) => when(equal(id, 'A'), set(33.33, 'Add'))).join(''),
  });

  it('that each add a third of a hundred, as real files have it, give all of the points for all of them', () => {
    expect(scoreOf(imported, { R: chosen(0), S: chosen(0), T: chosen(0) })).toEqual({
      actual: 3,
      isScorable: true,
      min: 0,
      max: 3,
    });
    expect(scoreOf(imported, { R: chosen(0), T: chosen(1) }).actual).toBe(1);
  });
});

describe('blanks in a text', () => {
  const lid = (name: string, ...labels: string[]) =>
    `<response_lid ident="response_${name}"><material><mattext>${name}</mattext></material><render_choice>${labels
      .map(
        (label, at) =>
          `<response_label ident="${name}${at}"><material><mattext>${label}</mattext></material></response_label>`,
      )
      .join('')}</render_choice></response_lid>`;
  const blanks = (type: string) =>
    read({
      metadata: { question_type: type, points_possible: '2' },
      body: `${text('<p>The sky is [sky], <img src="x.png" alt="[sea]"> the sea is [sea].</p>', 'text/html')}${lid('sky', 'blue', 'azure')}${lid('sea', 'green', 'grey')}`,
      rules:
        decvar('minvalue="0" maxvalue="100"') +
        when(equal('response_sky', 'sky0'), set(50, 'Add')) +
        when(equal('response_sea', 'sea0'), set(50, 'Add')),
    });

  it('that are typed stand in it, take each of the words that look like choices, and show none of them', () => {
    const imported = blanks('fill_in_multiple_blanks_question');
    expect(imported.item.body).toContain('The sky is <slot name="response_sky"></slot>,');
    expect(imported.item.questions).toMatchObject([
      { interactionType: 'textEntry', prompt: '', correct: ['blue', 'azure'] },
      // Its name is in the alternative of a picture, too.
      { interactionType: 'textEntry', prompt: 'sea', correct: ['green', 'grey'] },
    ]);
    const score = (sky: string, sea: string) =>
      scoreOf(imported, { response_sky: { value: sky }, response_sea: { value: sea } }).actual;
    expect([score('Azure', 'grey'), score('blue', 'red'), score('sky0', 'sea0')]).toEqual([2, 1, 0]);
  });

  it('that are menus are menus in the line', () => {
    const imported = blanks('multiple_dropdowns_question');
    expect(imported.item.questions[0]).toMatchObject({
      interactionType: 'inlineChoice',
      options: [{ id: 'sky0', content: 'blue', isKey: true }, { content: 'azure' }],
    });
    expect(scoreOf(imported, { response_sky: chosen(0), response_sea: chosen(1) }).actual).toBe(1);
  });
});

describe('the rules of QTI 1', () => {
  const two = choices('R', 'Single', 'A', 'B') + choices('S', 'Single', 'A', 'B');

  it('end at the first condition that holds, but for those that say continue', () => {
    const rules = (more: string) =>
      decvar() +
      when(equal('R', 'A'), set(1, 'Add'), more) +
      when(equal('S', 'A'), set(2, 'Add')) +
      when('<other/>', set(4, 'Add'));
    const both = { R: chosen(0), S: chosen(0) };
    expect(scoreOf(read({ body: two, rules: rules('continue="No"') }), both).actual).toBe(1);
    expect(scoreOf(read({ body: two, rules: rules('continue="Yes"') }), both).actual).toBe(3);
    expect(scoreOf(read({ body: two, rules: rules('continue="Yes"') }), { R: chosen(1), S: chosen(1) }).actual).toBe(4);
  });

  it.each<[string, string, number[]]>([
    ['unanswered', '<unanswered respident="R"/>', [0, 0, 1]],
    ['not of one that is not answered', `<not>${equal('R', 'A')}</not>`, [0, 1, 1]],
    ['or', `<or>${equal('R', 'A')}${equal('R', 'B')}</or>`, [1, 1, 0]],
    ['an empty or', '<or/>', [0, 0, 0]],
  ])('%s', (_, test, scores) => {
    const imported = read({ body: two, rules: decvar('maxvalue="1"') + when(test, set(1)) });
    const given: Array<Parameters<typeof scoreOf>[1]> = [{ R: chosen(0) }, { R: chosen(1) }, {}];
    expect(given.map((responses) => scoreOf(imported, responses).actual)).toEqual(scores);
  });

  it('count in a variable of any name', () => {
    const imported = read({
      body: two,
      rules: `<outcomes><decvar varname="que_score" defaultval="2" maxvalue="8"/></outcomes>${when(equal('R', 'A'), '<setvar varname="que_score" action="Multiply">3</setvar>')}`,
    });
    expect(scoreOf(imported, { R: chosen(0) })).toMatchObject({ actual: 6, max: 8 });
    expect(scoreOf(imported, { R: chosen(1) }).actual).toBe(2);
  });

  it('of Common Cartridge count to a hundred, and are worth their weight, or one point', () => {
    const rules = decvar('maxvalue="100"') + when(equal('R', 'A'), set(100));
    const profile = { cc_profile: 'cc.multiple_choice.v0p1' };
    const one = read({ metadata: profile, body: choices('R', 'Single', 'A', 'B'), rules });
    expect(scoreOf(one, { R: chosen(0) })).toMatchObject({ actual: 1, max: 1 });
    const four = read({ metadata: { ...profile, cc_weighting: '4' }, body: choices('R', 'Single', 'A', 'B'), rules });
    expect(scoreOf(four, { R: chosen(0) })).toMatchObject({ actual: 4, max: 4 });
  });

  it.each<[string, string, RegExp]>([
    [
      'a test that is not known',
      '<varinside respident="R" areatype="Rectangle">1,1</varinside>',
      /varinside is not carried out/,
    ],
    ['a response that is not there', equal('X', 'A'), /names no response of the item/],
    ['a number that is none', '<vargt respident="R">x</vargt>', /compares a number with "x"/],
  ])('with %s leave the item to a person, and say so', (_, test, reason) => {
    const imported = read({ body: two, rules: decvar() + when(test, set(1)) });
    expect(notesOf(imported)).toEqual([expect.stringMatching(reason)]);
    expect(scoreOf(imported, { R: chosen(0) }).isScorable).toBe(false);
  });

  it('that are not there leave the item to a person', () => {
    const imported = read({ body: two });
    expect(notesOf(imported)).toEqual(['simplified: has no rules that score it: a person does']);
    expect(scoreOf(imported, {}).isScorable).toBe(false);
  });
});

describe('text to be filled in', () => {
  const fib = (more = '', ident = 'R') =>
    `<response_str ident="${ident}" rcardinality="Single"><render_fib ${more}/></response_str>`;

  it('takes each right answer, in capitals or not unless its author says', () => {
    const sensitive = '<varequal respident="R" case="Yes">NATO</varequal>';
    const imported = read({
      body: text('Who?') + fib('columns="20"'),
      rules: decvar('maxvalue="1"') + when(equal('R', 'York'), set(1)) + when(sensitive, set(1)),
    });
    expect(imported.item.questions).toMatchObject([
      { interactionType: 'textEntry', expectedLength: 20, correct: ['York', 'NATO'] },
    ]);
    const scored = ['york', 'NATO', 'nato', 'Yorks'].map((value) => scoreOf(imported, { R: { value } }).actual);
    expect(scored).toEqual([1, 1, 0, 0]);
  });

  it('of a number compares numbers, and ranges of them', () => {
    const imported = read({
      body: text('How much?') + fib('fibtype="Decimal"'),
      rules:
        decvar('maxvalue="1"') + when('<vargte respident="R">2.5</vargte><varlte respident="R">3</varlte>', set(1)),
    });
    expect(imported.item.questions).toMatchObject([{ interactionType: 'textEntry', baseType: 'float' }]);
    const scored = ['2.50', '3', '3.01', 'three'].map((value) => scoreOf(imported, { R: { value } }).actual);
    expect(scored).toEqual([1, 1, 0, 0]);
  });

  it('in the middle of a line stands there', () => {
    const { item } = read({
      body: `<flow>${text('Cole earns')}${fib('', 'a')}${text('dollars and')}${fib('', 'b')}${text('cents.')}</flow>`,
      rules: decvar() + when(equal('a', '6') + equal('b', '0'), set(1)),
    });
    expect(item.body).toBe(
      '<div><div>Cole earns</div><slot name="a"></slot><div>dollars and</div><slot name="b"></slot><div>cents.</div></div>',
    );
  });

  it('of many lines, or that is called an essay, is for a person to score', () => {
    for (const one of [
      read({ body: fib('rows="12"') }),
      read({ metadata: { cc_profile: 'cc.essay.v0p1' }, body: fib(), rules: when('<other/>', '') }),
    ]) {
      expect(one.item.questions).toMatchObject([{ interactionType: 'extendedText' }]);
      expect(scoreOf(one, { R: { value: 'because' } }).isScorable).toBe(false);
    }
  });
});

describe('what an item shows', () => {
  it('is cleaned as any other: nothing of its HTML runs or reaches out', () => {
    const { item, notes } = read({
      body: `${text('<p onclick="x()">a<script>x()</script><img src="javascript:x()"><a href="javascript:x()">b</a></p><iframe src="//e.example"></iframe>', 'text/html')}${choices('R', 'Single', 'A', 'B')}`,
    });
    expect(item.body).toBe('<div><p>a<a>b</a></p></div>');
    expect(notes.map(({ reason }) => reason)).toContain('a script is not carried out');
  });

  it('has its pictures, of HTML and of its own, by the names of their files', () => {
    const { item, files } = read({
      body: `${text('<p><img src="a b.png" alt="A map"></p>', 'text/html')}<material><matimage uri="pond.gif" label="A pond"/></material>${choices('R', 'Single', 'A', 'B')}`,
    });
    expect(files.map(({ href }) => href)).toEqual(['a b.png', 'pond.gif']);
    expect(item.body).toBe(
      '<div><p><img src="a_b.png" alt="A map"></p></div><div><img src="pond.gif" alt="A pond"></div>',
    );
  });

  it('takes plain text as plain, and HTML that is called plain as HTML', () => {
    const body = (words: string) => read({ body: text(words) + choices('R', 'Single', 'A', 'B') }).item.body;
    expect(body('5 < 6\nand & so')).toBe('<div>5 &lt; 6<br>and &amp; so</div>');
    expect(body('<p>5 and 6</p>')).toBe('<div><p>5 and 6</p></div>');
  });

  it('leaves feedback to nobody, and rubrics to staff', () => {
    const imported = read({
      body: choices('R', 'Single', 'A', 'B'),
      rules: decvar() + when(equal('R', 'A'), `${set(1)}<displayfeedback linkrefid="f"/>`),
      after: `<itemfeedback ident="f">${text('Right!')}</itemfeedback><rubric>${text('One point.')}</rubric>`,
    });
    expect(imported.item.rubric).toBe('One point.');
    expect(JSON.stringify(imported.item)).not.toContain('Right!');
    expect(notesOf(imported)).toEqual(['simplified: feedback is not shown']);
  });

  it('says what cannot be shown yet', () => {
    const imported = read({
      body: `${text('Where?')}<response_xy ident="R"><render_hotspot/></response_xy>`,
      rules: decvar() + when('<varinside respident="R">1</varinside>', set(1)),
    });
    expect(imported.item.questions).toMatchObject([{ interactionType: 'unsupported', name: 'render_hotspot' }]);
    expect(notesOf(imported)).toContain('skipped: render_hotspot of QTI 1 cannot be shown yet: its text is');
    expect(scoreOf(imported, {}).isScorable).toBe(false);
  });

  it('is a page to be read where it asks nothing', () => {
    expect(read({ body: text('Read this.') }).item).toMatchObject({
      body: '<div>Read this.</div>',
      questions: [{ interactionType: 'reading' }],
    });
  });
});

describe('a file', () => {
  it('gives the items of all its sections in order, and of a bank', () => {
    const one = (ident: string) => itemXml({ body: choices('R', 'Single', 'A', 'B') }, ident);
    const xml = `<questestinterop><assessment ident="a" title="Quiz"><section ident="s">${one('a')}<section ident="t">${one('b')}</section></section></assessment><objectbank ident="o">${one('c')}</objectbank></questestinterop>`;
    expect(readAll(xml).map(({ item }) => item.id)).toEqual(['a', 'b', 'c']);
  });

  it.each<[string, string, string]>([
    ['is none', '<quiz/>', 'is no questestinterop: its outermost element is quiz'],
    ['holds nothing', interopXml(), 'has no item'],
    ['holds an item without anything', interopXml('<item ident="x"/>'), 'has no presentation'],
    [
      'has a choice without choices',
      interopXml(itemXml({ body: choices('R', 'Single') })),
      'has no response_lid that can be used: its options: ',
    ],
    [
      'asks twice for one response',
      interopXml(itemXml({ body: choices('R', 'Single', 'A') + choices('R', 'Single', 'B') })),
      'has no two responses apart: both are called "R"',
    ],
  ])('that %s is refused', (_, xml, reason) => {
    expect(() => readAll(xml)).toThrow(ImportRefused);
    expect(() => readAll(xml)).toThrow(reason);
  });
});
