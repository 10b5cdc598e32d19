import { phrases } from './OtherFile';
import type { OtherFile } from './OtherFile';
import { looksLikeCpuBuffer, looksLikePerfettoTrace } from './otherTraceBytes';

/** Known containers that are no recordings, by their first bytes. Sources: the formats' own descriptions. */
export function describeBinaryFile(start: Uint8Array): OtherFile | undefined {
  return kinds.find(({ recognises }) => recognises(start));
}

interface Kind extends OtherFile {
  readonly recognises: (start: Uint8Array) => boolean;
}

const packed = 'it reads a recording only unpacked';

const { noEvents, otherTrace, openRecording, recordAgain } = phrases;

const kinds: readonly Kind[] = [
  packedFile('a gzip file', [[0x1f, 0x8b]], 'gunzip'),
  packedFile('a zstd file', [[0x28, 0xb5, 0x2f, 0xfd]], 'zstd -d'),
  packedFile('an xz file', [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]], 'unxz'),
  packedFile('a bzip2 file', [[...bytesOf('BZh')]], 'bunzip2'),
  packedFile('an lz4 file', [[0x04, 0x22, 0x4d, 0x18]], 'lz4 -d'),
  packedFile('a zip file', [bytesOf('PK\x03\x04')], 'unzip'),
  packedFile('a 7z file', [[0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]], '7z x'),
  {
    what: 'a tar archive',
    because: packed,
    advice: 'Unpack it with tar -xf first.',
    recognises: startsWith([bytesOf('ustar')], 257),
  },
  {
    what: 'a core dump in ELF format',
    because: noEvents,
    advice: openRecording,
    recognises: (start) => isElf(start) && elfType(start) === ELF_TYPE_CORE,
  },
  {
    what: 'a program or module in ELF format',
    because: noEvents,
    advice: openRecording,
    recognises: isElf,
  },
  {
    what: 'a compressed kernel crash dump',
    because: noEvents,
    advice: 'The trace extension of the crash utility writes a trace.dat from it: trace dump -t.',
    recognises: startsWith([bytesOf('KDUMP   '), bytesOf('makedumpfile')]),
  },
  {
    what: 'a network capture (pcap)',
    because: noEvents,
    advice: openRecording,
    recognises: startsWith([
      [0xd4, 0xc3, 0xb2, 0xa1],
      [0xa1, 0xb2, 0xc3, 0xd4],
      [0x4d, 0x3c, 0xb2, 0xa1],
      [0xa1, 0xb2, 0x3c, 0x4d],
      [0x0a, 0x0d, 0x0d, 0x0a],
    ]),
  },
  {
    what: 'a part of an LTTng trace (CTF)',
    because: otherTrace,
    advice: recordAgain,
    recognises: startsWith([
      [0xc1, 0x1f, 0xfc, 0xc1],
      [0xc1, 0xfc, 0x1f, 0xc1],
      [0x57, 0x1d, 0xd1, 0x75],
      [0x75, 0xd1, 0x1d, 0x57],
      bytesOf('/* CTF '),
    ]),
  },
  {
    what: 'a simpletrace file of QEMU',
    because: "it holds QEMU's own events, none of KVM",
    advice: 'Record kvm events on the host with trace-cmd while QEMU runs.',
    recognises: startsWith(
      [
        [0xb4, 0x29, 0xa4, 0x0a, 0xcb, 0x77, 0xb1, 0xf2],
        [0xf2, 0xb1, 0x77, 0xcb, 0x0a, 0xa4, 0x29, 0xb4],
      ],
      8,
    ),
  },
  {
    what: 'an event trace log of Windows (ETL)',
    because: otherTrace,
    advice: recordAgain,
    recognises: isEventTraceLog,
  },
  {
    what: 'a database of SQLite',
    because: noEvents,
    advice: openRecording,
    recognises: startsWith([bytesOf('SQLite format 3\0')]),
  },
  {
    what: 'text in UTF-16',
    because: 'it reads texts in UTF-8',
    advice: 'Save it as UTF-8; on Windows, the > of PowerShell writes UTF-16.',
    recognises: startsWith([
      [0xff, 0xfe],
      [0xfe, 0xff],
    ]),
  },
  {
    what: 'a picture (PNG)',
    because: noEvents,
    advice: openRecording,
    recognises: startsWith([[0x89, 0x50, 0x4e, 0x47]]),
  },
  {
    what: 'the buffer of one CPU of a recording that was not finished',
    because: 'the descriptions of its events are in another file',
    advice:
      'trace-cmd restore puts the trace.dat.cpuN files of such a recording together to a trace.dat.',
    recognises: looksLikeCpuBuffer,
  },
  {
    what: 'a trace of Perfetto',
    because: otherTrace,
    advice: recordAgain,
    recognises: looksLikePerfettoTrace,
  },
  {
    what: 'a file that begins with nothing but zeros',
    because: 'its first bytes are those of no recording',
    advice: 'It may be a copy that was not finished. Copy it again.',
    recognises: (start) => start.length >= 512 && start.every((byte) => byte === 0),
  },
];

function packedFile(what: string, magics: readonly (readonly number[])[], unpack: string): Kind {
  const advice = `Unpack it with ${unpack} first.`;
  return { what, because: packed, advice, recognises: startsWith(magics) };
}

function startsWith(
  magics: readonly (readonly number[])[],
  at = 0,
): (start: Uint8Array) => boolean {
  return (start) =>
    magics.some((magic) => magic.every((byte, index) => start[at + index] === byte));
}

function bytesOf(text: string): number[] {
  return Array.from(text, (char) => char.charCodeAt(0));
}

const ELF_TYPE_CORE = 4;

function isElf(start: Uint8Array): boolean {
  return startsWith([[0x7f, ...bytesOf('ELF')]])(start);
}

function elfType(start: Uint8Array): number | undefined {
  const isBigEndian = start[5] === 2;
  return start[isBigEndian ? 17 : 16];
}

/** The first event, behind the header of the first buffer (0x48 bytes, in older versions 0x40), is the log's own. */
function isEventTraceLog(start: Uint8Array): boolean {
  return [0x40, 0x48].some(
    (at) =>
      (start[at] === 1 || start[at] === 2) &&
      start[at + 1] === 0 &&
      (start[at + 2] === 1 || start[at + 2] === 2) &&
      start[at + 3] === 0xc0,
  );
}
