import { z } from 'zod/mini';
import { contentSecurityPolicy } from '../http/content-security-policy.ts';
import { type OpenApiDocument, openApiDocument } from '../http/openapi.ts';
import { renderDocs } from '../http/render-docs.ts';
import { defineRoute, type Route } from '../http/route.ts';

/** The routes that describe all routes, themselves included. */
export function describingRoutes(routes: readonly Route[], version: string): Route[] {
  const describing = [
    defineRoute({
      method: 'GET',
      path: '/api/openapi.json',
      operationId: 'getOpenApi',
      summary: 'This API as an OpenAPI 3.1 document',
      tag: 'Service',
      principals: ['none'],
      answer: z.looseObject({ openapi: z.literal('3.1.0') }),
      handle: async () => description().json,
    }),
    defineRoute({
      method: 'GET',
      path: '/api/docs',
      operationId: 'getDocs',
      summary: 'This API as a page to read',
      tag: 'Service',
      principals: ['none'],
      answer: { mediaType: 'text/html' },
      async handle() {
        const { html } = description();
        const headers = {
          'Content-Type': 'text/html; charset=utf-8',
          'Content-Security-Policy': contentSecurityPolicy(html),
        };
        return new Response(html, { headers });
      },
    }),
  ];
  // A tenth of a second on a school's small computer, which no start should wait for.
  let described: { json: OpenApiDocument; html: string } | undefined;
  const description = () => {
    if (described === undefined) {
      const json = openApiDocument([...routes, ...describing], version);
      described = { json, html: renderDocs(json) };
    }
    return described;
  };
  return describing;
}
