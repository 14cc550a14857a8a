import { z } from 'zod/mini';
import { identifier } from '../../shared/contract/ids.ts';
import { PROBLEM_STATUS, problem } from '../../shared/contract/problem.ts';
import { expression } from '../../shared/contract/processing/expression.ts';
import { processing, processingRules } from '../../shared/contract/processing/processing.ts';
import { rule } from '../../shared/contract/processing/rule.ts';
import type { PrincipalKind, Route } from './route.ts';

type Json = Record<string, unknown>;

/** An operation of the document, as the readable page needs it too. */
export interface OpenApiOperation extends Json {
  operationId: string;
  summary: string;
  tags: string[];
  parameters: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { required: boolean; content: Record<string, { schema: Json }> };
  responses: Record<string, Json>;
}

export interface OpenApiDocument extends Json {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, OpenApiOperation>>;
}

/** With the members that a problem may have of its own (RFC 9457 §3.2): that of a package tells what became of each file. */
const anyProblem = z.looseObject(problem.shape);
const PROBLEM_REF = { $ref: '#/components/schemas/Problem' };

const SCHEMES: Record<Exclude<PrincipalKind, 'none'>, Json> = {
  integrator: { type: 'http', scheme: 'basic', description: 'App key and secret, for servers only' },
  staff: { type: 'apiKey', in: 'cookie', name: 'satchel_staff' },
  device: { type: 'http', scheme: 'bearer', description: 'Token of a signed-in student on a device' },
  upload: { type: 'http', scheme: 'bearer', description: 'Upload token of one run on one device' },
  monitor: { type: 'http', scheme: 'bearer', description: 'METRICS_TOKEN of the server' },
};

/** The OpenAPI 3.1 document of these routes, out of the schemas that check their requests. */
export function openApiDocument(routes: readonly Route[], version: string): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Satchel',
      version,
      description: 'Exam sessions: create them, set and read responses, read results. Errors are RFC 9457 problems.',
    },
    paths,
    components: { securitySchemes: SCHEMES, schemas: { Problem: schemaOf(anyProblem, 'output'), ...rulesOfItems() } },
  };
}

function operationOf(route: Route): OpenApiOperation {
  return {
    operationId: route.operationId,
    summary: route.summary,
    tags: [route.tag],
    security: route.principals.map((kind) => (kind === 'none' ? {} : { [kind]: [] })),
    parameters: [...pathParameters(route), ...queryParameters(route)],
    ...(route.body && {
      requestBody: {
        // One that is left out reads as `{}`.
        required: !route.body.safeParse({}).success,
        content: { 'application/json': { schema: schemaOf(route.body, 'input') } },
      },
    }),
    ...(route.textBody && {
      requestBody: { required: true, content: { [route.textBody.mediaType]: { schema: { type: 'string' } } } },
    }),
    ...(route.fileBody && {
      requestBody: {
        required: true,
        content: Object.fromEntries(
          route.fileBody.mediaTypes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
        ),
      },
    }),
    responses: {
      200: {
        description: 'Done',
        content:
          'mediaType' in route.answer
            ? { [route.answer.mediaType]: {} }
            : { 'application/json': { schema: schemaOf(route.answer, 'output') } },
      },
      default: {
        description: `A problem, with status ${[...new Set(Object.values(PROBLEM_STATUS))].join(', ')}`,
        content: { 'application/problem+json': { schema: PROBLEM_REF } },
      },
    },
  };
}

function pathParameters({ path, paramSchemas }: Route): OpenApiOperation['parameters'] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: schemaOf(paramSchemas?.[name] ?? identifier, 'input'),
  }));
}

/** An array goes by its name with `[]`, once for each element. */
function queryParameters({ query }: Route): OpenApiOperation['parameters'] {
  if (!query) return [];
  const { properties = {}, required = [] } = schemaOf(query, 'output') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, schema]) => ({
    name: schema.type === 'array' ? `${name}[]` : name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function schemaOf(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  // `cycles` and `reused` stay at their defaults: every schema stands alone, but for the rules of an item.
  const {
    $schema: _,
    $defs: __,
    ...json
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: referToRules });
  return json;
}

/** What names itself, and so can stand once only. */
const named = z.registry<{ id: string }>();
named.add(rule, { id: 'Rule' });
named.add(expression, { id: 'Expression' });

function referToRules({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodType; jsonSchema: Json }): void {
  if (zodSchema !== processing) return;
  for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
  jsonSchema.$ref = '#/components/schemas/Processing';
}

function rulesOfItems(): Record<string, Json> {
  const { $schema: _, ...json } = z.toJSONSchema(processingRules, { metadata: named });
  const text = JSON.stringify(json).replaceAll('"#/$defs/', '"#/components/schemas/');
  const { $defs, ...Processing } = JSON.parse(text) as Json & { $defs: Record<string, Json> };
  return { Processing, ...$defs };
}
