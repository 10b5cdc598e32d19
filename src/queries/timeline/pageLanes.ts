import { hex } from '../../base/hex';
import { Lane, noPlace } from './Lane';
import type { LaterLanes } from './LaterLanes';
import type { LaneVcpu } from './vcpusOf';

/** vCPUs that a byte can name, each with its stores and its other accesses. */
const MOST_VCPUS = 127;
const ACCESSES = ['store', 'access'] as const;

/** Lanes of guest pages, and the words of their categories: of those vCPUs that fault on them. */
export function pageLanes(
  later: LaterLanes | undefined,
  vcpus: readonly LaneVcpu[],
): { readonly lanes: readonly Lane[]; readonly categories: readonly string[] } {
  const pages = later?.pages ?? [];
  const used = new Set(pages.flatMap(({ marks }) => marks.categories.ids.map((id) => id >>> 1)));
  const faulting = vcpus.filter(({ bindings }) => bindings.some((of) => used.has(of)));
  const named = faulting.slice(0, MOST_VCPUS);
  const names = named.map(({ name }) => name);
  if (faulting.length > named.length) names.push('other vCPU');
  const placeOf: number[] = [];
  faulting.forEach(({ bindings }, at) => {
    for (const binding of bindings) placeOf[binding] = Math.min(at, named.length);
  });
  const indexOf = (category: number): number => placeOf[category >>> 1]! * 2 + (category & 1);
  const isSame = (a: number, b: number): boolean => a >>> 1 === b >>> 1;
  const lanes = pages.map(({ vm, gpa, marks }) => {
    const address = hex(gpa);
    const facts = { ...noPlace, key: `vm${vm}/page${address}`, label: `page ${address}`, vm, gpa };
    return new Lane({ ...facts, kind: 'page' }, () => ({ form: 'counts', marks, indexOf, isSame }));
  });
  const categories = names.flatMap((name) => ACCESSES.map((access) => `${access} ${name}`));
  return { lanes, categories };
}
