/** `KVM_EMUL_INSN_F_CS_D` and `_CS_L`: arch/x86/kvm/trace.h. */
const CODE_32 = 1 << 2;
const CODE_64 = 1 << 3;

/** Width of the code that a `kvm_emulate_insn` recorded, by its `flags`. */
export function emulatedBitness(flags: number): 16 | 32 | 64 {
  if (flags & CODE_64) return 64;
  return flags & CODE_32 ? 32 : 16;
}
