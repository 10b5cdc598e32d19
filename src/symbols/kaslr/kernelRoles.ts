import type { ExitInstruction } from '../../kvm/exitInstructions';

/** Functions of Linux in which an instruction stands, and how sure an exit of it is to be in one of them. */
export interface KernelRole {
  readonly functions: readonly string[];
  readonly likely: number;
}

/** arch/x86/kernel/paravirt.c, arch/x86/include/asm/irqflags.h, drivers/acpi/processor_idle.c, smpboot.c, kvm.c, process.c. */
const halt: KernelRole = {
  functions: [
    'native_safe_halt',
    'pv_native_safe_halt',
    'native_halt',
    'default_idle',
    'default_idle_call',
    'arch_cpu_idle',
    'amd_e400_idle',
    'acpi_safe_halt',
    'acpi_idle_do_entry',
    'acpi_idle_enter',
    'acpi_idle_play_dead',
    'kvm_wait',
    'kvm_async_pf_task_wait_schedule',
    'kvm_async_pf_task_wait_halt',
    'stop_this_cpu',
    'hlt_play_dead',
    'native_play_dead',
    'crash_nmi_callback',
  ],
  likely: 0.95,
};

/** arch/x86/kernel/process.c, drivers/idle/intel_idle.c, arch/x86/kernel/acpi/cstate.c, smpboot.c. */
const monitorWait: KernelRole = {
  functions: [
    'mwait_idle',
    'mwait_idle_with_hints',
    'intel_idle',
    'intel_idle_irq',
    'intel_idle_ibrs',
    'intel_idle_xstate',
    'intel_idle_s2idle',
    'acpi_processor_ffh_cstate_enter',
    'mwait_play_dead',
    'mwait_play_dead_cpuid_hint',
    'native_play_dead',
  ],
  likely: 0.95,
};

const readMsr = [
  'native_read_msr',
  'native_read_msr_safe',
  'paravirt_read_msr',
  'native_rdmsrq',
  'native_apic_msr_read',
  'native_x2apic_icr_read',
];
const writeMsr = [
  'native_write_msr',
  'native_write_msr_safe',
  'paravirt_write_msr',
  'native_wrmsrq',
  'native_apic_msr_write',
  'native_apic_msr_eoi_write',
  'native_apic_msr_eoi',
  'native_x2apic_icr_write',
  'x2apic_send_IPI',
  'x2apic_send_IPI_self',
  '__x2apic_send_IPI_mask',
  '__x2apic_send_IPI_dest',
  'lapic_next_deadline',
  'write_spec_ctrl_current',
  'entry_ibpb',
];

/**
 * Without the code itself, the function that an exit is in tells: a kernel keeps most of these
 * instructions in a few small ones. Those that it inlines everywhere (CPUID, port I/O) tell less.
 */
export const kernelRoles: Partial<Readonly<Record<ExitInstruction, KernelRole>>> = {
  hlt: halt,
  mwait: monitorWait,
  monitor: monitorWait,
  // arch/x86/include/asm/msr.h and apic.h, arch/x86/kernel/apic/x2apic_*.c and apic.c, cpu/bugs.c.
  rdmsr: { functions: readMsr, likely: 0.8 },
  wrmsr: { functions: writeMsr, likely: 0.8 },
  msr: { functions: [...readMsr, ...writeMsr], likely: 0.8 },
  // arch/x86/kernel/kvm.c.
  hypercall: {
    functions: ['kvm_kick_cpu', '__send_ipi_mask', 'kvm_smp_send_call_func_ipi', 'kvm_hypercall1'],
    likely: 0.6,
  },
  // kernel/locking/qspinlock.c and qrwlock.c, kernel/smp.c, kernel/locking/mutex.c, arch/x86/lib/delay.c.
  pause: {
    functions: [
      'native_queued_spin_lock_slowpath',
      '__pv_queued_spin_lock_slowpath',
      'queued_read_lock_slowpath',
      'queued_write_lock_slowpath',
      'smp_call_function_many_cond',
      'smp_call_function_single',
      'mutex_spin_on_owner',
      'rwsem_spin_on_owner',
      'osq_lock',
      'cpu_idle_poll',
      'poll_idle',
      'delay_tsc',
    ],
    likely: 0.6,
  },
  // drivers/tty/serial/8250/8250_port.c, arch/x86/pci/direct.c, lib/iomap.c, drivers/clocksource/acpi_pm.c.
  io: {
    functions: [
      'io_serial_in',
      'io_serial_out',
      'pci_conf1_read',
      'pci_conf1_write',
      'iowrite8',
      'iowrite16',
      'iowrite32',
      'ioread8',
      'ioread16',
      'ioread32',
      'acpi_os_read_port',
      'acpi_os_write_port',
      'acpi_pm_read',
      'mach_get_cmos_time',
      'rtc_cmos_read',
      'rtc_cmos_write',
    ],
    likely: 0.5,
  },
  // arch/x86/include/asm/processor.h.
  cpuid: { functions: ['native_cpuid'], likely: 0.3 },
};
