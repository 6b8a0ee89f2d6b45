import { ChangeDetectionStrategy, Component, ElementRef, computed, inject, input, output, viewChild } from '@angular/core';
import { DomSanitizer } from '@angular/platform-browser';
import { Router } from '@angular/router';
import { readStudioMessage, studioUrl } from '../../lib/studio-messages';
import { SessionService } from '../core/session.service';

/** Elsa Studio in a frame of its own: its styles would otherwise restyle the console, and two of its elements cannot live in one page. */
@Component({
  selector: 'app-studio-frame',
  template: `<iframe #frame class="studio-frame" [src]="url()" [title]="title()"></iframe>`,
  host: { '(window:message)': 'receive($event)' },
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class StudioFrameComponent {
  private readonly router = inject(Router);
  private readonly session = inject(SessionService);
  private readonly sanitizer = inject(DomSanitizer);
  private readonly frame = viewChild.required<ElementRef<HTMLIFrameElement>>('frame');

  readonly view = input.required<'editor' | 'instance'>();
  readonly id = input.required<string>();
  readonly title = input.required<string>();
  readonly saved = output<void>();

  // The address is made of a constant path and an encoded id.
  protected readonly url = computed(() => this.sanitizer.bypassSecurityTrustResourceUrl(studioUrl(this.view(), this.id())));

  protected receive(event: MessageEvent): void {
    if (event.origin !== location.origin || event.source !== this.frame().nativeElement.contentWindow) {
      return;
    }
    const message = readStudioMessage(event.data);
    switch (message?.type) {
      case 'view-instance':
        void this.router.navigate(['/instances', message.id, 'viewer']);
        break;
      case 'edit-definition':
        void this.router.navigate(['/definitions', message.id, 'designer']);
        break;
      case 'saved':
        this.saved.emit();
        break;
      case 'signed-out':
        this.session.lost();
        break;
    }
  }
}
