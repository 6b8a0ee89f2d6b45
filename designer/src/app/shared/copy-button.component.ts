import { LiveAnnouncer } from '@angular/cdk/a11y';
import { Clipboard } from '@angular/cdk/clipboard';
import { ChangeDetectionStrategy, Component, inject, input, signal } from '@angular/core';
import { ClrIcon } from '@clr/angular/icon';

/** Copies a text to the clipboard and says so. */
@Component({
  selector: 'app-copy',
  imports: [ClrIcon],
  template: `
    <button type="button" class="btn btn-sm btn-link copy-button" (click)="copy()" [attr.aria-label]="'Copy ' + what()">
      <cds-icon [shape]="copied() ? 'success-standard' : 'copy'" size="16" aria-hidden="true" /> {{ copied() ? 'Copied' : 'Copy' }}
    </button>
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class CopyButtonComponent {
  private readonly clipboard = inject(Clipboard);
  private readonly announcer = inject(LiveAnnouncer);
  readonly text = input.required<string>();
  readonly what = input('text');
  protected readonly copied = signal(false);

  protected copy(): void {
    const done = this.clipboard.copy(this.text());
    this.copied.set(done);
    void this.announcer.announce(done ? `Copied ${this.what()}` : 'The browser did not allow to copy');
  }
}
