import { hashPassword, PASSWORD_COST, type ScryptCost, verifyPassword } from './password.ts';

export class TooManyChecks extends Error {
  override name = 'TooManyChecks';
}

export interface PasswordCheckOptions {
  randomBytes: (count: number) => Buffer;
  cost?: ScryptCost;
  /** Checks that run at once. More would take Node's worker threads from the uploads that are being inflated. */
  parallel?: number;
  /** Checks that wait; further ones are refused. */
  queue?: number;
}

/** Checks passwords a few at a time, and takes as long for an account that does not exist. */
export class PasswordCheck {
  readonly #options: Required<PasswordCheckOptions>;
  #nobody: Promise<string> | undefined;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(options: PasswordCheckOptions) {
    this.#options = { cost: PASSWORD_COST, parallel: 2, queue: 64, ...options };
  }

  hash(password: string): Promise<string> {
    return hashPassword(password, this.#options.randomBytes(16), this.#options.cost);
  }

  /**
   * Whether `password` is the one behind `stored`; never when there is nothing stored.
   * @throws TooManyChecks when too many wait already
   */
  async verify(password: string, stored: string | undefined): Promise<boolean> {
    await this.#enter();
    try {
      if (stored !== undefined) return await verifyPassword(password, stored);
      this.#nobody ??= this.hash(this.#options.randomBytes(16).toString('base64url'));
      await verifyPassword(password, await this.#nobody);
      return false;
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<void> {
    if (this.#running < this.#options.parallel) {
      this.#running += 1;
      return;
    }
    if (this.#waiting.length >= this.#options.queue) throw new TooManyChecks('too many passwords are being checked');
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  // The place goes to the next in line without becoming free in between.
  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running -= 1;
  }
}
