/** Whether a tracepoint is wanted. */
export type Keeps = (system: string, event: string) => boolean;

/**
 * Tells whether an event is among the wanted names, with their system (`kvm:kvm_exit`) or without;
 * `*` stands for anything. All are when none are given.
 */
export function keepsOf(names: readonly string[] | undefined): Keeps {
  if (names === undefined || names.length === 0) return () => true;
  const patterns = names.map((name) => {
    const literal = name.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return { pattern: new RegExp(`^${literal.join('.*')}$`), hasSystem: name.includes(':') };
  });
  return (system, event) =>
    patterns.some(({ pattern, hasSystem }) =>
      pattern.test(hasSystem ? `${system}:${event}` : event),
    );
}
