import { z } from 'zod/mini';
import { launchAccommodations, shownAccommodations } from './accommodations.ts';
import { foreignId, identifier } from './ids.ts';
import { maturity } from './maturity.ts';
import { response, responsesByItem } from './response.ts';
import { results, score } from './score.ts';

const attemptSummary = z.object({
  attempt: z.int(),
  run: z.string(),
  maturity,
  scoreActual: z.nullable(z.number()),
  points: z.nullable(score),
  startedAt: z.nullable(z.string()),
  completedAt: z.nullable(z.string()),
});

/** An exam session as List shows it. `responses` and `results` are there only when included. */
export const examSession = z.object({
  id: identifier,
  studentId: z.string(),
  maturity,
  name: z.string(),
  scoreActual: z.nullable(z.number()),
  scoreMin: z.number(),
  scoreMax: z.number(),
  workspaceId: z.string(),
  attempt: z.int(),
  revision: z.int(),
  accommodations: shownAccommodations,
  attempts: z.array(attemptSummary),
  responses: z.optional(responsesByItem),
  results: z.optional(z.nullable(results)),
});
export type ExamSession = z.infer<typeof examSession>;

const examConfigRef = z.object({ id: identifier });

/** `GET /api/exam-session/:id`, and the answer of retake, reset, reopen and Set Responses. */
export const examSessionAnswer = z.object({
  examSession: z.extend(examSession, { examId: z.string() }),
  examConfig: examConfigRef,
});
export type ExamSessionAnswer = z.infer<typeof examSessionAnswer>;

const include = z.array(z.enum(['results', 'responses']));

const listed = <T extends z.ZodMiniType>(value: T) => z.optional(z.strictObject({ include: z.array(value) }));

/**
 * All that is named has to hold. A class is named by the `context_id` of its launches. Strict: who misspells a filter, or asks for
 * one that there is not, would else get more students than they asked for, and not be told.
 */
const listFilter = z.strictObject({
  examConfigIds: listed(z.string()),
  contextIds: listed(z.string()),
  studentIds: listed(z.string()),
  maturities: listed(maturity),
});

/** The body of `POST /api/exam-sessions`. `include` in the body is deprecated; the query carries it. */
export const listBody = z.object({
  filter: z.optional(listFilter),
  include: z.optional(include),
  nextToken: z.optional(z.nullable(z.string())),
  limit: z.optional(z.int().check(z.minimum(1), z.maximum(1000))),
});

const aggregate = z.object({ value: z.nullable(z.number()) });
export const listAnswer = z.object({
  total: z.int(),
  nextToken: z.nullable(z.string()),
  aggregations: z.object({ minScore: aggregate, avgScore: aggregate, maxScore: aggregate }),
  metadata: z.null(),
  items: z.array(z.object({ examSession, examConfig: examConfigRef })),
});

/** `GET /api/exam-session/:id/results`: results with item, question, key and option detail. */
export const resultsAnswer = z.object({
  examSession: z.object({
    id: identifier,
    maturity,
    name: z.string(),
    scoreActual: z.nullable(z.number()),
    scoreMin: z.number(),
    scoreMax: z.number(),
    examId: identifier,
    examSessionData: z.object({ lti: z.object({ userId: z.string() }) }),
  }),
  results: z.nullable(
    z.object({
      items: z.array(
        z.object({
          sk: z.string(),
          name: z.string(),
          score,
          id: identifier,
          alignmentIds: z.array(z.string()),
          questions: z.array(
            z.object({
              id: identifier,
              interactionType: z.string(),
              keys: z.array(z.object({ value: z.string(), index: z.int() })),
              options: z.array(z.object({ id: z.string(), content: z.string(), isKey: z.boolean(), index: z.int() })),
              /** The other side of the pairs that a question asks for. */
              targets: z.optional(z.array(z.object({ id: z.string(), content: z.string(), index: z.int() }))),
              response: z.union([response, z.object({})]),
            }),
          ),
        }),
      ),
      objectives: z.record(
        z.string(),
        z.object({ score, id: z.string(), text: z.string(), abbreviation: z.string(), scores: z.array(score) }),
      ),
      points: score,
    }),
  ),
  examConfig: examConfigRef,
});

const optionalText = z.optional(z.string().check(z.maxLength(1000)));

/** The body of `POST /api/exam-config/:id/exam-session`: LTI launch parameters, by their LTI names, and what this student gets. */
export const createSessionBody = z.object({
  user_id: foreignId,
  context_id: z.optional(foreignId),
  context_label: optionalText,
  context_title: optionalText,
  lis_person_name_given: optionalText,
  lis_person_name_family: optionalText,
  lis_person_sourcedid: optionalText,
  lis_outcome_service_url: optionalText,
  lis_result_sourcedid: optionalText,
  resource_link_id: z.optional(foreignId),
  tags: z.optional(z.array(z.string().check(z.maxLength(255))).check(z.maxLength(100))),
  accommodations: z.optional(launchAccommodations),
});
export type CreateSessionBody = z.infer<typeof createSessionBody>;

export const createSessionAnswer = z.object({
  examSession: z.extend(examSession, { examId: z.string(), ticket: z.string() }),
  examConfig: examConfigRef,
});
