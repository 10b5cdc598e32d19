import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { notARecording } from '../../src/formats/otherFiles';

/** One byte a character. */
const text = (characters: string): Uint8Array => Buffer.from(characters, 'latin1');
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

/** `length` zeros with some bytes at an offset. */
function at(offset: number, values: Uint8Array, length = offset + values.length): Uint8Array {
  const start = new Uint8Array(length);
  start.set(values, offset);
  return start;
}

const elf = (type: number): Uint8Array => {
  const start = at(16, bytes(type, 0), 64);
  start.set([0x7f, 0x45, 0x4c, 0x46, 2, 1]);
  return start;
};

/** Two pages of a ring buffer with their stamp and used bytes. */
const cpuBuffer = (first: bigint, second: bigint): Uint8Array => {
  const start = new Uint8Array(8192);
  const view = new DataView(start.buffer);
  for (const [offset, stamp] of [
    [0, first],
    [4096, second],
  ] as const) {
    view.setBigUint64(offset, stamp, true);
    view.setUint32(offset + 8, 0xc000_0fd8, true);
    view.setUint32(offset + 12, 0xffff_ffff, true);
  }
  return start;
};

const perfettoPacket = [0x0a, 0x03, 0x08, 0x01, 0x10];

const kinds: readonly (readonly [what: string, start: Uint8Array, message: RegExp])[] = [
  [
    'dmesg',
    text('[    0.000000] Linux version 6.1.0-56-amd64\n[    0.000000] Command line: quiet\n'),
    /a log of the kernel, as dmesg prints it, .* no trace events/,
  ],
  [
    'perf script without times',
    text('       vmm   192 [000]                 kvm:kvm_entry: vcpu 0, rip 0x1\n'),
    /output of perf script without times, .* \(perf script -F \+time\)\.$/,
  ],
  [
    'perf script without times and host CPUs',
    text('       vmm   192           kvm:kvm_entry: vcpu 0, rip 0x1\n'),
    /output of perf script without times/,
  ],
  ['gzip', gzipSync('trace'), /this is a gzip file, .* because .* Unpack it with gunzip first\.$/],
  ['zstd', bytes(0x28, 0xb5, 0x2f, 0xfd), /a zstd file, .* Unpack it with zstd -d first/],
  ['xz', bytes(0xfd, 0x37, 0x7a, 0x58, 0x5a, 0), /an xz file/],
  ['bzip2', text('BZh91AY&SY'), /a bzip2 file/],
  ['lz4', bytes(0x04, 0x22, 0x4d, 0x18), /an lz4 file/],
  ['zip', text('PK\x03\x04'), /a zip file/],
  ['7z', bytes(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c), /a 7z file/],
  ['tar', at(257, text('ustar'), 512), /a tar archive, .* tar -xf/],
  ['a program', elf(2), /a program or module in ELF format/],
  ['a core dump', elf(4), /a core dump in ELF format/],
  ['a crash dump', text('KDUMP   '), /a compressed kernel crash dump, .* trace dump -t/],
  ['pcap', bytes(0xd4, 0xc3, 0xb2, 0xa1), /a network capture \(pcap\)/],
  ['pcapng', bytes(0x0a, 0x0d, 0x0d, 0x0a), /a network capture \(pcap\)/],
  ['CTF metadata', text('/* CTF 1.8 */'), /a part of an LTTng trace \(CTF\), .* another tracer/],
  ['a CTF stream', bytes(0xc1, 0x1f, 0xfc, 0xc1), /a part of an LTTng trace/],
  [
    'simpletrace',
    Uint8Array.of(
      ...new Array<number>(8).fill(255),
      0xb4,
      0x29,
      0xa4,
      0x0a,
      0xcb,
      0x77,
      0xb1,
      0xf2,
    ),
    /a simpletrace file of QEMU, .* QEMU's own events/,
  ],
  ['ETL', at(0x48, bytes(2, 0, 2, 0xc0), 256), /an event trace log of Windows \(ETL\)/],
  ['SQLite', text('SQLite format 3\0'), /a database of SQLite/],
  ['UTF-16', text('\xff\xfec\0p\0u\0s\0'), /text in UTF-16, .* Save it as UTF-8/],
  ['PNG', bytes(0x89, 0x50, 0x4e, 0x47), /a picture \(PNG\)/],
  ['a CPU buffer', cpuBuffer(5n, 7n), /the buffer of one CPU .* trace-cmd restore/],
  ['Perfetto', bytes(...new Array<number[]>(9).fill(perfettoPacket).flat()), /a trace of Perfetto/],
  ['zeros', new Uint8Array(4096), /begins with nothing but zeros, .* Copy it again/],
  ['a pointer of Git LFS', text('version https://git-lfs.github.com/spec/v1'), /git lfs pull/],
  ['a KernelShark session', text('{ "type":"kshark.config.session" }'), /a session of KernelShark/],
  ['Chrome JSON', text('{ "traceEvents": [] }'), /a trace in JSON, as Chrome and Perfetto read it/],
  ['a list of events', text('[\n{"name":"x","ph":"X"}]'), /a trace in JSON/],
  [
    'perf kvm stat',
    text('\n\nAnalyze events for all VMs, all VCPUs:\n'),
    /a table of perf kvm stat/,
  ],
  ['perf report', text('# Samples: 3\n# Overhead  Command\n'), /a table of perf report/],
  ['HTML', text('<!DOCTYPE html>'), /a page of HTML/],
  ['XML', text('<?xml version="1.0"?>'), /a file in XML/],
  ['JSON', text('{ "a": 1 }'), /a file in JSON/],
  ['prose', text('\xef\xbb\xbfDear list,\nmy guest hangs.\n'), /plain text, .* trace-cmd report/],
  ['anything else', bytes(1, 2, 3, 4), /a binary file of a kind it does not know/],
];

describe('the refusal of a file that is no recording', () => {
  for (const [what, start, message] of kinds) {
    it(`says what it is, why it cannot be read, and what to do: ${what}`, () => {
      const error = notARecording(start);

      assert.equal(error.code, 'not-a-trace');
      assert.match(error.message, message);
      assert.match(
        error.message,
        /^file header at byte 0x0: this is .+, which Exitscope cannot read, because .+\. .+\.$/,
      );
    });
  }

  it('is another one for an empty file', () => {
    assert.match(notARecording(new Uint8Array(0)).message, /the file is empty/);
  });

  it('takes pages whose times go back for no buffer of a CPU', () => {
    assert.match(notARecording(cpuBuffer(7n, 5n)).message, /a kind it does not know/);
  });

  it('comes for any bytes, also cut ones', () => {
    const anyStart = fc
      .tuple(fc.constantFrom(...kinds), fc.nat(), fc.uint8Array({ maxLength: 40 }))
      .map(([[, start], cut, more]) => Uint8Array.of(...start.subarray(0, cut % 600), ...more));
    fc.assert(
      fc.property(anyStart, (start) => {
        assert.ok(notARecording(start).message.length > 0);
      }),
    );
  });
});
