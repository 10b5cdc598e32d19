import type { NameKind } from '../../formats/text/EventHead';
import { printedEvent } from '../../kvm/text/printedEvents';

/** An event as a binary recording names it. */
export interface EventIdentity {
  /** '': the text does not tell, and it is none that we know. */
  readonly system: string;
  readonly name: string;
}

/** `cycles:u`, `cpu-clock:pppH`: letters behind an event of the processor, not the name of a tracepoint. */
const MODIFIERS = /^[ukhGHpPSDIWeb]+$/;
/** What tracefs calls a text that a program wrote into the trace. */
const MARKER = 'tracing_mark_write';

/** Which event a line's name stands for. */
export function eventIdentity(kind: NameKind, name: string): EventIdentity {
  switch (kind) {
    case 'syscall-enter':
      return { system: 'syscalls', name: `sys_enter_${name.slice('sys_'.length)}` };
    case 'syscall-exit':
      return { system: 'syscalls', name: `sys_exit_${name.slice('sys_'.length)}` };
    case 'function':
      return { system: 'ftrace', name: 'function' };
    case 'stack':
      return { system: 'ftrace', name: 'kernel_stack' };
    case 'event':
      return ofTracepoint(name);
  }
}

function ofTracepoint(name: string): EventIdentity {
  if (name === MARKER) return { system: 'ftrace', name: 'print' };
  const colon = name.indexOf(':');
  const event = name.slice(colon + 1);
  if (colon > 0 && !MODIFIERS.test(event)) return { system: name.slice(0, colon), name: event };
  return { system: printedEvent(name)?.system ?? '', name };
}
