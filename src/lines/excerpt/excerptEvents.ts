import type { RunLoopStep } from '../RunLoopStep';
import type { ExcerptEvent } from './Excerpt';

/** An event that is an exit. */
export type ExitEvent = ExcerptEvent & { readonly step: RunLoopStep & { readonly kind: 'exit' } };

/** Whether an event is a kvm_exit, told or not for what reason. */
export function isExit(event: ExcerptEvent): event is ExitEvent {
  return event.step?.kind === 'exit';
}

/** `CPU 0/KVM-4911`, as far as the line has it. */
export function threadName({ line: { comm, tid } }: ExcerptEvent): string | undefined {
  const parts = [comm, tid].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join('-');
}
