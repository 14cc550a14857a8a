import { describe, expect, it } from 'vitest';
import { ScoredItem } from '../../../../src/server/import/qti/score-case.ts';
import { itemXml, notesOf, read, response, SCORE, template } from './item.ts';

const entry = (id: string) => `<p><textEntryInteraction responseIdentifier="${id}"/></p>`;
const item = (parts: Parameters<typeof itemXml>[0]) => new ScoredItem(itemXml(parts));
const scores = (scored: ScoredItem, ...answers: Array<string | null>) =>
  answers.map((answer) => scored.score({ R: answer }).score);
const mapping = (entries: string, attributes = '') => `<mapping ${attributes}>${entries}</mapping>`;
const york = '<mapEntry mapKey="York" mappedValue="1"/><mapEntry mapKey="york" mappedValue="0.5"/>';

describe('a mapping of text', () => {
  const mapped = (namespace: string, map: string) =>
    item({
      namespace,
      before: response('R', 'single', 'string', [], map) + SCORE,
      body: entry('R'),
      rules: template('map_response').replaceAll('RESPONSE', 'R'),
    });
  // The template reads RESPONSE alone.
  const custom = (namespace: string, map: string) =>
    item({
      namespace,
      before: response('R', 'single', 'string', [], map) + SCORE,
      body: entry('R'),
      rules:
        '<responseProcessing><setOutcomeValue identifier="SCORE"><mapResponse identifier="R"/></setOutcomeValue></responseProcessing>',
    });

  it.each([
    ['imsqti_v2p0', [1, 0.5, 0]],
    ['imsqti_v2p1', [1, 0.5, 0]],
    ['imsqti_v2p2', [1, 1, 1]],
    ['imsqtiasi_v3p0', [1, 1, 1]],
  ])('looks at the case as the schema of %s has it', (namespace, expected) => {
    expect(scores(custom(namespace, mapping(york)), 'York', 'york', 'YORK')).toEqual(expected);
  });

  it('looks at the case as an entry, or its mapping, says', () => {
    const said = mapping(
      '<mapEntry mapKey="Hello" mappedValue="2" caseSensitive="true"/><mapEntry mapKey="world" mappedValue="1"/>',
      'caseSensitive="false"',
    );
    expect(scores(custom('imsqti_v2p1', said), 'Hello', 'hello', 'WORLD')).toEqual([2, 0, 1]);
  });

  it('gives the default and the bounds to no answer where the rules are bare', () => {
    expect(
      scores(custom('imsqti_v2p2', mapping(york, 'defaultValue="-1" lowerBound="-0.5"')), null, '', 'Leeds'),
    ).toEqual([-0.5, -0.5, -0.5]);
  });

  it('is nothing of a variable that no template knows', () => {
    expect(scores(mapped('imsqti_v2p2', mapping(york)), 'York')).toEqual([0]);
  });
});

describe('the templates', () => {
  const choice =
    '<choiceInteraction responseIdentifier="RESPONSE" maxChoices="0"><simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice><simpleChoice identifier="C">c</simpleChoice></choiceInteraction>';
  const map = mapping(
    '<mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="B" mappedValue="0.5"/>',
    'defaultValue="-2" lowerBound="-1" upperBound="1.2"',
  );
  const of = (name: string) =>
    item({
      before: response('RESPONSE', 'multiple', 'identifier', ['A', 'B'], map) + SCORE,
      body: choice,
      rules: template(name),
    });
  const score = (scored: ScoredItem, answer: string[] | null) => scored.score({ RESPONSE: answer }).score;

  it('match_correct', () => {
    const scored = of('match_correct');
    expect(
      [null, [], ['B', 'A'], ['A'], ['A', 'B', 'A'], ['A', 'B', 'C']].map((answer) => score(scored, answer)),
    ).toEqual([0, 0, 1, 0, 0, 0]);
  });

  it('map_response', () => {
    const scored = of('map_response');
    expect([null, [], ['A', 'B'], ['B', 'B'], ['C'], ['A', 'NO']].map((answer) => score(scored, answer))).toEqual([
      0, 0, 1.2, 0.5, -1, -1,
    ]);
  });

  it('map_response_point', () => {
    const areas =
      '<areaMapping defaultValue="0"><areaMapEntry shape="circle" coords="10,10,5" mappedValue="1.5"/></areaMapping>';
    const scored = item({
      before: response('RESPONSE', 'single', 'point', [], areas) + SCORE,
      body: '<selectPointInteraction responseIdentifier="RESPONSE" maxChoices="1"><object data="a.png" type="image/png"/></selectPointInteraction>',
      rules: template('map_response_point'),
    });
    expect(['15 10', '16 10', null].map((answer) => scored.score({ RESPONSE: answer }).score)).toEqual([1.5, 0, 0]);
  });

  it('of Common Cartridge give what MAXSCORE says', () => {
    const scored = item({
      before: `${response('RESPONSE', 'multiple', 'identifier', ['A'])}${SCORE}<outcomeDeclaration identifier="MAXSCORE" cardinality="single" baseType="float"><defaultValue><value>3</value></defaultValue></outcomeDeclaration>`,
      body: choice,
      rules: template('CC2_match'),
    });
    expect([['A'], ['B']].map((answer) => score(scored, answer))).toEqual([3, 0]);
  });

  it('that nobody knows leave the score to a person', () => {
    const imported = read({
      before: response('RESPONSE', 'multiple', 'identifier', ['A']) + SCORE,
      body: choice,
      rules: template('my_own'),
    });
    expect(imported.item.processing).toMatchObject({ scoredByPerson: true, rules: [] });
    expect(notesOf(imported)).toEqual([
      '2 simplified: the template http://www.imsglobal.org/question/qti_v2p2/rptemplates/my_own is not known: a person scores this item',
    ]);
  });
});

