import { DestroyRef, Injectable, inject, signal } from '@angular/core';

/** The present time, told anew each 5 seconds: what relative times and open timelines are drawn against. */
@Injectable({ providedIn: 'root' })
export class ClockService {
  private readonly state = signal(Date.now());
  readonly now = this.state.asReadonly();

  constructor() {
    const timer = setInterval(() => this.state.set(Date.now()), 5000);
    inject(DestroyRef).onDestroy(() => clearInterval(timer));
  }
}
