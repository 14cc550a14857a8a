import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { itemXml, response, SCORE, template } from '../server/import/qti/item.ts';
import type { Seed } from './item-case.ts';

/** The item files of the corpus, or a few own ones where there is none. @param corpus its folder */
export function itemSeeds(corpus: string): Seed[] {
  const folder = join(corpus, 'qti');
  if (!existsSync(folder)) return OWN;
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.xml'))
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
}

const own = (name: string, parts: Parameters<typeof itemXml>[0]): Seed => ({
  name,
  bytes: Buffer.from(itemXml(parts)),
});

const OWN = [
  own('choice', {
    before: response('RESPONSE', 'single', 'identifier', ['A']) + SCORE,
    body: '<p>Which?</p><choiceInteraction responseIdentifier="RESPONSE" maxChoices="1"><prompt>Choose.</prompt><simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B"><p>b</p></simpleChoice></choiceInteraction>',
    rules: template('match_correct'),
  }),
  own('entry', {
    before:
      response(
        'RESPONSE',
        'single',
        'string',
        ['York'],
        '<mapping><mapEntry mapKey="York" mappedValue="1"/></mapping>',
      ) + SCORE,
    body: '<p>Where? <textEntryInteraction responseIdentifier="RESPONSE" expectedLength="10"/></p>',
    rules: template('map_response'),
  }),
  own('hotspot', {
    before: response('RESPONSE', 'multiple', 'identifier', ['A']) + SCORE,
    body: '<hotspotInteraction responseIdentifier="RESPONSE" maxChoices="0"><object data="map.png" type="image/png" width="10" height="10">A map</object><hotspotChoice identifier="A" shape="circle" coords="5,5,2"/></hotspotInteraction>',
    rules: template('match_correct'),
  }),
  own('rules', {
    before: response('RESPONSE', 'single', 'directedPair', ['A B']) + SCORE,
    body: '<matchInteraction responseIdentifier="RESPONSE" maxAssociations="0"><simpleMatchSet><simpleAssociableChoice identifier="A" matchMax="1">a</simpleAssociableChoice></simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier="B" matchMax="1">b</simpleAssociableChoice></simpleMatchSet></matchInteraction>',
    rules:
      '<responseProcessing><responseCondition><responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match><setOutcomeValue identifier="SCORE"><baseValue baseType="float">2</baseValue></setOutcomeValue></responseIf></responseCondition></responseProcessing>',
  }),
];
