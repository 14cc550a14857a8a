/** What a check of a store found. */
export class Report {
  readonly counted: Record<string, number> = {};
  /** The first ones, in the order in which they were found. */
  readonly problems: string[] = [];
  problemCount = 0;

  count(what: string, howMany = 1): void {
    this.counted[what] = (this.counted[what] ?? 0) + howMany;
  }

  /** @param workspaceId null for what is of the store as a whole */
  problem(workspaceId: string | null, sentence: string): void {
    this.problemCount += 1;
    if (this.problems.length < MOST_SHOWN)
      this.problems.push(workspaceId === null ? sentence : `${workspaceId}: ${sentence}`);
  }

  /** For a person, a line each. */
  lines(): string[] {
    const {
      workspace = 0,
      session = 0,
      run = 0,
      answer = 0,
      answer_history = 0,
      journal = 0,
      receipt = 0,
      file = 0,
    } = this.counted;
    const checked = `Checked ${workspace} workspaces, ${session} sessions, ${run} runs, ${answer} answers, ${answer_history} earlier ones, ${journal} in the journal, ${receipt} receipts, ${file} files`;
    if (this.problemCount === 0) return [`${checked}: all of it agrees.`];
    const more = this.problemCount - this.problems.length;
    return [
      ...this.problems,
      ...(more > 0 ? [`and ${more} more`] : []),
      `${checked}: ${this.problemCount} ${this.problemCount === 1 ? 'thing does' : 'things do'} not agree.`,
    ];
  }
}

const MOST_SHOWN = 100;
