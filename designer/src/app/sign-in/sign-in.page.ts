import { ChangeDetectionStrategy, Component, ElementRef, afterNextRender, inject, input, signal, viewChild } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { Router } from '@angular/router';
import { ClrIcon } from '@clr/angular/icon';
import { ApiProblem, toProblem } from '../../api';
import { SessionService } from '../core/session.service';
import { ProblemAlertComponent } from '../shared/problem-alert.component';

@Component({
  imports: [FormsModule, ClrIcon, ProblemAlertComponent],
  templateUrl: './sign-in.page.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class SignInPage {
  private readonly session = inject(SessionService);
  private readonly router = inject(Router);
  private readonly first = viewChild<ElementRef<HTMLInputElement>>('userBox');

  /** Where to go after signing in; from the query. */
  readonly returnUrl = input<string>();

  protected readonly user = signal('');
  protected readonly password = signal('');
  protected readonly shown = signal(false);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly expired = this.session.expired;

  constructor() {
    afterNextRender(() => this.first()?.nativeElement.focus());
  }

  protected async submit(): Promise<void> {
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      await this.session.signIn(this.user().trim(), this.password());
      const target = this.returnUrl();
      await this.router.navigateByUrl(target?.startsWith('/') && !target.startsWith('//') ? target : '/overview');
    } catch (error) {
      this.problem.set(toProblem(error));
      this.password.set('');
    } finally {
      this.busy.set(false);
    }
  }
}
