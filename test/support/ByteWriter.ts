/** Appends numbers and texts in one byte order: what the readers' tests are written with. */
export class ByteWriter {
  private readonly parts: Uint8Array[] = [];
  private length_ = 0;

  constructor(readonly littleEndian = true) {}

  get length(): number {
    return this.length_;
  }

  bytes(bytes: Uint8Array): this {
    this.parts.push(bytes);
    this.length_ += bytes.length;
    return this;
  }

  u8(value: number): this {
    return this.bytes(Uint8Array.of(value));
  }

  u16(value: number): this {
    return this.view(2, (view) => {
      view.setUint16(0, value, this.littleEndian);
    });
  }

  u32(value: number): this {
    return this.view(4, (view) => {
      view.setUint32(0, value, this.littleEndian);
    });
  }

  u64(value: bigint | number): this {
    return this.view(8, (view) => {
      view.setBigUint64(0, BigInt.asUintN(64, BigInt(value)), this.littleEndian);
    });
  }

  text(text: string): this {
    return this.bytes(Uint8Array.from(text, (char) => char.charCodeAt(0)));
  }

  zstr(text: string): this {
    return this.text(`${text}\0`);
  }

  /** Zeros up to the next multiple. */
  align(multiple: number): this {
    const rest = this.length_ % multiple;
    return rest === 0 ? this : this.bytes(new Uint8Array(multiple - rest));
  }

  finish(): Uint8Array {
    const all = new Uint8Array(this.length_);
    let at = 0;
    for (const part of this.parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }

  private view(byteCount: number, set: (view: DataView) => void): this {
    const bytes = new Uint8Array(byteCount);
    set(new DataView(bytes.buffer));
    return this.bytes(bytes);
  }
}
