/** General-purpose register by its number in exit information and ModR/M: `rax` for 0. */
export function generalRegisterName(number: number): string {
  return names[number] ?? `register ${number}`;
}

const names = [
  'rax',
  'rcx',
  'rdx',
  'rbx',
  'rsp',
  'rbp',
  'rsi',
  'rdi',
  'r8',
  'r9',
  'r10',
  'r11',
  'r12',
  'r13',
  'r14',
  'r15',
] as const;
