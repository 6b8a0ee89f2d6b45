import { ChangeDetectionStrategy, Component, computed, effect, inject, input, model, signal } from '@angular/core';
import { FormsModule } from '@angular/forms';
import { Router } from '@angular/router';
import { ClrModalModule } from '@clr/angular/modal';
import { ApiProblem, toProblem } from '../../api';
import { DefinitionDocument } from '../../api/workflows';
import { copyOf, emptyWorkflow } from '../../lib/new-definition';
import { API } from '../core/api';
import { FieldComponent } from '../shared/field.component';
import { ProblemAlertComponent } from '../shared/problem-alert.component';

/** Makes a workflow, empty or as the copy of another, and opens it in the designer. */
@Component({
  selector: 'app-new-definition-dialog',
  imports: [FormsModule, ClrModalModule, FieldComponent, ProblemAlertComponent],
  template: `
    <clr-modal [clrModalOpen]="open()" (clrModalOpenChange)="open.set($event)">
      <h2 class="modal-title">{{ heading() }}</h2>
      <div class="modal-body">
        <form id="new-definition-form" class="clr-form clr-form-vertical" (ngSubmit)="create()">
          <app-problem [problem]="problem()" />
          <app-field label="Name" for="new-definition-name" [messages]="faults()">
            <input id="new-definition-name" name="name" class="clr-input" maxlength="200" autocomplete="off" aria-describedby="new-definition-name-help" [(ngModel)]="name" />
          </app-field>
          <app-field label="Description" for="new-definition-description" [optional]="true">
            <textarea id="new-definition-description" name="description" class="clr-textarea" rows="3" [(ngModel)]="description"></textarea>
          </app-field>
        </form>
      </div>
      <div class="modal-footer">
        <button type="button" class="btn btn-outline" (click)="open.set(false)">Close</button>
        <button type="submit" form="new-definition-form" class="btn btn-primary" [disabled]="busy()">Create</button>
      </div>
    </clr-modal>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class NewDefinitionDialogComponent {
  private readonly api = inject(API);
  private readonly router = inject(Router);

  readonly open = model(false);
  /** What is copied; undefined for an empty workflow. */
  readonly original = input<DefinitionDocument | undefined>();

  protected readonly heading = computed(() => (this.original() ? `Copy ${this.original()?.name}` : 'New workflow'));
  protected readonly name = signal('');
  protected readonly description = signal('');
  protected readonly faults = signal<readonly string[]>([]);
  protected readonly busy = signal(false);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);

  constructor() {
    effect(() => {
      if (this.open()) {
        const original = this.original();
        this.name.set(original ? `${original.name} (copy)` : '');
        this.description.set(original?.description ?? '');
        this.faults.set([]);
        this.problem.set(undefined);
      }
    });
  }

  protected async create(): Promise<void> {
    this.faults.set(this.name().trim() ? [] : ['Give the workflow a name.']);
    if (this.faults().length > 0) {
      return;
    }
    this.busy.set(true);
    this.problem.set(undefined);
    try {
      const original = this.original();
      const content = original ? copyOf(original, this.name(), this.description()) : emptyWorkflow(this.name(), this.description());
      const made = await this.api.workflows.create(content);
      this.open.set(false);
      await this.router.navigate(['/definitions', made.definitionId, 'designer']);
    } catch (error) {
      this.problem.set(toProblem(error));
    } finally {
      this.busy.set(false);
    }
  }
}
