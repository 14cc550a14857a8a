import { describe, expect, it } from 'vitest';
import { importItem } from '../../../../src/server/import/qti/import-item.ts';
import { ImportRefused } from '../../../../src/server/import/qti/import-refused.ts';
import { itemXml, notesOf, read, response, SCORE, template } from './item.ts';

const CHOICE = `<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1"><prompt>Which <b>one</b>?</prompt>
  <simpleChoice identifier="A" fixed="true">sky</simpleChoice><simpleChoice identifier="B"><p>sea &amp; sun</p></simpleChoice>
</choiceInteraction>`;

describe('a choice', () => {
  const imported = read({
    before: response('RESPONSE', 'single', 'identifier', ['B']) + SCORE,
    body: `<p>Look:</p>${CHOICE}`,
    rules: template('match_correct'),
  });

  it('is a question with its prompt, its options and its key, behind the body', () => {
    expect(imported.item).toMatchObject({
      id: 'I1',
      name: 'An item',
      body: '<p>Look:</p>',
      questions: [
        {
          id: 'RESPONSE',
          interactionType: 'choice',
          prompt: 'Which <b>one</b>?',
          minChoices: 0,
          maxChoices: 1,
          shuffle: true,
          options: [
            { id: 'A', content: 'sky', isKey: false, fixed: true },
            { id: 'B', content: '<p>sea &amp; sun</p>', isKey: true },
          ],
        },
      ],
    });
    expect(imported.notes).toEqual([]);
  });

  it('has the rules of its template written out', () => {
    expect(imported.item.processing).toMatchObject({
      responses: [{ identifier: 'RESPONSE', correct: ['B'] }],
      outcomes: [{ identifier: 'SCORE' }],
      rules: [{ rule: 'condition', branches: [{ when: { op: 'match' } }] }],
    });
  });

  it('is the same when QTI 3 says it', () => {
    const qti3 = `<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="I1" title="An item" time-dependent="false">
      <qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration>
      <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float"/>
      <qti-item-body><p>Look:</p><qti-choice-interaction response-identifier="RESPONSE" shuffle="true" max-choices="1"><qti-prompt>Which <b>one</b>?</qti-prompt>
      <qti-simple-choice identifier="A" fixed="true">sky</qti-simple-choice><qti-simple-choice identifier="B"><p>sea &amp; sun</p></qti-simple-choice></qti-choice-interaction></qti-item-body>
      <qti-response-processing template="https://purl.imsglobal.org/spec/qti/v3p0/rptemplates/match_correct.xml"/></qti-assessment-item>`;
    expect(importItem(qti3)).toEqual(imported);
  });

  it('is the same under a prefix', () => {
    const prefixed = itemXml({
      before: response('RESPONSE', 'single', 'identifier', ['B']) + SCORE,
      body: `<p>Look:</p>${CHOICE}`,
      rules: template('match_correct'),
    })
      .replace(/<(\/?)(?=[a-zA-Z])/g, '<$1q:')
      .replace('xmlns=', 'xmlns:q=');
    expect(importItem(prefixed).item).toEqual(imported.item);
  });

  it('whose key would be out of reach lets any number be chosen', () => {
    const several = read({
      before: response('RESPONSE', 'multiple', 'identifier', ['A', 'B']) + SCORE,
      body: CHOICE,
      rules: template('match_correct'),
    });
    expect(several.item.questions).toMatchObject([{ maxChoices: 0 }]);
    expect(notesOf(several)).toEqual([
      '2 simplified: maxChoices is 1, and 2 answers are right: any number can be chosen',
    ]);
  });
});

