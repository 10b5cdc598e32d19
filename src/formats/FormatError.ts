import { hex } from '../base/hex';

export type FormatErrorCode =
  | 'not-a-trace'
  | 'empty-file'
  | 'truncated'
  | 'bad-value'
  | 'too-large'
  | 'bad-compression'
  | 'unsupported'
  | 'unreadable';

/** Where in the file something is wrong: byte offset from the start of the file. */
export interface FilePlace {
  readonly section: string;
  readonly offset: number;
}

/** The file cannot be read, or not from this place on. Says section, byte, cause and what to do. */
export class FormatError extends Error {
  override readonly name = 'FormatError';

  constructor(
    readonly code: FormatErrorCode,
    readonly place: FilePlace,
    readonly reason: string,
    readonly advice: string,
  ) {
    super(`${place.section} at byte ${hex(place.offset)}: ${reason}. ${advice}`);
  }
}
