/**
 * A log as CSVFormat and log() of tools/kvm/kvm_stat/kvm_stat write it: made by hand, because no
 * kvm_stat runs where the fixtures are recorded.
 */
export const kvmStatLog = `timestamp,kvm_entry,kvm_exit,kvm_exit(EPT_VIOLATION),kvm_exit(HLT),kvm_halt_poll_ns
2026-11-22 09:15:02,1200,1201,3,700,0
2026-11-22 09:15:05,0,0,0,0,0
2026-11-22 09:15:08,40,39,0,-2,12
`;
