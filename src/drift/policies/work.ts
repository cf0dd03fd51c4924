/** The steps that one comparison may take, counted down. Past the end its answer is "undecided", in bounded time. */
export class Work {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  get isSpent(): boolean {
    return this.#left < 0;
  }

  /** Some of the steps set aside for one task; what it leaves is not given back. */
  part(share: number): Work {
    const steps = Math.max(0, Math.floor(this.#left * share));
    this.#left -= steps;
    return new Work(steps);
  }

  /** Takes some steps; whether they were there to take. */
  take(steps: number): boolean {
    this.#left -= steps;
    return this.#left >= 0;
  }
}
