import type { AuthoredExam, AuthoredItem } from '../../shared/contract/exam.ts';
import type { ProblemIssue } from '../../shared/contract/problem.ts';
import { TooManySteps } from '../../shared/scoring/processing/context.ts';
import { invalid } from '../http/parse-input.ts';
import { checkReferences } from './check-references.ts';
import { ContentReader, indexSlots, questionSlots } from './content-reader.ts';
import { prepareKey } from './prepare-key.ts';
import type { PreparedItem } from './prepared-item.ts';
import { studentQuestion } from './questions/student-question.ts';
import { type MediaFacts, type MediaFile, readMedia } from './read-media.ts';

export interface PreparedExam {
  /** In authored order. */
  items: PreparedItem[];
  /** Every media file once, whatever it is called and however many items have it. */
  media: MediaFile[];
}

type Path = ProblemIssue['path'];
/** Finds what a media file is, and notes in `issues` what is wrong with it. */
export type FindMedia = (file: AuthoredItem['media'][number], path: Path, issues: ProblemIssue[]) => MediaFacts;

/**
 * Makes of an exam, as its author gave it, what students get and what scoring needs: content sanitized, media decoded,
 * ids turned into positions. A pure function of its input.
 * @throws ProblemError `invalid` with the path of everything that is wrong
 */
export function prepareExam(authored: AuthoredExam): PreparedExam {
  const media = new Map<string, MediaFile>();
  const items = prepareItems(authored, (file, path, issues) => {
    const found = readMedia(file, path, issues);
    media.set(found.contentHash, media.get(found.contentHash) ?? found);
    return { contentHash: found.contentHash, bytes: found.bytes.length };
  });
  return { items, media: [...media.values()] };
}

/** The same where the bytes of the media are elsewhere. @throws ProblemError `invalid` */
export function prepareItems(authored: AuthoredExam, findMedia: FindMedia): PreparedItem[] {
  const issues = checkReferences(authored);
  const items = authored.items.map((item, at) => prepareItem(item, ['items', at], { findMedia, issues }));
  // Made again of its HTML when it is sealed.
  if (authored.referenceSheet) new ContentReader(new Set(), issues).html(authored.referenceSheet, ['referenceSheet']);
  if (issues.length > 0) throw invalid(issues);
  return items;
}

interface Found {
  findMedia: FindMedia;
  issues: ProblemIssue[];
}

function prepareItem(item: AuthoredItem, path: Path, { findMedia, issues }: Found): PreparedItem {
  const reader = new ContentReader(new Set(item.media.map(({ name }) => name)), issues);
  const student: PreparedItem['student'] = {
    id: item.id,
    body: reader.html(item.body, [...path, 'body'], { slots: questionSlots(item.questions.map(({ id }) => id)) }),
    ...(item.stimulus && {
      stimulus: {
        id: item.stimulus.id,
        ...(item.stimulus.title !== undefined && { title: item.stimulus.title }),
        body: reader.html(item.stimulus.body, [...path, 'stimulus', 'body']),
      },
    }),
    media: item.media.map((file, at) => {
      const { contentHash, bytes } = findMedia(file, [...path, 'media', at], issues);
      return { name: file.name, type: file.type, contentHash, bytes };
    }),
    questions: item.questions.map((question, at) => {
      const within = (below: Path) => [...path, 'questions', at, ...below];
      return studentQuestion(question, {
        html: (html, below, slots) =>
          reader.html(html, within(below), slots ? { slots: indexSlots(slots), must: true } : {}),
        media: (source, below) => reader.media(source, within(below)),
      });
    }),
  };
  return { student, key: readKey(item, path, issues) };
}

function readKey(item: AuthoredItem, path: Path, issues: ProblemIssue[]): PreparedItem['key'] {
  try {
    return prepareKey(item);
  } catch (error) {
    if (!(error instanceof TooManySteps)) throw error;
    issues.push({ path: [...path, 'processing'], message: error.message });
    return { id: item.id, alignmentIds: [], questions: [] };
  }
}
