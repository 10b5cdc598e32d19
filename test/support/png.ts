import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** Pixels as a canvas holds them: 0xAABBGGRR, by rows. */
export interface Picture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly pixels: Uint32Array;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** A PNG of eight bits a channel with alpha, every row unfiltered. */
export function encodePng({ widthPx, heightPx, pixels }: Picture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(widthPx, 0);
  header.writeUInt32BE(heightPx, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const rowBytes = widthPx * 4;
  const raw = Buffer.alloc((rowBytes + 1) * heightPx);
  const bytes = Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  for (let y = 0; y < heightPx; y++) {
    bytes.copy(raw, y * (rowBytes + 1) + 1, y * rowBytes, (y + 1) * rowBytes);
  }
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** What `encodePng` wrote: other PNGs are refused. */
export function decodePng(png: Buffer): Picture {
  let [widthPx, heightPx] = [0, 0];
  const packed: Buffer[] = [];
  for (let at = signature.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') {
      widthPx = body.readUInt32BE(0);
      heightPx = body.readUInt32BE(4);
    } else if (type === 'IDAT') packed.push(body);
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(packed));
  const rowBytes = widthPx * 4;
  const pixels = new Uint32Array(widthPx * heightPx);
  const bytes = Buffer.from(pixels.buffer);
  for (let y = 0; y < heightPx; y++) {
    const begin = y * (rowBytes + 1);
    if (raw[begin] !== 0) throw new Error('The picture has filtered rows.');
    raw.copy(bytes, y * rowBytes, begin + 1, begin + 1 + rowBytes);
  }
  return { widthPx, heightPx, pixels };
}

function chunk(type: string, body: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
}
