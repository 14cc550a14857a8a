import type { OpenApiDocument, OpenApiOperation } from './openapi.ts';

const STYLE = `
body { margin: 0; font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 56rem; margin: 0 auto; padding: 1.5rem; }
h3 { margin-bottom: 0; }
article { border-top: 1px solid #8886; }
code, pre { font: 0.9rem/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { max-height: 24rem; overflow: auto; padding: 0.75rem; border: 1px solid #8886; border-radius: 0.5rem; }
`;

/** The API as a page to read: plain HTML without a script, out of the OpenAPI document. */
export function renderDocs({ info, paths }: OpenApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))];
  const sections = tags.map((tag) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(tag));
    return `<h2>${escapeHtml(tag)}</h2>${own.map(renderOperation).join('')}`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(info.title)} API</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(info.title)} API</h1>
<p>${escapeHtml(info.description)} Version ${escapeHtml(info.version)}. <a href="/api/openapi.json">As an OpenAPI document</a>.</p>
${sections.join('\n')}
</main>
</body>
</html>
`;
}

interface Listed {
  path: string;
  method: string;
  operation: OpenApiOperation;
}

function renderOperation({ path, method, operation }: Listed): string {
  const query = operation.parameters.filter((parameter) => parameter.in === 'query').map(({ name }) => name);
  return `
<article id="${escapeHtml(operation.operationId)}">
<h3><code>${method} ${escapeHtml(path)}</code></h3>
<p>${escapeHtml(operation.summary)}. Asked by: ${escapeHtml(askers(operation))}.</p>
${query.length > 0 ? `<p>Query: ${query.map((name) => `<code>${escapeHtml(name)}</code>`).join(', ')}</p>` : ''}
${renderSchema('Body', operation.requestBody?.content['application/json']?.schema)}
${renderSchema('Answer', answerSchema(operation))}
</article>`;
}

function askers({ security }: OpenApiOperation): string {
  const kinds = Array.isArray(security) ? security.flatMap((scheme) => Object.keys(scheme)) : [];
  return kinds.length > 0 ? kinds.join(', ') : 'anybody';
}

function answerSchema({ responses }: OpenApiOperation): unknown {
  const content = responses[200]?.content;
  if (typeof content !== 'object' || content === null || !('application/json' in content)) return undefined;
  return (content['application/json'] as { schema?: unknown }).schema;
}

function renderSchema(title: string, schema: unknown): string {
  if (schema === undefined) return '';
  return `<details><summary>${title}</summary><pre>${escapeHtml(JSON.stringify(schema, null, 2))}</pre></details>`;
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
