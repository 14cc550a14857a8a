import type { SessionRow } from './rows.ts';

/** The keys that open `readyPackage`. */
export const readyKeys = (session: SessionRow): { contentKey: CryptoKey; scoringKey: CryptoKey | null } =>
  session.readyContentKey === null
    ? { contentKey: session.contentKey, scoringKey: session.scoringKey }
    : { contentKey: session.readyContentKey, scoringKey: session.readyScoringKey };