describe('a body', () => {
  it('that mixes questions in its text has a slot for each', () => {
    const { item } = read({
      before: response('a', 'single', 'string', ['6']) + response('b', 'single', 'identifier', ['X']) + SCORE,
      body: `<p>Cole earns <textEntryInteraction responseIdentifier="a" expectedLength="3"/> dollars for
        <inlineChoiceInteraction responseIdentifier="b"><inlineChoice identifier="X">goats</inlineChoice></inlineChoiceInteraction>.</p>`,
      rules: template('match_correct'),
    });
    expect(item.body.replace(/\s+/g, ' ')).toBe(
      '<p>Cole earns <slot name="a"></slot> dollars for <slot name="b"></slot>.</p>',
    );
    expect(item.questions.map(({ id, interactionType }) => [id, interactionType])).toEqual([
      ['a', 'textEntry'],
      ['b', 'inlineChoice'],
    ]);
  });

  it('keeps its text, its tables, its ruby and its formulas, and nothing that could act', () => {
    const { item, notes } = read({
      body: `<p onclick="x()" class="qti-align-center wild" style="background:url(//e.example)">5 &lt; 6 <a href="javascript:x()">link</a></p>
<table><tr><td colspan="2">a</td></tr></table><ruby>漢<rt>kan</rt></ruby>
<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:mfrac><m:mn>1</m:mn><m:mn>2</m:mn></m:mfrac></m:math>
<script>alert(1)</script>`,
    });
    expect(item.body).toBe(`<p class="align-center wild">5 &lt; 6 <a>link</a></p>
<table><tr><td colspan="2">a</td></tr></table><ruby>漢<rt>kan</rt></ruby>
<math><mfrac><mn>1</mn><mn>2</mn></mfrac></math>`);
    expect(notes).toMatchObject([{ kind: 'simplified', reason: 'a script is not carried out' }]);
    expect(item.questions).toMatchObject([{ interactionType: 'reading' }]);
    expect(item.processing).toBeUndefined();
  });

  it('names its files as content may name them, each once', () => {
    const { item, files, notes } = read({
      body: `<img src="../img/a%20map.png" alt="A map" width="300px"/><object data="../img/a%20map.png" type="image/png">A map</object>
        <audio src="sound.mp3"/><img src="https://example.com/x.png" alt="X"/>`,
    });
    expect(files).toEqual([
      { name: 'img/a_map.png', href: '../img/a map.png', kind: 'image' },
      { name: 'sound.mp3', href: 'sound.mp3', kind: 'played' },
    ]);
    expect(item.body.match(/<img src="img\/a_map\.png" alt="A map"/g)).toHaveLength(2);
    expect(item.body).toContain('X');
    expect(notes).toMatchObject([
      { kind: 'skipped', reason: '"https://example.com/x.png" is no file of the package, and is not loaded' },
    ]);
  });

  it('gives a rubric to students where it is theirs, and to staff where it is not', () => {
    const { item } = read({
      body: '<rubricBlock view="candidate"><p>Read.</p></rubricBlock><rubricBlock view="scorer tutor"><p>Two points.</p></rubricBlock>',
    });
    expect(item.body).toBe('<div><p>Read.</p></div>');
    expect(item.rubric).toBe('<p>Two points.</p>');
  });
});

