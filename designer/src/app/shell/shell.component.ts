import { ChangeDetectionStrategy, Component, DOCUMENT, ElementRef, OnInit, effect, inject, signal, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { NavigationEnd, Router, RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { ClrIcon } from '@clr/angular/icon';
import { ClrMainContainerModule } from '@clr/angular/layout/main-container';
import { ClrNavigationModule } from '@clr/angular/layout/nav';
import { ClrVerticalNavModule } from '@clr/angular/layout/vertical-nav';
import { ClrDropdownModule } from '@clr/angular/popover/dropdown';
import { filter, map, skip } from 'rxjs';
import { ApiProblem, toProblem } from '../../api';
import { About } from '../../api/session';
import { API } from '../core/api';
import { SessionService } from '../core/session.service';
import { TenantsService } from '../core/tenants.service';
import { ThemeService } from '../core/theme.service';
import { ProblemAlertComponent } from '../shared/problem-alert.component';
import { navigation } from './navigation';

/** Header, side navigation and the place of the pages. */
@Component({
  imports: [
    RouterOutlet, RouterLink, RouterLinkActive, ClrIcon, ClrMainContainerModule, ClrNavigationModule, ClrVerticalNavModule, ClrDropdownModule,
    ProblemAlertComponent,
  ],
  templateUrl: './shell.component.html',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class ShellComponent implements OnInit {
  private readonly api = inject(API);
  private readonly router = inject(Router);
  private readonly page = inject(DOCUMENT);
  protected readonly session = inject(SessionService);
  protected readonly tenants = inject(TenantsService);
  protected readonly theme = inject(ThemeService);
  protected readonly navigation = navigation;
  protected readonly about = signal<About | undefined>(undefined);
  protected readonly problem = signal<ApiProblem | undefined>(undefined);
  protected readonly collapsed = signal(this.page.defaultView!.innerWidth < 1000);
  private readonly content = viewChild<ElementRef<HTMLElement>>('content');

  /** Counts the navigations after the first: each moves the focus to the new page's heading. */
  private readonly navigated = toSignal(
    this.router.events.pipe(
      filter((event) => event instanceof NavigationEnd),
      map((event) => event.urlAfterRedirects.split('?')[0]),
      skip(1),
    ),
  );
  private lastPath: string | undefined;

  constructor() {
    effect(() => {
      const path = this.navigated();
      if (path !== undefined && path !== this.lastPath) {
        this.lastPath = path;
        this.focusContent();
      }
    });
  }

  async ngOnInit(): Promise<void> {
    try {
      const [about] = await Promise.all([this.api.session.about(), this.tenants.load()]);
      this.about.set(about);
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }

  protected async signOut(): Promise<void> {
    try {
      await this.session.signOut();
    } catch (error) {
      this.problem.set(toProblem(error));
    }
  }

  protected skipToContent(event: Event): void {
    event.preventDefault();
    this.focusContent();
  }

  private focusContent(): void {
    const content = this.content()?.nativeElement;
    (content?.querySelector<HTMLElement>('h1') ?? content)?.focus({ preventScroll: true });
  }
}
