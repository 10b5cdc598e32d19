import type { ListedPeriods } from './viewState';

/** Which periods an earlier page listed; a member that makes no sense restricts nothing. */
export function restorePeriods(saved: unknown): ListedPeriods {
  if (typeof saved !== 'object' || saved === null) return {};
  const members = saved as Readonly<Record<string, unknown>>;
  const number = (name: string): Readonly<Record<string, number>> =>
    typeof members[name] === 'number' ? { [name]: members[name] } : {};
  const word = (name: string): Readonly<Record<string, string>> =>
    typeof members[name] === 'string' ? { [name]: members[name] } : {};
  const source = (name: string): Readonly<Record<string, number | null>> =>
    members[name] === null ? { [name]: null } : number(name);
  return {
    ...number('vm'),
    ...number('vcpu'),
    ...word('strategy'),
    ...word('cause'),
    ...source('sourceVcpu'),
    ...source('sourceTid'),
    ...bounds(members, 'lengthNs'),
    ...bounds(members, 'latencyNs'),
  };
}

function bounds(
  members: Readonly<Record<string, unknown>>,
  name: string,
): Readonly<Record<string, readonly [number, number]>> {
  const saved = members[name];
  if (!Array.isArray(saved)) return {};
  const [from, below] = saved as unknown[];
  if (typeof from !== 'number' || typeof below !== 'number') return {};
  return { [name]: [from, below] };
}