describe('rules', () => {
  const custom = (rules: string, before = '') =>
    item({
      before: response('R', 'single', 'float', ['4']) + SCORE + before,
      body: entry('R'),
      rules: `<responseProcessing>${rules}</responseProcessing>`,
    });
  const set = (value: number) =>
    `<setOutcomeValue identifier="SCORE"><baseValue baseType="float">${value}</baseValue></setOutcomeValue>`;

  it('take a responseElseIf behind the responseElse before it', () => {
    const scored =
      custom(`<responseCondition><responseIf><isNull><variable identifier="R"/></isNull>${set(-1)}</responseIf>
      <responseElse>${set(0)}</responseElse>
      <responseElseIf><equal toleranceMode="absolute" tolerance="0.1"><correct identifier="R"/><variable identifier="R"/></equal>${set(2)}</responseElseIf></responseCondition>`);
    expect(scores(scored, null, '4.1', '4.2', '4,0')).toEqual([-1, 2, 0, -1]);
  });

  it('look into a table, in its order', () => {
    const table =
      '<outcomeDeclaration identifier="GRADE" cardinality="single" baseType="identifier"><interpolationTable defaultValue="none"><interpolationTableEntry sourceValue="3" targetValue="good"/><interpolationTableEntry sourceValue="1" targetValue="fair" includeBoundary="false"/></interpolationTable></outcomeDeclaration>';
    const scored = custom(
      '<lookupOutcomeValue identifier="GRADE"><variable identifier="R"/></lookupOutcomeValue>',
      table,
    );
    expect(['3', '2', '1'].map((answer) => scored.score({ R: answer }).outcomes.GRADE)).toEqual([
      'good',
      'fair',
      'none',
    ]);
  });

  it('read numbers by variables, in the way of every version', () => {
    const scored = custom(
      `<setOutcomeValue identifier="N"><baseValue baseType="integer">2</baseValue></setOutcomeValue>
       <setOutcomeValue identifier="SCORE"><roundTo roundingMode="decimalPlaces" figures="#N"><variable identifier="R"/></roundTo></setOutcomeValue>`,
      '<outcomeDeclaration identifier="N" cardinality="single" baseType="integer"/>',
    );
    expect(scores(scored, '1.005')).toEqual([1.01]);
  });

  it.each([
    [
      'an operator of somebody’s own',
      '<setOutcomeValue identifier="SCORE"><customOperator class="x"/></setOutcomeValue>',
      'customOperator is not carried out here',
    ],
    [
      'a rule that nobody knows',
      '<setResponseValue identifier="R"><null/></setResponseValue>',
      'setResponseValue is not carried out here',
    ],
    [
      'an operand too few',
      '<setOutcomeValue identifier="SCORE"><divide><baseValue baseType="float">1</baseValue></divide></setOutcomeValue>',
      'divide takes 2 operands, not 1',
    ],
    [
      'a base value that is none',
      '<setOutcomeValue identifier="SCORE"><baseValue baseType="integer">one</baseValue></setOutcomeValue>',
      'baseValue holds no value of type integer',
    ],
  ])('with %s leave the score to a person, and say so', (_, rules, reason) => {
    const imported = read({
      before: response('R', 'single', 'float') + SCORE,
      body: entry('R'),
      rules: `<responseProcessing>${rules}</responseProcessing>`,
    });
    expect(imported.item.processing?.scoredByPerson).toBe(true);
    expect(notesOf(imported)).toEqual([`2 simplified: ${reason}: a person scores this item`]);
  });

  it('that come from outside leave the score to a person', () => {
    const human = SCORE.replace('/>', ' externalScored="human"/>');
    const { item: scored } = read({
      before: response('RESPONSE', 'single', 'float', ['1']) + human,
      body: entry('RESPONSE'),
      rules: template('match_correct'),
    });
    expect(scored.processing?.scoredByPerson).toBe(true);
  });

  it('that are missing are those of the declared answers; without any a person scores', () => {
    const declared = item({ before: response('R', 'single', 'float', ['4']) + SCORE, body: entry('R') });
    expect(scores(declared, '4.0', '5', null)).toEqual([1, 0, 0]);
    const essay = read({
      before: response('R', 'single', 'string') + SCORE,
      body: '<extendedTextInteraction responseIdentifier="R"/>',
    });
    expect(essay.item.processing?.scoredByPerson).toBe(true);
  });
});

describe('identifiers', () => {
  it('that are no ids here are told apart all the same', () => {
    const scored = item({
      before: response('R 1', 'multiple', 'directedPair', ['left hand réponse']) + SCORE,
      body: `<matchInteraction responseIdentifier="R 1" maxAssociations="1"><simpleMatchSet><simpleAssociableChoice identifier="left hand" matchMax="1">l</simpleAssociableChoice></simpleMatchSet>
        <simpleMatchSet><simpleAssociableChoice identifier="réponse" matchMax="1">r</simpleAssociableChoice></simpleMatchSet></matchInteraction>`,
      rules:
        '<responseProcessing><responseCondition><responseIf><match><variable identifier="R 1"/><correct identifier="R 1"/></match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">1</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>',
    });
    expect(scored.score({ 'R 1': ['left hand réponse'] }).score).toBe(1);
    expect(scored.score({ 'R 1': ['réponse left hand'] }).score).toBe(0);
  });
});
