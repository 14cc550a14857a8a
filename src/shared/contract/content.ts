import { z } from 'zod/mini';

/** Sanitized content: a hast tree cut down to what is drawn. The student app renders it with `createElement`. */
export type ContentNode =
  | { type: 'text'; value: string }
  | { type: 'element'; tagName: string; properties: Record<string, ContentProperty>; children: ContentNode[] };
export type ContentProperty = string | number | boolean | Array<string | number>;

export const contentNode: z.ZodMiniType<ContentNode> = z.lazy(() =>
  z.discriminatedUnion('type', [
    z.object({ type: z.literal('text'), value: z.string() }),
    z.object({
      type: z.literal('element'),
      tagName: z.string(),
      properties: z.record(
        z.string(),
        z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]),
      ),
      children: z.array(contentNode),
    }),
  ]),
);
export const content = z.array(contentNode);
export type Content = z.infer<typeof content>;
