import { Injectable, computed, inject, signal } from '@angular/core';
import { Router } from '@angular/router';
import { ApiProblem } from '../../api';
import { Session } from '../../api/session';
import { API } from './api';

/** Who is signed in. The credential itself is a cookie that scripts cannot read. */
@Injectable({ providedIn: 'root' })
export class SessionService {
  private readonly api = inject(API);
  private readonly router = inject(Router);
  private readonly state = signal<Session | null>(null);
  private asked: Promise<void> | null = null;

  readonly session = this.state.asReadonly();
  readonly isAdministrator = computed(() => this.state()?.role === 'administrator');
  /** True when a session ended while the console was in use. */
  readonly expired = signal(false);

  constructor() {
    this.api.transport.onUnauthorized = () => this.end();
  }

  /** Asks the server once who is signed in. */
  ready(): Promise<void> {
    this.asked ??= this.ask();
    return this.asked;
  }

  async signIn(user: string, password: string): Promise<void> {
    this.state.set(await this.api.session.signIn(user, password));
    this.asked = Promise.resolve();
    this.expired.set(false);
  }

  async signOut(): Promise<void> {
    await this.api.session.signOut();
    this.state.set(null);
    await this.router.navigate(['/sign-in']);
  }

  /** The server says elsewhere that nobody is signed in any more. */
  lost(): void {
    this.end();
  }

  private async ask(): Promise<void> {
    try {
      this.state.set(await this.api.session.current());
    } catch (error) {
      if (!(error instanceof ApiProblem)) {
        throw error;
      }
      this.state.set(null);
    }
  }

  private end(): void {
    if (this.state() === null) {
      return;
    }
    this.state.set(null);
    this.expired.set(true);
    void this.router.navigate(['/sign-in'], { queryParams: { returnUrl: this.router.url } });
  }
}
