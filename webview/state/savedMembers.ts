import { membersOf } from '../../src/base/membersOf';

/** Members of a saved selection, one by one; what makes no sense is left out. */
export interface SavedMembers {
  readonly number: (name: string) => Readonly<Record<string, number>>;
  readonly word: (name: string) => Readonly<Record<string, string>>;
  readonly numberOrNull: (name: string) => Readonly<Record<string, number | null>>;
  readonly bounds: (name: string) => Readonly<Record<string, readonly [number, number]>>;
}

export function savedMembers(saved: unknown): SavedMembers {
  const members = membersOf(saved);
  const number = (name: string): Readonly<Record<string, number>> =>
    typeof members[name] === 'number' ? { [name]: members[name] } : {};
  return {
    number,
    word: (name) => (typeof members[name] === 'string' ? { [name]: members[name] } : {}),
    numberOrNull: (name) => (members[name] === null ? { [name]: null } : number(name)),
    bounds: (name) => {
      if (!Array.isArray(members[name])) return {};
      const [from, below] = members[name] as unknown[];
      if (typeof from !== 'number' || typeof below !== 'number') return {};
      return { [name]: [from, below] };
    },
  };
}
