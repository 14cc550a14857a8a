import { rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PackageRefused } from '../../src/server/import/package/package-refused.ts';
import { type ReadPackage, readPackage } from '../../src/server/import/package/read-package.ts';
import { Archive } from '../../src/server/import/package/zip/archive.ts';
import { authoredExam } from '../../src/shared/contract/exam.ts';
import { packageAnswer } from '../../src/shared/contract/import-report.ts';
import type { Below } from './draw.ts';
import { type Fate, judgePrepared } from './judge-item.ts';

/**
 * The oracle. A package is read or refused, and nothing else is thrown; of what is read the exam is one by the schema of PUT,
 * every file that it shows is in the archive, and its items are as harmless as any (`judge-item.ts`).
 * @throws Error that says what does not hold
 */
export async function judgePackage(bytes: Uint8Array, below: Below): Promise<Fate> {
  const file = join(tmpdir(), `satchel-fuzz-${process.pid}.zip`);
  writeFileSync(file, bytes);
  try {
    return await judgeFile(file, below);
  } catch (error) {
    if (!(error instanceof PackageRefused)) throw error;
    if (error.report.length === 0 || error.message.trim() === '') throw new Error('is refused without a reason');
    return 'refused';
  } finally {
    rmSync(file, { force: true });
  }
}

async function judgeFile(file: string, below: Below): Promise<Fate> {
  const archive = await Archive.open(file);
  try {
    const read = await readPackage(archive);
    judgeAnswer(read);
    for (const { path, bytes } of read.files) {
      let length = 0;
      for await (const chunk of read.archive.chunks(path)) length += chunk.length;
      if (length !== bytes) throw new Error(`${path} has ${length} bytes and not ${bytes}`);
    }
    judgePrepared(read.prepared, below);
    return 'imported';
  } finally {
    archive.close();
  }
}

function judgeAnswer({ examId, authored, items, skipped, report }: ReadPackage): void {
  const exam = authoredExam.safeParse(JSON.parse(JSON.stringify(authored)));
  if (!exam.success) throw new Error(`is no exam: ${JSON.stringify(exam.error.issues).slice(0, 500)}`);
  const answer = packageAnswer.safeParse({ examId, version: 0, name: authored.name, items, skipped, report });
  if (!answer.success)
    throw new Error(`answers what is no answer: ${JSON.stringify(answer.error.issues).slice(0, 500)}`);
  if (new Set(items.map(({ id }) => id)).size !== items.length) throw new Error('has two items of one id');
}
