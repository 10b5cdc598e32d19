/** KVM hypercall by number: `SEND_IPI` for 10. Source: domain reference A.2; KVM_HC_* in include/uapi/linux/kvm_para.h. */
export function hypercallName(number: number): string | undefined {
  return kvmHypercalls.get(number);
}

/** Hyper-V call code: HVCALL_* in include/asm-generic/hyperv-tlfs.h. */
export function hypervHypercallName(code: number): string | undefined {
  return hypervHypercalls.get(code);
}

/** Xen hypercall: xen/include/public/xen.h. `sched_op` with block or poll is how a Xen guest idles. */
export function xenHypercallName(number: number): string | undefined {
  return xenHypercalls.get(number);
}

const kvmHypercalls: ReadonlyMap<number, string> = new Map([
  [1, 'VAPIC_POLL_IRQ'],
  [2, 'MMU_OP'],
  [3, 'FEATURES'],
  [4, 'PPC_MAP_MAGIC_PAGE'],
  [5, 'KICK_CPU'],
  [6, 'MIPS_GET_CLOCK_FREQ'],
  [7, 'MIPS_EXIT_VM'],
  [8, 'MIPS_CONSOLE_OUTPUT'],
  [9, 'CLOCK_PAIRING'],
  [10, 'SEND_IPI'],
  [11, 'SCHED_YIELD'],
  [12, 'MAP_GPA_RANGE'],
]);

const hypervHypercalls: ReadonlyMap<number, string> = new Map([
  [0x0002, 'FLUSH_VIRTUAL_ADDRESS_SPACE'],
  [0x0003, 'FLUSH_VIRTUAL_ADDRESS_LIST'],
  [0x0008, 'NOTIFY_LONG_SPIN_WAIT'],
  [0x000b, 'SEND_IPI'],
  [0x0013, 'FLUSH_VIRTUAL_ADDRESS_SPACE_EX'],
  [0x0014, 'FLUSH_VIRTUAL_ADDRESS_LIST_EX'],
  [0x0015, 'SEND_IPI_EX'],
  [0x0050, 'GET_VP_REGISTERS'],
  [0x0051, 'SET_VP_REGISTERS'],
  [0x005c, 'POST_MESSAGE'],
  [0x005d, 'SIGNAL_EVENT'],
  [0x0069, 'POST_DEBUG_DATA'],
  [0x006a, 'RETRIEVE_DEBUG_DATA'],
  [0x006b, 'RESET_DEBUG_SESSION'],
  [0x008b, 'EXT_CALL_QUERY_CAPABILITIES'],
  [0x00af, 'FLUSH_GUEST_PHYSICAL_ADDRESS_SPACE'],
  [0x00b0, 'FLUSH_GUEST_PHYSICAL_ADDRESS_LIST'],
]);

const xenHypercalls: ReadonlyMap<number, string> = new Map([
  [12, 'memory_op'],
  [17, 'xen_version'],
  [18, 'console_io'],
  [20, 'grant_table_op'],
  [21, 'vm_assist'],
  [24, 'vcpu_op'],
  [29, 'sched_op'],
  [32, 'event_channel_op'],
  [33, 'physdev_op'],
  [34, 'hvm_op'],
]);
