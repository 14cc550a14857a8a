import { type PackageAnswer, packageAnswer } from '../../shared/contract/import-report.ts';
import { ProblemError } from '../http/problem.ts';
import { defineRoute, type Principal, type Route } from '../http/route.ts';
import type { FileBody } from '../http/spool.ts';
import { LIMITS } from '../import/package/limits.ts';
import { PackageRefused } from '../import/package/package-refused.ts';
import { importPackage } from '../import/package/store-package.ts';

const zip: FileBody = {
  mediaTypes: ['application/zip', 'application/x-zip-compressed', 'application/octet-stream'],
  maxBytes: LIMITS.packageBytes,
};

const importQti = defineRoute({
  method: 'POST',
  path: '/api/import/qti',
  operationId: 'importQti',
  summary: 'Imports a QTI package as an exam, and tells of every file what became of it',
  tag: 'Companion',
  principals: ['integrator', 'staff'],
  fileBody: zip,
  answer: packageAnswer,
  async handle({ deps, principal, file }): Promise<PackageAnswer> {
    refuseProctor(principal);
    if (!file) throw new Error('a file was not received');
    const { store, now, spool } = deps;
    const { workspaceId } = principal;
    try {
      return await spool.inTurn(() => importPackage(file.path, { store, workspaceId, now }));
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
      .map(({ file, line, reason = '' }) => ({ path: line === null ? [file] : [file, line], message: reason })),
    extensions: { items: [], skipped, report },
  });
