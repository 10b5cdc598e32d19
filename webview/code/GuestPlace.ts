/** An instruction of a guest. */
export interface GuestPlace {
  readonly vm: number;
  /** `0x…`. */
  readonly rip: string;
}
