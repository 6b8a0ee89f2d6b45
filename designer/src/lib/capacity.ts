/** Where the present number of VMs lies between the fewest and the most that a rule allows. */
export interface Capacity {
  readonly min: number;
  readonly current: number;
  readonly max: number;
  /** One per VM that could exist: used and needed, used, or free. */
  readonly slots: readonly ('base' | 'extra' | 'free' | 'over')[];
}

/** At most `most` slots are drawn; beyond, each slot stands for several VMs. */
export function capacityOf(min: number, current: number, max: number, most = 24): Capacity {
  const top = Math.max(max, current, 1);
  const count = Math.min(top, most);
  const slots = Array.from({ length: count }, (_, index) => {
    const vm = ((index + 1) * top) / count;
    if (vm > current) {
      return 'free' as const;
    }
    return vm > max ? ('over' as const) : vm <= min ? ('base' as const) : ('extra' as const);
  });
  return { min, current, max, slots };
}
