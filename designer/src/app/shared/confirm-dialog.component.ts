import { ChangeDetectionStrategy, Component, input, model, output } from '@angular/core';
import { ClrModalModule } from '@clr/angular/modal';
import { ApiProblem } from '../../api';
import { ProblemAlertComponent } from './problem-alert.component';

/** Asks before something is done that cannot be undone. The content says what will happen. */
@Component({
  selector: 'app-confirm',
  imports: [ClrModalModule, ProblemAlertComponent],
  template: `
    <clr-modal [clrModalOpen]="open()" (clrModalOpenChange)="open.set($event)" clrModalSize="md" [clrModalClosable]="!busy()">
      <h2 class="modal-title">{{ heading() }}</h2>
      <div class="modal-body">
        <app-problem [problem]="problem()" />
        <ng-content />
      </div>
      <div class="modal-footer">
        <button type="button" class="btn btn-outline" (click)="open.set(false)" [disabled]="busy()">Keep</button>
        <button type="button" class="btn btn-danger" (click)="confirmed.emit()" [disabled]="busy()">{{ action() }}</button>
      </div>
    </clr-modal>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ConfirmDialogComponent {
  readonly open = model(false);
  readonly heading = input.required<string>();
  readonly action = input('Remove');
  readonly busy = input(false);
  readonly problem = input<ApiProblem | undefined>();
  readonly confirmed = output<void>();
}
