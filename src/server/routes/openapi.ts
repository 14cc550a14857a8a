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
      handle: async () => json,
    }),
    defineRoute({
      method: 'GET',
      path: '/api/docs',
      operationId: 'getDocs',
      summary: 'This API as a page to read',
      tag: 'Service',
      principals: ['none'],
      answer: { mediaType: 'text/html' },
      handle: async () =>
        new Response(html, {
          headers: {
            'Content-Type': 'text/html; charset=utf-8',
            'Content-Security-Policy': contentSecurityPolicy(html),
          },
        }),
    }),
  ];
  const json: OpenApiDocument = openApiDocument([...routes, ...describing], version);
  const html = renderDocs(json);
  return describing;
}
