import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../../src/server/app.ts';
import { allRoutes } from '../../../src/server/routes/all-routes.ts';
import { createTestDeps, type TestDeps } from '../../support/server.ts';

interface Operation {
  operationId: string;
  security: object[];
  parameters: { name: string; in: string; required: boolean }[];
  requestBody?: { required: boolean; content: Record<string, { schema: object }> };
}
interface Document {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object> };
}

describe('the OpenAPI document', () => {
  let test: TestDeps;
  let app: ReturnType<typeof createApp>;
  let document: Document;
  beforeAll(async () => {
    test = await createTestDeps();
    app = createApp(test.deps);
    document = (await (await app.request('/api/openapi.json')).json()) as Document;
  });
  afterAll(() => test.close());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
    );

  it('has every route that is mounted in the app, and no other', () => {
    const mounted = app.routes
      .filter(({ method, path }) => method !== 'ALL' && path !== '/*')
      .map(({ method, path }) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    const described = operations().map(({ method, path }) => `${method} ${path}`);
    expect(described.sort()).toEqual([...new Set(mounted)].sort());
    expect(described.length).toBe(allRoutes.length + 2);
  });

  it('has the routes of the Exam Session API under the names that their users know', () => {
    const described = operations().map(({ method, path }) => `${method} ${path}`);
    expect(described).toEqual(
      expect.arrayContaining([
        'POST /api/exam-sessions',
        'GET /api/exam-session/{id}',
        'GET /api/exam-session/{id}/results',
        'POST /api/exam-session/{id}/responses',
        'GET /api/exam-session/{id}/retake',
        'GET /api/exam-session/{id}/reset',
        'GET /api/exam-session/{id}/reopen',
        'PUT /api/exam/{examId}',
        'POST /api/exam-config/{id}/exam-session',
        'POST /api/exam-config/{id}/exam-sessions',
      ]),
    );
  });

  it('has a different name for each operation, and every parameter of its path', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations()) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const declared = operation.parameters.filter((parameter) => parameter.in === 'path');
      expect(declared.map(({ name }) => name)).toEqual(named);
    }
  });

  it('refers to nothing that it does not hold', () => {
    const text = JSON.stringify(document);
    const pointers = [...text.matchAll(/"\$ref":"(#[^"]*)"/g)].map(([, pointer = '']) => pointer);
    expect(pointers).toContain('#/components/schemas/Problem');
    const dangling = [...new Set(pointers)].filter((pointer) => resolve(document, pointer) === undefined);
    expect(dangling).toEqual([]);
  });

  it('asks for a body where there has to be one, and not where it may be left out', () => {
    const json = operations().filter(({ operation }) => operation.requestBody?.content['application/json']);
    const optional = json.filter(({ operation }) => operation.requestBody?.required === false);
    expect(optional.map(({ operation }) => operation.operationId).sort()).toEqual([
      'listExamSessions',
      'listExams',
      'setAccommodations',
    ]);
  });

  it('names arrays of the query as they are sent', () => {
    const get = document.paths['/api/exam-session/{id}']?.get;
    expect(get?.parameters.map(({ name }) => name)).toEqual(['id', 'include[]']);
  });

  it('takes a problem with members of its own for one, as that of a package is', () => {
    const { Problem } = document.components.schemas;
    expect(Problem).toMatchObject({ required: ['type', 'title', 'status'], additionalProperties: {} });
  });

  it('says who may ask', () => {
    expect(document.paths['/api/exam-sessions']?.post?.security).toEqual([{ integrator: [] }, { staff: [] }]);
    expect(document.paths['/healthz']?.get?.security).toEqual([{}]);
  });

  it('is a page to read as well, with every operation and without a script', async () => {
    const response = await app.request('/api/docs');
    const html = await response.text();
    expect(response.headers.get('Content-Type')).toMatch(/^text\/html/);
    expect(response.headers.get('Content-Security-Policy')).toMatch(/script-src 'self';/);
    for (const { operation } of operations()) expect(html).toContain(`id="${operation.operationId}"`);
    expect(html).not.toMatch(/<script/);
  });
});

function resolve(document: unknown, pointer: string): unknown {
  return pointer
    .slice(2)
    .split('/')
    .filter((name) => name !== '')
    .reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], document);
}
