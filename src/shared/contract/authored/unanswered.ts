import { z } from 'zod/mini';
import { counter, identifier } from '../ids.ts';
import { html } from './parts.ts';

/* Questions that take no answer and give no points. */
const parts = { id: identifier, prompt: z._default(html, '') };

/** A sound or a film, with what its author says of playing it. */
export const authoredMediaPlayer = z.object({
  ...parts,
  interactionType: z.literal('media'),
  src: z.string(),
  alt: z._default(z.string().check(z.maxLength(5000)), ''),
  width: z.optional(z.number().check(z.positive(), z.maximum(10_000))),
  height: z.optional(z.number().check(z.positive(), z.maximum(10_000))),
  autostart: z._default(z.boolean(), false),
  loop: z._default(z.boolean(), false),
  minPlays: z._default(counter, 0),
  /** 0 means any number, as in QTI. */
  maxPlays: z._default(counter, 0),
});

/** A page that is only read. */
export const authoredReading = z.object({ ...parts, interactionType: z.literal('reading') });

/** An interaction that this version cannot show, such as a portable custom one: its name is said, its text is shown. */
export const authoredUnsupported = z.object({
  ...parts,
  interactionType: z.literal('unsupported'),
  name: z.string().check(z.minLength(1), z.maxLength(200)),
});
