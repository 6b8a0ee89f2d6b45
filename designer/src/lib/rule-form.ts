import type { AutoscaleDraft, AutoscaleRule } from '../api/autoscale';

/** The fields of the rule form, flat as a person sees them. */
export interface RuleFields {
  name: string;
  enabled: boolean;
  vdc: string;
  vapp: string;
  vmNamePattern: string;
  catalog: string;
  item: string;
  vm: string;
  network: string;
  min: number | null;
  max: number | null;
  step: number | null;
  edge: string;
  pool: string;
  port: number | null;
  cpuHigh: number | null;
  memoryHigh: number | null;
  cpuLow: number | null;
  memoryLow: number | null;
  cooldownMinutes: number | null;
}

/** Where each field lies in the API's rule; also the keys of its validation errors. */
export const rulePaths: Readonly<Record<keyof RuleFields, string>> = {
  name: 'name',
  enabled: 'enabled',
  vdc: 'target.vdc',
  vapp: 'target.vapp',
  vmNamePattern: 'target.vmNamePattern',
  catalog: 'target.template.catalog',
  item: 'target.template.item',
  vm: 'target.template.vm',
  network: 'target.network',
  min: 'limits.min',
  max: 'limits.max',
  step: 'limits.step',
  edge: 'loadBalancer.edge',
  pool: 'loadBalancer.pool',
  port: 'loadBalancer.port',
  cpuHigh: 'thresholds.cpuHigh',
  memoryHigh: 'thresholds.memoryHigh',
  cpuLow: 'thresholds.cpuLow',
  memoryLow: 'thresholds.memoryLow',
  cooldownMinutes: 'cooldownMinutes',
};

export function emptyRule(): RuleFields {
  return {
    name: '', enabled: true, vdc: '', vapp: '', vmNamePattern: '', catalog: '', item: '', vm: '', network: '',
    min: 2, max: 6, step: 1, edge: '', pool: '', port: 80,
    cpuHigh: 80, memoryHigh: 85, cpuLow: 20, memoryLow: 30, cooldownMinutes: 5,
  };
}

export function ruleFields(rule: AutoscaleRule): RuleFields {
  const { target, limits, loadBalancer, thresholds } = rule;
  return {
    name: rule.name,
    enabled: rule.enabled,
    vdc: target.vdc,
    vapp: target.vapp,
    vmNamePattern: target.vmNamePattern ?? '',
    catalog: target.template.catalog,
    item: target.template.item,
    vm: target.template.vm ?? '',
    network: target.network,
    min: limits.min,
    max: limits.max,
    step: limits.step ?? 1,
    edge: loadBalancer?.edge ?? '',
    pool: loadBalancer?.pool ?? '',
    port: loadBalancer?.port ?? null,
    cpuHigh: thresholds.cpuHigh ?? null,
    memoryHigh: thresholds.memoryHigh ?? null,
    cpuLow: thresholds.cpuLow ?? null,
    memoryLow: thresholds.memoryLow ?? null,
    cooldownMinutes: rule.cooldownMinutes,
  };
}

/** @param before The rule that is changed: what the form does not show is kept. */
export function ruleDraft(fields: RuleFields, before?: AutoscaleRule): AutoscaleDraft {
  return {
    name: fields.name.trim(),
    enabled: fields.enabled,
    target: {
      ...before?.target,
      vdc: fields.vdc.trim(),
      vapp: fields.vapp.trim(),
      network: fields.network.trim(),
      ...(fields.vmNamePattern.trim() && { vmNamePattern: fields.vmNamePattern.trim() }),
      template: { catalog: fields.catalog.trim(), item: fields.item.trim(), ...(fields.vm.trim() && { vm: fields.vm.trim() }) },
    },
    limits: { min: fields.min ?? 0, max: fields.max ?? 0, step: fields.step ?? 1 },
    ...(fields.edge.trim() || fields.pool.trim()
      ? { loadBalancer: { ...before?.loadBalancer, edge: fields.edge.trim(), pool: fields.pool.trim(), port: fields.port ?? 80 } }
      : {}),
    thresholds: { cpuHigh: fields.cpuHigh, memoryHigh: fields.memoryHigh, cpuLow: fields.cpuLow, memoryLow: fields.memoryLow },
    cooldownMinutes: fields.cooldownMinutes ?? 0,
  };
}
