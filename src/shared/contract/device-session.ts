import { z } from 'zod/mini';
import { deviceConfig } from './exam-config.ts';
import { base64url, counter, identifier, randomId, sha256Hex } from './ids.ts';
import { maturityOnDevice } from './maturity.ts';
import { responsesByItem } from './response.ts';
import { results } from './score.ts';

/** What the config lets the student see of the attempt that counts. */
export const shownResults = z.object({
  attempt: z.int(),
  /** Percent; there with `showScoreOnComplete`. */
  scoreActual: z.optional(z.nullable(z.number())),
  results: z.optional(z.nullable(results)),
  /** What the objectives of `results` are about, by id. */
  objectives: z.optional(z.record(z.string(), z.object({ abbreviation: z.string(), text: z.string() }))),
  /** The right options of choice questions; there with `showCorrectAnswersOnComplete`. */
  correct: z.optional(z.record(z.string(), z.record(z.string(), z.array(counter)))),
  /** A right response to each question that is no choice and has one; with `correct`. */
  correctResponses: z.optional(responsesByItem),
});

export const deviceSession = z.object({
  id: identifier,
  maturity: maturityOnDevice,
  attempt: z.int(),
  run: randomId,
  epoch: counter,
  opening: counter,
  revision: counter,
  examId: identifier,
  examName: z.string(),
  examVersion: counter,
  config: deviceConfig,
  accommodations: z.record(z.string(), z.unknown()),
  package: z.object({
    hash: sha256Hex,
    /** Size of the package and of its media files together, as downloaded. */
    bytes: counter,
    /** AES-256 key, base64url. */
    contentKey: base64url,
    /** Opens the package's `keys`; with `keyRelease` `submit` only. Imported as non-extractable and dropped. */
    scoringKey: z.optional(base64url),
  }),
  /** The key that seals what leaves this device as a file, and the same key readable by the server alone. */
  runKey: base64url,
  envelope: z.string(),
  /** Appends to this run from this device, and reads nothing; outlives tickets and sign-ins. */
  uploadToken: z.string(),
  ackedThrough: z.record(z.string(), counter),
  canRetake: z.boolean(),
  shown: z.nullable(shownResults),
});
export type DeviceSession = z.infer<typeof deviceSession>;
