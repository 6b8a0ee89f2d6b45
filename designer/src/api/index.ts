import { AutoscaleApi } from './autoscale';
import { BillingApi } from './billing';
import { DeadLettersApi } from './dead-letters';
import { FunctionsApi } from './functions';
import { OperationsApi } from './operations';
import { SessionApi } from './session';
import { SnmpApi } from './snmp';
import { Transport } from './transport';
import { TasksApi } from './tasks';
import { TrapsApi } from './traps';
import { WorkflowsApi } from './workflows';

/** The server's API, one member per area. */
export class OrchestratorApi {
  readonly session: SessionApi;
  readonly workflows: WorkflowsApi;
  readonly operations: OperationsApi;
  readonly functions: FunctionsApi;
  readonly autoscale: AutoscaleApi;
  readonly tasks: TasksApi;
  readonly traps: TrapsApi;
  readonly snmp: SnmpApi;
  readonly deadLetters: DeadLettersApi;
  readonly billing: BillingApi;

  constructor(readonly transport: Transport) {
    this.session = new SessionApi(transport);
    this.workflows = new WorkflowsApi(transport);
    this.operations = new OperationsApi(transport);
    this.functions = new FunctionsApi(transport);
    this.autoscale = new AutoscaleApi(transport);
    this.tasks = new TasksApi(transport);
    this.traps = new TrapsApi(transport);
    this.snmp = new SnmpApi(transport);
    this.deadLetters = new DeadLettersApi(transport);
    this.billing = new BillingApi(transport);
  }
}

export { ApiProblem, toProblem } from './problem';
