import { signal } from '@angular/core';
import { ApiProblem, toProblem } from '../../api';

/** What a person has asked for: whether it is at work, and what went wrong. */
export class Work {
  readonly busy = signal(false);
  readonly problem = signal<ApiProblem | undefined>(undefined);

  /** True when it was done; else the problem says why not. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      await work();
      return true;
    } catch (error) {
      this.problem.set(toProblem(error));
      return false;
    } finally {
      this.busy.set(false);
    }
  }
}
