import { ByteNames } from './ByteNames';
import { asciiBytes } from './scanning';

/** Numbers by the words that a text prints for them. */
export class WordTable {
  private readonly names = new ByteNames();
  private readonly numbers: number[] = [];

  constructor(entries: Iterable<readonly [word: string, number: number]>) {
    for (const [word, number] of entries) {
      const index = this.names.add(asciiBytes(word));
      // Of several words for a number all are known, of several numbers for a word the first.
      this.numbers[index] ??= number;
    }
  }

  /** NaN for a word that the table does not have. */
  find(bytes: Uint8Array, from: number, to: number): number {
    const index = this.names.find(bytes, from, to);
    return index < 0 ? NaN : this.numbers[index]!;
  }
}
