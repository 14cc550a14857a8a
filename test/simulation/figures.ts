/** What a run of the simulator counted. */
export class Figures {
  seeds = 0;
  steps = 0;
  kills = 0;
  serverKills = 0;
  saved = 0;
  lost = 0;
  faults: Record<string, number> = {};
  staff: Record<string, number> = {};

  fault(kind: string): void {
    this.faults[kind] = (this.faults[kind] ?? 0) + 1;
    if (kind.startsWith('kill')) this.kills++;
    if (kind.startsWith('server-') || kind.startsWith('power-cut')) this.serverKills++;
  }

  staffDid(what: string): void {
    this.staff[what] = (this.staff[what] ?? 0) + 1;
  }

  text(): string {
    const table = (counts: Record<string, number>) =>
      Object.entries(counts)
        .sort(([, a], [, b]) => b - a)
        .map(([kind, count]) => `${kind} ${count}`)
        .join(', ');
    return [
      `seeds: ${this.seeds}`,
      `steps: ${this.steps}`,
      `devices killed: ${this.kills}`,
      `servers killed: ${this.serverKills}`,
      `faults: ${table(this.faults)}`,
      `staff: ${table(this.staff)}`,
      `answers saved: ${this.saved}`,
      `answers lost: ${this.lost}`,
    ].join('\n');
  }
}
