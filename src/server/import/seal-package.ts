import { createHash } from 'node:crypto';
import { UNANSWERED } from '../../shared/contract/authored/question.ts';
import type { Content } from '../../shared/contract/content.ts';
import type { ExamConfigSettings } from '../../shared/contract/exam-config.ts';
import { CHOICE_PACKAGE_FORMAT, type ExamPackage, PACKAGE_FORMAT } from '../../shared/contract/package.ts';
import { itemAdditionalData, keysAdditionalData, REFERENCE_SHEET } from '../../shared/contract/sealing.ts';
import type { StudentItem } from '../../shared/contract/student/item.ts';
import { finishBlob } from '../store/blob-parts.ts';
import { findBlobFacts, publishBlob, putBlob } from '../store/blobs.ts';
import { contentJson, preparedJson } from '../store/exams.ts';
import { findPackage, insertPackage, type PackageName, type PackageRow } from '../store/packages.ts';
import type { Db, Store } from '../store/store.ts';
import { type PreparedItem, preparedItems } from './prepared-item.ts';
import { referenceSheetOf } from './reference-sheet.ts';
import { sealJson } from './seal.ts';
import { type MediaSealing, type SealedFile, sealMedia } from './seal-media.ts';
import { withShownMedia } from './shown-media.ts';

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
function carriesKeys({ keyRelease, showScoreOnComplete, showCorrectAnswersOnComplete }: PackageOf['settings']) {
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

/** What is being sealed, by store and name: a class that comes at once waits for one sealing and not for thirty. */
const underWay = new WeakMap<Store, Map<string, Promise<PackageRow>>>();

/**
 * The package of an exam version for a config, sealed when it is asked for first. Its media go into the store in writes of
 * their own, so that a large test holds up nobody's answers; the package, which makes them count, comes last.
 */
export async function ensurePackage(
  store: Store,
  workspaceId: string,
  of: PackageOf,
  ctx: SealContext,
): Promise<PackageRow> {
  const known = await store.read((db) => sealedPackage(db, workspaceId, of));
  if (known) return known;
  const sealings = underWay.get(store) ?? new Map<string, Promise<PackageRow>>();
  underWay.set(store, sealings);
  const name = JSON.stringify([workspaceId, nameOf(of)]);
  const sealing = sealings.get(name) ?? sealPackage(store, workspaceId, of, ctx).finally(() => sealings.delete(name));
  sealings.set(name, sealing);
  return sealing;
}

async function sealPackage(store: Store, workspaceId: string, of: PackageOf, ctx: SealContext): Promise<PackageRow> {
  const { configId, examId, version } = of;
  const { withKeys } = nameOf(of);
  const json = await store.read((db) => preparedJson(db, workspaceId, examId, version));
  const sheet = referenceSheetOf(await store.read((db) => contentJson(db, workspaceId, examId, version)));
  const prepared = preparedItems.parse(JSON.parse(json));
  const items = prepared.map(({ student, key }) => ({ student: withShownMedia(student), key }));
  const contentKey = ctx.randomBytes(32);
  const scoringKey = withKeys ? ctx.randomBytes(32) : null;
  const media = await sealMediaOf(items, workspaceId, { store, contentKey, ...ctx });
  const bytes = Buffer.from(
    JSON.stringify(sealItems(items, media, { examId, version, contentKey, scoringKey, sheet }, ctx)),
  );
  const row: PackageRow = {
    workspace_id: workspaceId,
    config_id: configId,
    exam_version: version,
    with_keys: withKeys ? 1 : 0,
    hash: sha256(bytes),
    total_bytes: [...media.values()].reduce((total, file) => total + file.byteLength, bytes.length),
    content_key: contentKey.toString('base64url'),
    scoring_key: scoringKey?.toString('base64url') ?? null,
    created_at: ctx.now,
  };
  return store.write(async (db) => {
    // Another server may have been quicker: what was sealed here is then nobody's, and goes with the unfinished.
    if (!(await insertPackage(db, row))) return (await sealedPackage(db, workspaceId, of)) ?? row;
    await putBlob(db, workspaceId, { hash: row.hash, mediaType: PACKAGE_MEDIA_TYPE, bytes }, ctx.now);
    await publishBlob(db, workspaceId, row.hash);
    for (const file of media.values()) {
      await finishBlob(db, workspaceId, { ...file, mediaType: SEALED_MEDIA_TYPE }, ctx.now);
      await publishBlob(db, workspaceId, file.hash);
    }
    return row;
  });
}

/** Sealed files by the hash of what is in them. */
type SealedMedia = Map<string, SealedFile>;

async function sealMediaOf(
  items: readonly PreparedItem[],
  workspaceId: string,
  sealing: MediaSealing,
): Promise<SealedMedia> {
  const sealed: SealedMedia = new Map();
  for (const { contentHash } of items.flatMap(({ student }) => student.media)) {
    if (sealed.has(contentHash)) continue;
    const file = await sealing.store.read((db) => findBlobFacts(db, workspaceId, contentHash));
    if (!file) throw new Error(`the media file ${contentHash} is gone`);
    sealed.set(contentHash, await sealMedia(file, sealing));
  }
  return sealed;
}

interface Sealing {
  examId: string;
  version: number;
  contentKey: Buffer;
  scoringKey: Buffer | null;
  sheet: StudentItem | null;
}

function sealItems(
  items: readonly PreparedItem[],
  media: SealedMedia,
  { examId, version, contentKey, scoringKey, sheet }: Sealing,
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
    ...(sheet && {
      referenceSheet: sealJson(contentKey, sheet, itemAdditionalData(examId, version, REFERENCE_SHEET), randomBytes),
    }),
    media: [...media.values()].map(({ hash, byteLength }) => ({ hash, bytes: byteLength })),
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
    media: student.media.map((file) => {
      const sealed = media.get(file.contentHash);
      if (!sealed) throw new Error(`the media file ${file.contentHash} was not sealed`);
      return { ...file, hash: sealed.hash };
    }),
  };
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
