import { describe, expect, it } from 'vitest';
import { read, response, SCORE, template } from './item.ts';

describe('every other interaction', () => {
  const picture = '<object data="map.png" type="image/png" width="200" height="100">A map</object>';
  const set = (...ids: string[]) =>
    `<simpleMatchSet>${ids.map((id) => `<simpleAssociableChoice identifier="${id}" matchMax="1">${id}</simpleAssociableChoice>`).join('')}</simpleMatchSet>`;
  it.each<[string, string, string, object]>([
    [
      'order',
      response('R', 'ordered', 'identifier', ['B', 'A']),
      '<orderInteraction responseIdentifier="R" shuffle="false"><simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice></orderInteraction>',
      { interactionType: 'order', correct: ['B', 'A'] },
    ],
    [
      'hottext',
      response('R', 'single', 'identifier', ['A']),
      '<hottextInteraction responseIdentifier="R" maxChoices="1"><p>One <hottext identifier="A">word</hottext>.</p></hottextInteraction>',
      {
        interactionType: 'hottext',
        body: '<p>One <slot name="A"></slot>.</p>',
        options: [{ id: 'A', content: 'word', isKey: true }],
      },
    ],
    [
      'match',
      response('R', 'multiple', 'directedPair', ['A X']),
      `<matchInteraction responseIdentifier="R" maxAssociations="2">${set('A', 'B')}${set('X')}</matchInteraction>`,
      {
        interactionType: 'match',
        correct: ['A X'],
        maxAssociations: 2,
        sources: [{ id: 'A' }, { id: 'B' }],
        targets: [{ id: 'X' }],
      },
    ],
    [
      'associate',
      response('R', 'multiple', 'pair', ['A B']),
      `<associateInteraction responseIdentifier="R" maxAssociations="1">${set('A', 'B').replace(/<\/?simpleMatchSet>/g, '')}</associateInteraction>`,
      { interactionType: 'associate', correct: ['A B'], options: [{ id: 'A' }, { id: 'B' }] },
    ],
    [
      'gap match',
      response('R', 'multiple', 'directedPair', ['W G']),
      '<gapMatchInteraction responseIdentifier="R"><gapText identifier="W" matchMax="1">winter</gapText><p>Now is the <gap identifier="G"/></p></gapMatchInteraction>',
      {
        interactionType: 'gapMatch',
        body: '<p>Now is the <slot name="G"></slot></p>',
        sources: [{ id: 'W', content: 'winter' }],
        gaps: [{ id: 'G' }],
      },
    ],
    [
      'hotspot',
      response('R', 'single', 'identifier', ['A']),
      `<hotspotInteraction responseIdentifier="R" maxChoices="1">${picture}<hotspotChoice identifier="A" shape="circle" coords="77,115,8" hotspotLabel="Here"/></hotspotInteraction>`,
      {
        interactionType: 'hotspot',
        picture: { src: 'map.png', alt: 'A map', width: 200, height: 100 },
        areas: [{ id: 'A', shape: 'circle', coords: [77, 115, 8], label: 'Here', isKey: true }],
      },
    ],
    [
      'graphic order',
      response('R', 'ordered', 'identifier', ['A']),
      `<graphicOrderInteraction responseIdentifier="R">${picture}<hotspotChoice identifier="A" shape="rect" coords="0,0,9,9"/></graphicOrderInteraction>`,
      { interactionType: 'graphicOrder', correct: ['A'] },
    ],
    [
      'graphic associate',
      response('R', 'multiple', 'pair', ['A B']),
      `<graphicAssociateInteraction responseIdentifier="R" maxAssociations="3">${picture}<associableHotspot identifier="A" matchMax="3" shape="rect" coords="0,0,9,9"/><associableHotspot identifier="B" matchMax="1" shape="rect" coords="20,0,29,9"/></graphicAssociateInteraction>`,
      {
        interactionType: 'graphicAssociate',
        areas: [
          { id: 'A', matchMax: 3 },
          { id: 'B', matchMax: 1 },
        ],
      },
    ],
    [
      'graphic gap match',
      response('R', 'multiple', 'directedPair', ['P A']),
      `<graphicGapMatchInteraction responseIdentifier="R">${picture}<gapImg identifier="P" matchMax="1"><object data="p.png" type="image/png"/></gapImg><associableHotspot identifier="A" matchMax="1" shape="rect" coords="0,0,9,9"/></graphicGapMatchInteraction>`,
      {
        interactionType: 'graphicGapMatch',
        sources: [{ id: 'P', content: '<img src="p.png" alt="">' }],
        areas: [{ id: 'A' }],
      },
    ],
    [
      'select point',
      response('R', 'single', 'point', ['102 113']),
      `<selectPointInteraction responseIdentifier="R" maxChoices="1">${picture}</selectPointInteraction>`,
      { interactionType: 'selectPoint', maxChoices: 1, picture: { src: 'map.png' } },
    ],
    [
      'position object',
      response('R', 'multiple', 'point', ['1 2']),
      `<positionObjectStage>${picture}<positionObjectInteraction responseIdentifier="R" maxChoices="3"><object data="pin.png" type="image/png"/></positionObjectInteraction></positionObjectStage>`,
      { interactionType: 'positionObject', maxChoices: 3, picture: { src: 'map.png' }, object: { src: 'pin.png' } },
    ],
    [
      'slider',
      response('R', 'single', 'integer', ['16']),
      '<sliderInteraction responseIdentifier="R" lowerBound="0" upperBound="20" step="2" stepLabel="true" orientation="vertical"/>',
      {
        interactionType: 'slider',
        lowerBound: 0,
        upperBound: 20,
        step: 2,
        stepLabel: true,
        orientation: 'vertical',
        correct: [16],
        baseType: 'integer',
      },
    ],
    [
      'extended text',
      response('R', 'single', 'string'),
      '<extendedTextInteraction responseIdentifier="R" expectedLines="5" format="xhtml"/>',
      { interactionType: 'extendedText', expectedLines: 5, format: 'rich' },
    ],
    [
      'media',
      response('R', 'single', 'integer'),
      '<mediaInteraction responseIdentifier="R" autostart="false" maxPlays="2"><object data="a.mp3" type="audio/mpeg"/></mediaInteraction>',
      { interactionType: 'media', src: 'a.mp3', maxPlays: 2 },
    ],
  ])('%s', (_, before, body, question) => {
    const { item } = read({ before: before + SCORE, body, rules: template('match_correct') });
    expect(item.questions).toMatchObject([{ id: 'R', ...question }]);
  });
});

it('a choice for a gap without words or a picture is called by its place, never by its identifier', () => {
  const { item } = read({
    body: `<gapMatchInteraction responseIdentifier="R"><gapImg identifier="goes-into-g1" matchMax="1"><object data="x.bin" type="application/x-nobody"/></gapImg>
      <gapText identifier="wrong" matchMax="1"></gapText><p><gap identifier="g1"/></p></gapMatchInteraction>`,
  });
  expect(item.questions).toMatchObject([{ sources: [{ content: '(1)' }, { content: '(2)' }] }]);
});
