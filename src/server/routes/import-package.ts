import { z } from 'zod/mini';
import { type PackageAnswer, packageAnswer } from '../../shared/contract/import-report.ts';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Principal, type Route } from '../http/route.ts';
import type { FileBody } from '../http/spool.ts';
import { importCsv, MAX_CSV_BYTES } from '../import/csv/import-csv.ts';
import { LIMITS } from '../import/package/limits.ts';
import { PackageRefused } from '../import/package/package-refused.ts';
import { importPackage } from '../import/package/store-package.ts';
import { sizeWords } from '../size-words.ts';

const TABLES = ['text/csv', 'text/tab-separated-values'];

const packageOrTable: FileBody = {
  mediaTypes: ['application/zip', 'application/x-zip-compressed', 'application/octet-stream', ...TABLES],
  maxBytes: LIMITS.packageBytes,
};

const query = z.object({
  /** Of the exam that a table becomes: a package says its own. A table of the same name is the same exam. */
  name: z.optional(z.string().check(z.trim(), z.minLength(1), z.maxLength(500))),
});

const importQti = defineRoute({
  method: 'POST',
  path: '/api/import/qti',
  operationId: 'importQti',
  summary: 'Imports a QTI package or a table of questions as an exam, and tells of every part what became of it',
  tag: 'Companion',
  principals: ['integrator', 'staff'],
  refuse: refuseProctor,
  query,
  fileBody: packageOrTable,
  answer: packageAnswer,
  async handle({ deps, principal, query: { name }, file }): Promise<PackageAnswer> {
    if (!file) throw new Error('a file was not received');
    const { store, now, spool } = deps;
    const { path, bytes, mediaType } = file;
    const context = { store, workspaceId: principal.workspaceId, now };
    const isTable = TABLES.includes(mediaType);
    if (isTable && bytes > MAX_CSV_BYTES) {
      throw new ProblemError('too-large', `A table may have ${sizeWords(MAX_CSV_BYTES)} here.`);
    }
    try {
      return await spool.inTurn(() => (isTable ? importCsv(path, name, context) : importPackage(path, context)));
    } catch (error) {
      throw error instanceof PackageRefused ? problemOf(error) : error;
    }
  },
});

export const importPackageRoutes: Route[] = [importQti];

/** An exam is the school's: who watches over a room puts none. */
function refuseProctor(principal: Extract<Principal, { kind: 'integrator' | 'staff' }>): void {
  if (principal.kind === 'staff' && principal.role !== 'admin') {
    throw new ProblemError('forbidden', 'Only an admin may import an exam.');
  }
}

const problemOf = ({ message, report, skipped }: PackageRefused) =>
  new ProblemError('invalid', message, {
    issues: report
      .filter(({ outcome }) => outcome === 'refused')
      .slice(0, 100)
      .map(({ file, line, reason = '' }) => ({ path: placeOf(file, line), message: reason })),
    extensions: { items: [], skipped, report },
  });

const placeOf = (file: string, line: number | null) => [
  ...(file === '' ? [] : [file]),
  ...(line === null ? [] : [line]),
];
