/** Characters of a piece: an answer is 256 KB at most, and names may take more bytes than characters. */
const PIECE_CHARS = 192 * 1024;
const TEXTS_A_STEP = 128;

/** A long text that is made while it is fetched, piece by piece. */
export class TextPieces {
  private texts: Generator<string, undefined>;
  private next = 0;

  constructor(
    private readonly begin: () => Generator<string, undefined>,
    private readonly breathe: () => Promise<void>,
  ) {
    this.texts = begin();
  }

  /** Piece `start`; one that was given already is made again. `next`: null after the last one. */
  async piece(start: number): Promise<{ readonly text: string; readonly next: number | null }> {
    if (!Number.isInteger(start) || start < 0) throw new Error('Pieces count from 0.');
    if (start < this.next) {
      this.texts = this.begin();
      this.next = 0;
    }
    for (;;) {
      const { text, isLast } = await this.take();
      this.next++;
      if (this.next > start || isLast) return { text, next: isLast ? null : this.next };
    }
  }

  private async take(): Promise<{ readonly text: string; readonly isLast: boolean }> {
    const parts: string[] = [];
    let chars = 0;
    for (let taken = 1; chars < PIECE_CHARS; taken++) {
      const step = this.texts.next();
      if (step.done === true) return { text: parts.join(''), isLast: true };
      parts.push(step.value);
      chars += step.value.length;
      if (step.value === '' || taken % TEXTS_A_STEP === 0) await this.breathe();
    }
    return { text: parts.join(''), isLast: false };
  }
}
