/** An ELF file for x86-64 that holds nothing but its build ID, as lower-case hex. */
export function noteElf(buildId: string): Buffer {
  const id = Buffer.from(buildId, 'hex');
  const header = Buffer.alloc(64 + 56);
  header.write('\x7fELF', 'latin1');
  header.set([2, 1, 1], 4); // ELF64, little-endian
  header.writeUInt16LE(2, 16); // an executable
  header.writeUInt16LE(62, 18); // x86-64
  header.writeUInt32LE(1, 20);
  header.writeBigUInt64LE(64n, 32); // program headers
  header.writeUInt16LE(64, 52);
  header.writeUInt16LE(56, 54);
  header.writeUInt16LE(1, 56);
  header.writeUInt32LE(4, 64); // PT_NOTE
  header.writeBigUInt64LE(BigInt(header.length), 72);
  header.writeBigUInt64LE(BigInt(16 + id.length), 96);
  const note = Buffer.alloc(16);
  note.writeUInt32LE(4, 0);
  note.writeUInt32LE(id.length, 4);
  note.writeUInt32LE(3, 8); // NT_GNU_BUILD_ID
  note.write('GNU\0', 12, 'latin1');
  return Buffer.concat([header, note, id]);
}
