/** Numbers appended one by one, without an object each. */
export class GrowableFloats {
  length = 0;
  private values = new Float64Array(16);

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float64Array(this.values.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }

  /** The numbers in order of arrival; a view that the next `push` may leave behind. */
  get view(): Float64Array {
    return this.values.subarray(0, this.length);
  }
}
