/** Bytes of code that wait for an address which nothing tells. */
export interface OpenPlace {
  readonly address: number;
  /** What is to stand there the address of. */
  readonly symbol: string;
}

/** Code by address, as a file of symbols has it. */
export interface ImageCode {
  has(address: number): boolean;
  /** Copies what stands at an address; returns how many bytes are known there, 0 where none are. */
  read(address: number, target: Uint8Array): number;
  /** Of a module: what in this range nobody knows the address of. */
  openBetween?(from: number, to: number): readonly OpenPlace[];
}
