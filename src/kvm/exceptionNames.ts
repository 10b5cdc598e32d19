/** `#PF` for 14. Undefined: a vector the manuals reserve. Source: arch/x86/include/asm/trapnr.h. */
export function exceptionName(vector: number): string | undefined {
  const mnemonic = mnemonics.get(vector);
  return mnemonic === undefined ? undefined : `#${mnemonic}`;
}

const mnemonics: ReadonlyMap<number, string> = new Map([
  [0, 'DE'],
  [1, 'DB'],
  [3, 'BP'],
  [4, 'OF'],
  [5, 'BR'],
  [6, 'UD'],
  [7, 'NM'],
  [8, 'DF'],
  [10, 'TS'],
  [11, 'NP'],
  [12, 'SS'],
  [13, 'GP'],
  [14, 'PF'],
  [16, 'MF'],
  [17, 'AC'],
  [18, 'MC'],
  [19, 'XM'],
  [20, 'VE'],
  [21, 'CP'],
  [28, 'HV'],
  [29, 'VC'],
  [30, 'SX'],
]);
