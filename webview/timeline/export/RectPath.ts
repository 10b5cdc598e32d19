import { svgNumber } from './svgElement';

/** Rectangles of one look as one path. Neighbours of one height become one rectangle. */
export class RectPath {
  private readonly done: string[] = [];
  private fromX = 0;
  private endX = 0;
  private top = 0;
  private bottom = 0;

  /** Left to right; lengths in CSS pixels. */
  add(fromX: number, endX: number, top: number, bottom: number): void {
    if (bottom <= top) return;
    const isNext = fromX === this.endX && top === this.top && bottom === this.bottom;
    if (!isNext) {
      this.finish();
      this.fromX = fromX;
      this.top = top;
      this.bottom = bottom;
    }
    this.endX = endX;
  }

  /** What stands in `d`; '': there is nothing. */
  text(): string {
    this.finish();
    return this.done.join('');
  }

  private finish(): void {
    const width = svgNumber(this.endX - this.fromX);
    const height = svgNumber(this.bottom - this.top);
    if (this.endX > this.fromX && height !== '0') {
      const start = `${svgNumber(this.fromX)} ${svgNumber(this.top)}`;
      this.done.push(`M${start}h${width}v${height}h-${width}z`);
    }
    this.endX = this.fromX;
  }
}
