import { z } from 'zod';
import { corpusFiles, corpusText } from './corpus.ts';

const bankQuestion = z.object({
  id: z.string(),
  stem: z.string(),
  options: z.array(z.object({ id: z.string(), text: z.string() })),
  key: z.array(z.string()).min(1),
  cardinality: z.enum(['single', 'multiple']),
  interaction: z.string().optional(),
  alignment: z.array(z.object({ scheme: z.string(), code: z.string() })),
});
export type BankQuestion = z.infer<typeof bankQuestion>;

const bank = z.object({ bank: z.string(), count: z.int(), items: z.array(bankQuestion) });
export type Bank = z.infer<typeof bank>;

/** The question banks of the corpus, with their keys. */
export const banks: Bank[] = corpusFiles('mcq').map((path) => bank.parse(JSON.parse(corpusText(path))));

export const isChoice = ({ interaction = 'choice' }: BankQuestion): boolean => interaction === 'choice';

/** Positions of the right options. */
export const keysOf = ({ key, options }: BankQuestion): number[] =>
  key.map((id) => options.findIndex((option) => option.id === id));
