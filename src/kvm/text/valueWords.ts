import { apicRegisterName } from '../apicRegisters';
import { exceptionName } from '../exceptionNames';
import { migrateReasonName } from '../migrateReasons';
import { exitReasonWords } from './exitReasonWords';

type Words = readonly (readonly [word: string, number: number])[];

/** Words that texts print for numbers, by the name that print shapes call the list. */
export const valueWords: Readonly<Record<string, Words>> = {
  exitReasons: exitReasonWords(),
  // include/trace/events/kvm.h.
  deliveryModes: numbered('Fixed', 'LowPrio', 'SMI', 'Res3', 'NMI', 'INIT', 'SIPI', 'ExtINT'),
  irqchips: numbered('PIC master', 'PIC slave', 'IOAPIC'),
  mmioTypes: numbered('unsatisfied-read', 'read', 'write'),
  // arch/x86/kvm/trace.h.
  shorthands: numbered('dst', 'self', 'all', 'all-but-self'),
  apicRegisters: apicRegisterWords(),
  exceptions: named(32, exceptionName),
  hostClocks: numbered('none', 'tsc'),
  emulationModes: [
    ['real', 0],
    ['vm16', 3],
    ['prot16', 1],
    ['prot32', 5],
    ['prot64', 9],
  ],
  // arch/x86/kvm/mmu/mmutrace.h; PFERR_* in arch/x86/include/asm/kvm_host.h.
  faultFlags: [
    ['P', 1 << 0],
    ['W', 1 << 1],
    ['U', 1 << 2],
    ['RSVD', 1 << 3],
    ['F', 1 << 4],
    ['PK', 1 << 5],
    ['SS', 1 << 6],
    ['SGX', 1 << 15],
  ],
  // include/trace/events/sched.h of 4.14 and later; `+` is "preempted", 0x100 there.
  taskStates: [['R', 0], ...bits('S', 'D', 'T', 't', 'X', 'Z', 'P', 'I', '+')],
  // plugin_sched_switch.c of libtraceevent has older letters, and no mark for "preempted": R tells no number.
  pluginTaskStates: bits('S', 'D', 'T', 't', 'Z', 'X', 'x', 'W'),
  // include/linux/hrtimer.h.
  timerModes: [['ABS', 0], ...bits('REL', 'PINNED', 'SOFT', 'HARD')],
  // include/trace/events/timer.h.
  tickDependencies: [
    ['NONE', 0],
    ...bits('POSIX_TIMER', 'PERF_EVENTS', 'SCHED', 'CLOCK_UNSTABLE', 'RCU', 'RCU_EXP'),
  ],
  // include/trace/events/migrate.h.
  migrateModes: numbered('MIGRATE_ASYNC', 'MIGRATE_SYNC_LIGHT', 'MIGRATE_SYNC'),
  migrateReasons: named(16, migrateReasonName),
  // include/trace/events/huge_memory.h.
  scanStatuses: numbered('failed', 'succeeded'),
  // arch/arm64/include/asm/kvm_arm.h.
  armExceptions: numbered('IRQ', 'SERROR', 'TRAP', 'IL'),
};

function numbered(...words: string[]): Words {
  return words.map((word, number) => [word, number]);
}

function bits(...words: string[]): Words {
  return words.map((word, bit) => [word, 1 << bit]);
}

function named(end: number, nameOf: (number: number) => string | undefined): Words {
  return Array.from({ length: end }, (_, number) => [nameOf(number), number] as const).filter(
    (entry): entry is [string, number] => entry[0] !== undefined,
  );
}

/** Of the registers that are eight words long only the first has a name in the kernel's list. */
function apicRegisterWords(): Words {
  return Array.from({ length: 0x50 }, (_, index) => index * 0x10).flatMap((offset) => {
    const name = apicRegisterName(offset);
    if (name === undefined) return [];
    const bitmap = /^(ISR|TMR|IRR)(\d)$/.exec(name);
    if (bitmap === null) return [[`APIC_${name}`, offset] as const];
    return bitmap[2] === '0' ? [[`APIC_${bitmap[1]!}`, offset] as const] : [];
  });
}
