import { grown } from '../base/grown';
import { BLOCK_ROWS } from '../events/EventTable';

/** The fixed columns of the block being built, at full length. Cursors write their events into them. */
export class BlockColumns {
  readonly time = new Float64Array(BLOCK_ROWS);
  readonly kind = new Uint16Array(BLOCK_ROWS);
  readonly stream = new Uint16Array(BLOCK_ROWS);
  readonly tid = new Int32Array(BLOCK_ROWS);
  readonly flags = new Uint8Array(BLOCK_ROWS);
  readonly detail = new Uint16Array(BLOCK_ROWS);
  readonly place = new Int32Array(BLOCK_ROWS);
  /** By stream: the position its places count from; NaN while it has none in this block. */
  placeBase: Float64Array<ArrayBuffer>;

  constructor(streamCount: number) {
    this.placeBase = new Float64Array(streamCount).fill(NaN);
  }

  /** Takes in streams that were found since. */
  makeRoom(streamCount: number): void {
    if (streamCount <= this.placeBase.length) return;
    this.placeBase = grown(this.placeBase, new Float64Array(streamCount).fill(NaN));
  }
}
