/**
 * The way of a tenant's share down to its projects and resources (docs/decisions/0311): by the driver that gave the
 * tenant the share, by direct cost where the driver knows tenants only. Largest remainder at each level, nested, so
 * that a share is the sum of its projects, and a project the sum of its resources, to the last digit.
 */
import { apportionUnits } from '../money/apportion-units.js';
import { divide, leastCommonMultiple, multiply, ONE, rational, type Rational } from '../money/rational.js';
import type { RecordedLine } from './recorded-parts.js';

/** Charges of a tenant that have project, resource and tags in common. */
export interface CostItem {
  readonly projectId: string | null;
  readonly resourceId: string | null;
  readonly tags: Readonly<Record<string, string>>;
  readonly lines: RecordedLine[];
}

/** Items under one name: all of a tenant, of one of its projects, of one of its resources. */
interface ItemGroup {
  /** The positions of the items in the list of the tenant. */
  readonly items: readonly number[];
  /** Empty for a group of one item. */
  readonly groups: readonly ItemGroup[];
}

/** What a tenant has: its items, grouped by project, then by resource, then by tags. */
export interface TenantItems {
  readonly items: readonly CostItem[];
  readonly root: ItemGroup;
}

/** What a share is divided by: an amount for each item, and how much of the share is due to it. */
export interface ShareDriver {
  readonly weight: Rational;
  readonly amounts: readonly bigint[];
}

/** Groups the lines of a tenant. The order of the groups is that of their names, those without a name last. */
export function groupItems(lines: readonly RecordedLine[]): TenantItems {
  const byKey = new Map<string, CostItem>();
  for (const line of lines) {
    const key = itemKey(line);
    const known = byKey.get(key);
    if (known !== undefined) known.lines.push(line);
    else {
      const { projectId = null, resourceId = null, tags = {} } = line;
      byKey.set(key, { projectId, resourceId, tags, lines: [line] });
    }
  }
  const items = [...byKey]
    .sort(([keyA, a], [keyB, b]) => {
      const byName = compareNames(a.projectId, b.projectId) || compareNames(a.resourceId, b.resourceId);
      return byName || (keyA < keyB ? -1 : 1);
    })
    .map(([, item]) => item);
  const all = items.map((_, i) => i);
  const levels = [(item: CostItem) => item.projectId, (item: CostItem) => item.resourceId];
  return { items, root: groupLevel(items, all, levels) };
}

/** A text that differs wherever project, resource or tags do. */
function itemKey({ projectId, resourceId, tags = {} }: RecordedLine): string {
  const sorted = Object.entries(tags);
  if (sorted.length > 1) sorted.sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([projectId ?? null, resourceId ?? null, sorted]);
}

function groupLevel(
  items: readonly CostItem[],
  members: readonly number[],
  [nameOf, ...deeper]: readonly ((item: CostItem) => string | null)[],
): ItemGroup {
  if (members.length === 1) return { items: members, groups: [] };
  if (nameOf === undefined) return { items: members, groups: members.map((i) => ({ items: [i], groups: [] })) };
  const groups: ItemGroup[] = [];
  for (let start = 0, end = 1; start < members.length; start = end, end += 1) {
    const name = nameOf(items[members[start]!]!);
    while (end < members.length && nameOf(items[members[end]!]!) === name) end += 1;
    groups.push(groupLevel(items, members.slice(start, end), deeper));
  }
  return { items: members, groups };
}

/** In order of UTF-16 code units, null last. */
export function compareNames(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}

/**
 * Divides a share among the items of a tenant: each level by what its groups have of the drivers. An amount below zero
 * counts as zero. Where a group has nothing of a driver, its part goes by direct cost, and equally where that is
 * nothing.
 */
export function divideShare(
  units: bigint,
  { items, root }: TenantItems,
  drivers: readonly ShareDriver[],
  directCosts: readonly bigint[],
): readonly bigint[] {
  const shares = items.map(() => 0n);
  const divideGroup = (group: ItemGroup, part: bigint, within: readonly ShareDriver[]): void => {
    if (group.groups.length === 0) {
      shares[group.items[0]!]! += part;
      return;
    }
    if (part === 0n) return;
    const known = within.map((driver) => amountsOf(group, driver, directCosts));
    const parts = apportionUnits(part, mergeWeights(known));
    group.groups.forEach((child, i) => divideGroup(child, parts[i]!, driversWithin(known, i)));
  };
  const byCost = [{ weight: ONE, amounts: directCosts }];
  if (items.length > 0) divideGroup(root, units, drivers.length === 0 ? byCost : drivers);
  return shares;
}

/** A driver as it holds in a group, and what each group within has of it. */
interface GroupDriver {
  readonly driver: ShareDriver;
  readonly byGroup: readonly bigint[];
  readonly total: bigint;
}

function amountsOf(group: ItemGroup, driver: ShareDriver, directCosts: readonly bigint[]): GroupDriver {
  for (const amounts of [driver.amounts, directCosts]) {
    const byGroup = group.groups.map(({ items }) => {
      const amount = items.reduce((total, i) => total + amounts[i]!, 0n);
      return amount > 0n ? amount : 0n;
    });
    const total = byGroup.reduce((a, b) => a + b, 0n);
    if (total > 0n) return { driver: { ...driver, amounts }, byGroup, total };
  }
  return { driver, byGroup: group.groups.map(() => 1n), total: BigInt(group.groups.length) };
}

/** Σ weight · amount / Σ amounts over the drivers, as whole numbers. */
function mergeWeights(drivers: readonly GroupDriver[]): readonly bigint[] {
  if (drivers.length === 1) return drivers[0]!.byGroup;
  const factors = drivers.map(({ driver, total }) => divide(driver.weight, rational(total)));
  const denominator = factors.reduce((common, { d }) => leastCommonMultiple(common, d), 1n);
  const whole = factors.map(({ n, d }) => n * (denominator / d));
  return drivers[0]!.byGroup.map((_, i) => drivers.reduce((sum, { byGroup }, d) => sum + whole[d]! * byGroup[i]!, 0n));
}

/** What is due to each driver within one group: what it gave the group. */
function driversWithin(drivers: readonly GroupDriver[], group: number): readonly ShareDriver[] {
  if (drivers.length === 1) return [drivers[0]!.driver];
  const within = drivers.map(({ driver, byGroup, total }) => ({
    ...driver,
    weight: multiply(driver.weight, rational(byGroup[group]!, total)),
  }));
  const used = within.filter(({ weight }) => weight.n > 0n);
  return used.length === 0 ? [{ ...drivers[0]!.driver, weight: ONE }] : used;
}