describe('what cannot be shown yet', () => {
  it.each([
    [
      'a portable custom interaction',
      '<portableCustomInteraction responseIdentifier="R"><prompt>Draw the line.</prompt></portableCustomInteraction>',
      'portable custom interaction',
    ],
    [
      'a vendor’s interaction',
      '<customInteraction responseIdentifier="R"><p>Draw the line.</p></customInteraction>',
      'custom interaction',
    ],
    [
      'a drawing',
      '<drawingInteraction responseIdentifier="R"><prompt>Draw the line.</prompt></drawingInteraction>',
      'drawing',
    ],
    [
      'an upload',
      '<uploadInteraction responseIdentifier="R"><prompt>Draw the line.</prompt></uploadInteraction>',
      'upload',
    ],
    [
      'one that nobody knows',
      '<newInteraction responseIdentifier="R">Draw the line.</newInteraction>',
      'newInteraction',
    ],
  ])('%s says its name and shows its text, and a person scores it', (_, body, name) => {
    const imported = read({
      before: response('R', 'single', 'string') + SCORE,
      body,
      rules: template('match_correct'),
    });
    expect(imported.item.questions).toMatchObject([{ interactionType: 'unsupported', name, prompt: 'Draw the line.' }]);
    expect(imported.item.processing?.scoredByPerson).toBe(true);
    expect(notesOf(imported)).toContain(`2 skipped: ${name} cannot be shown yet: its text is`);
  });

  it('is told nothing of what its vendor tells it, among which its key may be', () => {
    const { item } = read({
      body: '<customInteraction responseIdentifier="R"><p>Draw</p> the line.<x:properties xmlns:x="urn:x"><x:entry key="solution">y = 2x</x:entry></x:properties></customInteraction>',
    });
    expect(item.questions).toMatchObject([{ prompt: 'Draw the line.' }]);
  });

  it('shows nothing of an element that is no text, whatever a vendor calls it', () => {
    const { item } = read({
      body: '<customInteraction responseIdentifier="R"><p>Draw <em>the</em> line.</p><solution>y = 2x</solution><v:key xmlns:v="urn:v"><p>y = 2x</p></v:key></customInteraction>',
    });
    expect(item.questions).toMatchObject([{ prompt: 'Draw the line.' }]);
  });

  it('an adaptive item, or one made by a template, is named once', () => {
    const body = `<p>Open a door.</p>${CHOICE}`;
    const adaptive = importItem(
      itemXml({ before: response('R', 'single', 'identifier', ['A']), body }).replace(
        'adaptive="false"',
        'adaptive="true"',
      ),
    );
    expect(adaptive.item).toMatchObject({
      body: '<p>Open a door.</p>',
      questions: [{ interactionType: 'unsupported', name: 'adaptive item' }],
    });
    expect(adaptive.notes.filter(({ kind }) => kind === 'skipped')).toHaveLength(1);
    const made = read({ body, before: '<templateProcessing><exitTemplate/></templateProcessing>' });
    expect(made.item.questions).toMatchObject([{ interactionType: 'unsupported', name: 'item made by a template' }]);
  });

  it('feedback and buttons are left out, and said so', () => {
    const imported = read({
      before: response('R', 'single', 'identifier', ['A']) + SCORE,
      body: `<feedbackInline outcomeIdentifier="F" identifier="x" showHide="show">Right!</feedbackInline><endAttemptInteraction responseIdentifier="H" title="Hint"/>${CHOICE}`,
      rules: template('match_correct'),
    });
    expect(imported.item.body).toBe('');
    expect(notesOf(imported)).toEqual([
      '2 simplified: feedback is not shown',
      '2 simplified: the button of endAttemptInteraction is not shown',
    ]);
  });
});

describe('a file that is no item', () => {
  it.each<[string, string, string, number]>([
    [
      'a test',
      '<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1"/>',
      'is no assessmentItem: its outermost element is assessmentTest',
      1,
    ],
    [
      'an item without a body',
      '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i"/>',
      'has no itemBody',
      1,
    ],
  ])('%s is refused', (_, xml, reason, line) => {
    expect(() => importItem(xml)).toThrow(new ImportRefused(reason, line));
  });
});

describe('an item that PUT would not take', () => {
  it.each<[string, string, string]>([
    [
      'a question that has nothing to choose',
      '<choiceInteraction responseIdentifier="R" maxChoices="1"/>',
      'has no choiceInteraction that can be used: its options: ',
    ],
    [
      'one with more text than a page holds',
      `<choiceInteraction responseIdentifier="R"><simpleChoice identifier="A">${'x'.repeat(200_001)}</simpleChoice></choiceInteraction>`,
      'has no choiceInteraction that can be used: its options content: ',
    ],
    [
      'a question that has nothing to match',
      '<matchInteraction responseIdentifier="S"/>',
      'has no matchInteraction that can be used: its sources: ',
    ],
  ])('for %s is refused at the line of it', (_, body, reason) => {
    const refused = () => read({ before: '\n', body });
    expect(refused).toThrow(ImportRefused);
    expect(refused).toThrow(expect.objectContaining({ line: 3, message: expect.stringContaining(reason) }));
  });

  it('for a body of more text than a page holds is refused, too', () => {
    expect(() => read({ body: `<p>${'x'.repeat(200_001)}</p>` })).toThrow(
      'has no assessmentItem that can be used: its body: ',
    );
  });
});
