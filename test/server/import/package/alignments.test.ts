import { describe, expect, it } from 'vitest';
import { readAlignments } from '../../../../src/server/import/package/manifest/alignments.ts';
import { parseXml } from '../../../../src/server/import/qti/xml/parse-xml.ts';
import { choice, manifest, readFiles } from './package.ts';

const GUID = '6b9f1a0e-5b1f-4c55-9f07-1f7a8a0e2b11';
const OTHER = 'a1b2c3d4-0000-4000-8000-000000000001';
const csm = (inside: string) =>
  `<csm:curriculumStandardsMetadataSet xmlns:csm="http://www.imsglobal.org/xsd/imscsmd_v1p1"><csm:curriculumStandardsMetadata providerId="CASE">
  <csm:setOfGUIDs>${inside}</csm:setOfGUIDs></csm:curriculumStandardsMetadata></csm:curriculumStandardsMetadataSet>`;
const guid = (inside: string) => `<csm:labelledGUID>${inside}</csm:labelledGUID>`;
const lom = (inside: string) =>
  `<lom xmlns="http://ltsc.ieee.org/xsd/LOM"><classification>${inside}</classification></lom>`;
const read = (inside: string) => readAlignments(parseXml(`<metadata>${inside}</metadata>`));

describe('the standards that metadata names', () => {
  it('are GUIDs with their labels', () => {
    const said = csm(
      guid(`<csm:label>2.11.B</csm:label><csm:GUID>${GUID.toUpperCase()}</csm:GUID>`) +
        guid(`<csm:GUID>${OTHER}</csm:GUID><csm:label> explain that saving\n is an alternative </csm:label>`),
    );
    expect(read(said)).toEqual([
      { id: GUID, abbreviation: '2.11.B', text: '' },
      { id: OTHER, abbreviation: '', text: 'explain that saving is an alternative' },
    ]);
  });

  it('are addresses of CASE, by the GUID in them', () => {
    const said = csm(
      guid(
        `<csm:label>2.11.B</csm:label><csm:caseItemURI>https://x.test/ims/case/v1p0/CFItems/${GUID}</csm:caseItemURI>`,
      ),
    );
    expect(read(said)).toEqual([{ id: GUID, abbreviation: '2.11.B', text: '' }]);
  });

  it('are the innermost taxons of a classification by educational objective', () => {
    const purpose = '<purpose><source>LOMv1.0</source><value>educational objective</value></purpose>';
    const taxon = (id: string, entry: string, inside = '') =>
      `<taxon><id>${id}</id><entry><string language="en">${entry}</string><string language="es">otra</string></entry>${inside}</taxon>`;
    const nested = `<taxonPath><source><string>TEKS</string></source>${taxon('TEKS', 'Texas', taxon('2.11.B', '2.11.B'))}</taxonPath>`;
    const flat = `<taxonPath>${taxon('TEKS', 'Texas')}${taxon('2.11.C', 'save money')}</taxonPath>`;
    expect(read(lom(purpose + nested + flat))).toEqual([
      { id: '2.11.B', abbreviation: '2.11.B', text: '' },
      { id: '2.11.C', abbreviation: '', text: 'save money' },
    ]);
  });

  it('are taxons with a GUID whatever they are for, and no others', () => {
    const path = (id: string) =>
      lom(`<taxonPath><taxon><id>${id}</id><entry><string>x</string></entry></taxon></taxonPath>`);
    expect(read(path(`urn:uuid:${GUID}`))).toEqual([{ id: GUID, abbreviation: 'x', text: '' }]);
    expect(read(path('http://www.w3.org/2000/01/rdf-schema#label'))).toEqual([]);
    expect(read(lom('<taxonPath><taxon><entry><string>Item 1</string></entry></taxon></taxonPath>'))).toEqual([]);
  });

  it('are each named once', () => {
    expect(read(csm(guid(`<csm:GUID>${GUID}</csm:GUID>`).repeat(3)))).toHaveLength(1);
  });
});

it('a package aligns its items to its objectives', async () => {
  const metadata = (...inside: string[]) => `<metadata>${csm(inside.map(guid).join(''))}</metadata>`;
  const { authored, prepared } = await readFiles({
    'imsmanifest.xml': manifest([
      { id: 'a', inside: metadata(`<csm:GUID>${GUID}</csm:GUID>`) },
      {
        id: 'b',
        inside: metadata(`<csm:GUID>${GUID}</csm:GUID><csm:label>2.11.B</csm:label>`, `<csm:GUID>${OTHER}</csm:GUID>`),
      },
      { id: 'c' },
    ]),
    'a.xml': choice('a'),
    'b.xml': choice('b'),
    'c.xml': choice('c'),
  });
  expect(authored.objectives).toEqual([
    { id: GUID, abbreviation: '2.11.B', text: '' },
    { id: OTHER, abbreviation: '', text: '' },
  ]);
  expect(authored.items.map(({ alignmentIds }) => alignmentIds)).toEqual([[GUID], [GUID, OTHER], []]);
  expect(prepared.map(({ key }) => key.alignmentIds)).toEqual([[GUID], [GUID, OTHER], []]);
});
