/** What chance follows from in one attempt, on the server and on every device alike. */
export const attemptSeed = (sessionId: string, attempt: number): string => JSON.stringify([sessionId, attempt]);
