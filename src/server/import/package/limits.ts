import { MAX_ITEM_BYTES } from '../qti/import-item.ts';
import { MAX_XML_DEPTH, MAX_XML_NODES } from '../qti/xml/parse-xml.ts';
import { MAX_MEDIA_BYTES } from '../read-media.ts';

const KIB = 1024;
const MIB = 1024 * KIB;
const GIB = 1024 * MIB;

/** Every bound of a package, in one place. What is beyond one is refused by name, before it costs what it is there to save. */
export const LIMITS = {
  /** Of the upload. A course with films has some hundred megabytes; a disk fills before a gigabyte of questions is written. */
  packageBytes: GIB,
  /** Entries of the archive: a thousand items with a dozen files each, and what file managers add. */
  entries: 20_000,
  /** Of all entries once inflated, as they say it: twice the upload, since what is large in a package is compressed already. */
  inflatedBytes: 2 * GIB,
  /** Of one entry, inflated by compressed. XML comes to 30, a silent recording or an empty picture to some hundred. */
  ratio: 200,
  /** Below this a ratio says nothing: a short file of spaces is no danger. */
  ratioFrom: MIB,
  /** Of a name in the archive; longer ones are no names of files anywhere. */
  nameLength: 500,
  /** Of the manifest: a thousand resources with their metadata have three megabytes. */
  manifestBytes: 8 * MIB,
  /** Of all XML together that is read of one package, because what is made of it is held until it is stored. */
  xmlBytes: 48 * MIB,
  /** Of one XML file but the manifest: a long item with its answers written out has some hundred kilobytes. */
  itemBytes: MAX_ITEM_BYTES,
  /** Elements within elements of any XML: what walks them does so by recursion. */
  xmlDepth: MAX_XML_DEPTH,
  /** Elements and pieces of text of any XML: a tree takes a hundred times the memory of its text. */
  xmlNodes: MAX_XML_NODES,
  /** Of one picture, sound or film: what a student's device can put together in memory. */
  mediaBytes: MAX_MEDIA_BYTES,
  /** Of a stylesheet: what of it has a meaning here stands in the first kilobytes. */
  stylesheetBytes: 256 * KIB,
  /** Of the items of an exam, as `PUT /api/exam/:examId` has it. */
  items: 1000,
  /** Sections within sections. A test of a test's parts is three deep. */
  sectionDepth: 20,
  /** Of the report: one that nobody can read through is none. What was skipped and imported is told whole beside it. */
  reportLines: 5000,
  /** Of what is told to be left out: an empty item has seven bytes, and a line about it a hundred. */
  skipped: 10_000,
} as const;
