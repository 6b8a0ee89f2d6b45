import { InjectionToken } from '@angular/core';
import { OrchestratorApi } from '../../api';
import { Transport } from '../../api/transport';

/** The one client of the server's API. */
export const API = new InjectionToken<OrchestratorApi>('OrchestratorApi', {
  providedIn: 'root',
  factory: () => new OrchestratorApi(new Transport()),
});
