import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { TenantsService } from '../core/tenants.service';

/** Chooses whose functions, rules or bill are shown. Not shown where there is nothing to choose. */
@Component({
  selector: 'app-tenant-picker',
  template: `
    @if (tenants.tenants().length > 1) {
      <div class="toolbar-field">
        <label for="tenant">Tenant</label>
        <div class="clr-select-wrapper">
          <select id="tenant" class="clr-select" (change)="tenants.choose($any($event.target).value)">
            @for (tenant of tenants.tenants(); track tenant.name) {
              <option [value]="tenant.name" [selected]="tenant.name === tenants.current()">{{ tenant.displayName || tenant.name }}</option>
            }
          </select>
        </div>
      </div>
    }
  `,
  changeDetection: ChangeDetectionStrategy.OnPush,
})
export class TenantPickerComponent {
  protected readonly tenants = inject(TenantsService);
}
