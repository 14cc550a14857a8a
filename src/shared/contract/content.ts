import { z } from 'zod/mini';

/**
 * Sanitized content: a hast tree cut down to what is drawn, with places where something of the item stands. The student
 * app renders it with `createElement`.
 */
export type ContentNode =
  | { type: 'text'; value: string }
  | { type: 'element'; tagName: string; properties: Record<string, ContentProperty>; children: ContentNode[] }
  /** In the body of an item: its question of this id stands here. Questions that have no place follow the body. */
  | { type: 'question'; id: string }
  /** In the body of a question: its hottext, or its gap, of this index stands here. */
  | { type: 'slot'; index: number };
export type ContentProperty = string | number | boolean | Array<string | number>;

const contentNode: z.ZodMiniType<ContentNode> = z.lazy(() =>
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
    z.object({ type: z.literal('question'), id: z.string() }),
    z.object({ type: z.literal('slot'), index: z.number() }),
  ]),
);
export const content = z.array(contentNode);
export type Content = z.infer<typeof content>;
