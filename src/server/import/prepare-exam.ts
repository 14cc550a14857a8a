import type { Content } from '../../shared/contract/content.ts';
import type { AuthoredExam, AuthoredItem } from '../../shared/contract/exam.ts';
import type { ProblemIssue } from '../../shared/contract/problem.ts';
import { invalid } from '../http/parse-input.ts';
import { checkReferences } from './check-references.ts';
import { ContentRefused } from './content-refused.ts';
import type { PreparedItem } from './prepared-item.ts';
import { questionKey } from './question-key.ts';
import { type MediaFile, readMedia } from './read-media.ts';
import { mediaName, sanitizeContent } from './sanitize-content.ts';

export interface PreparedExam {
  /** In authored order. */
  items: PreparedItem[];
  /** Every media file once, whatever it is called and however many items have it. */
  media: MediaFile[];
}

type Path = ProblemIssue['path'];

/**
 * Makes of an exam, as its author gave it, what students get and what scoring needs: content sanitized, media decoded,
 * ids turned into positions. A pure function of its input.
 * @throws ProblemError `invalid` with the path of everything that is wrong
 */
export function prepareExam(authored: AuthoredExam): PreparedExam {
  const issues = checkReferences(authored);
  const media = new Map<string, MediaFile>();
  const items = authored.items.map((item, at) => prepareItem(item, ['items', at], { media, issues }));
  if (issues.length > 0) throw invalid(issues);
  return { items, media: [...media.values()] };
}

interface Found {
  media: Map<string, MediaFile>;
  issues: ProblemIssue[];
}

function prepareItem(item: AuthoredItem, path: Path, { media, issues }: Found): PreparedItem {
  const names = new Set(item.media.map(({ name }) => name));
  const read = (html: string, at: Path) => readContent(html, names, [...path, ...at], issues);
  const student: PreparedItem['student'] = {
    id: item.id,
    body: read(item.body, ['body']),
    ...(item.stimulus && {
      stimulus: {
        id: item.stimulus.id,
        ...(item.stimulus.title !== undefined && { title: item.stimulus.title }),
        body: read(item.stimulus.body, ['stimulus', 'body']),
      },
    }),
    media: item.media.map((file, at) => {
      const found = readMedia(file, [...path, 'media', at], issues);
      media.set(found.contentHash, media.get(found.contentHash) ?? found);
      return { name: file.name, type: file.type, contentHash: found.contentHash, bytes: found.bytes.length };
    }),
    questions: item.questions.map((question, at) => ({
      id: question.id,
      interactionType: question.interactionType,
      prompt: read(question.prompt, ['questions', at, 'prompt']),
      minChoices: question.minChoices,
      maxChoices: question.maxChoices,
      options: question.options.map(({ content, fixed }, index) => ({
        content: read(content, ['questions', at, 'options', index, 'content']),
        ...(fixed !== undefined && { fixed }),
      })),
    })),
  };
  return { student, key: { id: item.id, alignmentIds: item.alignmentIds, questions: item.questions.map(questionKey) } };
}

/** A picture that is not there would be missing in the middle of a test, so it is refused here. */
function readContent(html: string, names: ReadonlySet<string>, path: Path, issues: ProblemIssue[]): Content {
  try {
    const { content, sources } = sanitizeContent(html);
    for (const source of sources) {
      const name = mediaName(source);
      const shown = source.length > 60 ? `${source.slice(0, 60)}…` : source;
      if (name === undefined) issues.push({ path, message: `"${shown}" is not the name of a media file` });
      else if (!names.has(name)) issues.push({ path, message: `the item has no media file "${shown}"` });
    }
    return content;
  } catch (error) {
    if (!(error instanceof ContentRefused)) throw error;
    issues.push({ path, message: error.message });
    return [];
  }
}
