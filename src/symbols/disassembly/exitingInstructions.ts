/**
 * Instructions that leave a guest always or when the hypervisor asks for it, by their mnemonic
 * (Intel SDM volume 3, sections 26.1.2 and 26.1.3; AMD APM volume 2, section 15.9). Accesses to
 * memory may exit from any instruction and are not meant; MOV to and from control and debug
 * registers is told by its operands.
 */
export const exitingInstructions: ReadonlySet<string> = new Set([
  ...['hlt', 'mwait', 'mwaitx', 'monitor', 'monitorx', 'pause', 'umwait', 'tpause'],
  ...['cpuid', 'getsec', 'invd', 'wbinvd', 'wbnoinvd', 'xsetbv', 'rsm'],
  ...['rdmsr', 'wrmsr', 'rdmsrlist', 'wrmsrlist', 'wrmsrns', 'rdtsc', 'rdtscp', 'rdpmc'],
  ...['in', 'out', 'insb', 'insw', 'insd', 'outsb', 'outsw', 'outsd'],
  ...['vmcall', 'vmclear', 'vmlaunch', 'vmptrld', 'vmptrst', 'vmread', 'vmresume', 'vmwrite'],
  ...['vmxoff', 'vmxon', 'vmfunc', 'invept', 'invvpid', 'seamcall', 'tdcall'],
  ...['vmmcall', 'vmrun', 'vmload', 'vmsave', 'stgi', 'clgi', 'skinit', 'invlpga', 'vmgexit'],
  ...['invlpg', 'invpcid', 'invlpgb', 'tlbsync', 'clts', 'lmsw', 'smsw'],
  ...['lgdt', 'lidt', 'lldt', 'ltr', 'sgdt', 'sidt', 'sldt', 'str'],
  ...['rdrand', 'rdseed', 'xsaves', 'xrstors', 'encls', 'enclv', 'pconfig', 'loadiwkey', 'icebp'],
]);
