import { createHash } from 'node:crypto';
import { UNANSWERED } from '../../shared/contract/authored/question.ts';
import type { Content } from '../../shared/contract/content.ts';
import type { ExamConfigSettings } from '../../shared/contract/exam-config.ts';
import { CHOICE_PACKAGE_FORMAT, type ExamPackage, PACKAGE_FORMAT } from '../../shared/contract/package.ts';
import { itemAdditionalData, keysAdditionalData } from '../../shared/contract/sealing.ts';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import { findBlob, publishBlob } from '../store/blobs.ts';
import { examVersion } from '../store/exams.ts';
import { findPackage, insertPackage, type PackageName, type PackageRow } from '../store/packages.ts';
import type { Db } from '../store/store.ts';
import { type PreparedItem, preparedItems } from './prepared-item.ts';
import { sealJson, sealMedia } from './seal.ts';
import { shownMedia } from './shown-media.ts';

export const PACKAGE_MEDIA_TYPE = 'application/json';
export const SEALED_MEDIA_TYPE = 'application/octet-stream';

export interface PackageOf {
  configId: string;
  examId: string;
  version: number;
  settings: Pick<ExamConfigSettings, 'keyRelease' | 'showScoreOnComplete' | 'showCorrectAnswersOnComplete'>;
}

export interface SealContext {
  randomBytes: (count: number) => Buffer;
  now: number;
}

/** Whether scoring keys travel in the package: for practice, and only where the device has something to show for them. */
export function carriesKeys({ keyRelease, showScoreOnComplete, showCorrectAnswersOnComplete }: PackageOf['settings']) {
  return keyRelease === 'submit' && (showScoreOnComplete || showCorrectAnswersOnComplete);
}

const nameOf = ({ configId, version, settings }: PackageOf): PackageName => ({
  configId,
  examVersion: version,
  withKeys: carriesKeys(settings),
});

/** The package of an exam version for a config; undefined while nobody has asked for it. */
export const sealedPackage = (db: Db, workspaceId: string, of: PackageOf): Promise<PackageRow | undefined> =>
  findPackage(db, workspaceId, nameOf(of));

/** The package of an exam version for a config, sealed when it is asked for first. */
export async function ensurePackage(db: Db, workspaceId: string, of: PackageOf, ctx: SealContext): Promise<PackageRow> {
  const known = await sealedPackage(db, workspaceId, of);
  if (known) return known;

  const { configId, examId, version } = of;
  const { withKeys } = nameOf(of);
  const items = preparedItems.parse(JSON.parse((await examVersion(db, workspaceId, examId, version)).prepared_json));
  const contentKey = ctx.randomBytes(32);
  const scoringKey = withKeys ? ctx.randomBytes(32) : null;
  const media = await sealMediaOf(db, workspaceId, items, { contentKey, randomBytes: ctx.randomBytes });
  const bytes = Buffer.from(JSON.stringify(sealItems(items, media, { examId, version, contentKey, scoringKey }, ctx)));
  const row: PackageRow = {
    workspace_id: workspaceId,
    config_id: configId,
    exam_version: version,
    with_keys: withKeys ? 1 : 0,
    hash: sha256(bytes),
    total_bytes: [...media.values()].reduce((total, file) => total + file.bytes.length, bytes.length),
    content_key: contentKey.toString('base64url'),
    scoring_key: scoringKey?.toString('base64url') ?? null,
    created_at: ctx.now,
  };
  if (!(await insertPackage(db, row))) return ensurePackage(db, workspaceId, of, ctx);
  await publishBlob(db, workspaceId, { hash: row.hash, mediaType: PACKAGE_MEDIA_TYPE, bytes }, ctx.now);
  for (const { hash, bytes: sealed } of media.values()) {
    await publishBlob(db, workspaceId, { hash, mediaType: SEALED_MEDIA_TYPE, bytes: sealed }, ctx.now);
  }
  return row;
}

/** Sealed files by the hash of what is in them. */
type SealedMedia = Map<string, { hash: string; bytes: Buffer }>;

async function sealMediaOf(
  db: Db,
  workspaceId: string,
  items: readonly PreparedItem[],
  { contentKey, randomBytes }: { contentKey: Buffer; randomBytes: SealContext['randomBytes'] },
): Promise<SealedMedia> {
  const sealed: SealedMedia = new Map();
  for (const { contentHash } of items.flatMap(({ student }) => shownMedia(student))) {
    if (sealed.has(contentHash)) continue;
    const file = await findBlob(db, workspaceId, contentHash);
    if (!file) throw new Error(`the media file ${contentHash} is gone`);
    const bytes = sealMedia(contentKey, file.bytes, contentHash, randomBytes);
    sealed.set(contentHash, { hash: sha256(bytes), bytes });
  }
  return sealed;
}

interface Sealing {
  examId: string;
  version: number;
  contentKey: Buffer;
  scoringKey: Buffer | null;
}

function sealItems(
  items: readonly PreparedItem[],
  media: SealedMedia,
  { examId, version, contentKey, scoringKey }: Sealing,
  { randomBytes }: SealContext,
): ExamPackage {
  return {
    format: items.every(isOfChoices) ? CHOICE_PACKAGE_FORMAT : PACKAGE_FORMAT,
    examId,
    examVersion: version,
    items: items.map(({ student }) => ({
      id: student.id,
      questions: student.questions.map(({ id }) => id),
      ...unansweredOf(student),
      sealed: sealJson(
        contentKey,
        studentItemOf(student, media),
        itemAdditionalData(examId, version, student.id),
        randomBytes,
      ),
    })),
    media: [...media.values()].map(({ hash, bytes }) => ({ hash, bytes: bytes.length })),
    ...(scoringKey && {
      keys: sealJson(
        scoringKey,
        items.map(({ key }) => key),
        keysAdditionalData(examId, version),
        randomBytes,
      ),
    }),
  };
}

/** An app that is as old as the first format reads this item, and its key. */
const isOfChoices = ({ student, key }: PreparedItem) =>
  key.processing === undefined &&
  student.questions.every(({ interactionType }) => interactionType === 'choice') &&
  !holdsQuestions(student.body);

const holdsQuestions = (nodes: Content): boolean =>
  nodes.some((node) => node.type === 'question' || (node.type === 'element' && holdsQuestions(node.children)));

function unansweredOf({ questions }: PreparedItem['student']) {
  const unanswered = questions.flatMap(({ id, interactionType }) => (UNANSWERED.includes(interactionType) ? [id] : []));
  return unanswered.length > 0 ? { unanswered } : {};
}

function studentItemOf(student: PreparedItem['student'], media: SealedMedia): StudentItem {
  return {
    ...student,
    media: shownMedia(student).map((file) => {
      const sealed = media.get(file.contentHash);
      if (!sealed) throw new Error(`the media file ${file.contentHash} was not sealed`);
      return { ...file, hash: sealed.hash };
    }),
  };
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
