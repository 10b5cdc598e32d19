import { ByteWriter } from '../ByteWriter';
import { formatText, recordBytes, tracepoints } from '../tracepoints';
import type { Tracepoint } from '../tracepoints';
import { eventsOfText } from '../traceText';
import { writePerfData } from './perfDataWriter';
import type { WrittenAttr, WrittenPerfData } from './perfDataWriter';
import { compressedRecords, PerfRecordWriter } from './PerfRecordWriter';

export type PerfTextOptions = Partial<Omit<WrittenPerfData, 'attrs' | 'formats' | 'records'>> & {
  /** `PERF_SAMPLE_…` of all events; as perf record -a asks for, when absent. */
  readonly sampleType?: number;
  readonly readFormat?: number;
  readonly clockId?: number;
  /** Stamp of time 0. */
  readonly base?: bigint;
  readonly tracepoints?: readonly Tracepoint[];
  /** Events that are no tracepoints, beside these. */
  readonly otherAttrs?: readonly WrittenAttr[];
  /** Compressed records hold so many bytes of records each, whole or not. */
  readonly pieceBytes?: number;
  readonly compressedType?: 81 | 83;
};

/** IP, TID, TIME, CPU, PERIOD, RAW, IDENTIFIER. */
export const USUAL_SAMPLE_TYPE = 0x1_0587;
const CPUS = 8;
const TRACEPOINT = 2;

/**
 * A perf.data written as text, a record a line, in the order of the file: events as `traceText` has
 * them (`1800 cpu0 100 kvm_exit exit_reason=12`; `pid=7` is the process, `chain=a,b` addresses,
 * `mode=4` the CPU mode), `round`, `5 lost cpu0 17`, `lost-samples 17`, `5 comm 100 NAME`, `5 fork 101 100`.
 */
export function perfText(text: string, options: PerfTextOptions = {}): Uint8Array {
  const { isCompressed = false, littleEndian = true, pieceBytes = 1000 } = options;
  const rounds = perfRecords(text, options);
  const records = new ByteWriter(littleEndian);
  const isPacked = ({ isRound }: Piece): boolean => isCompressed && !isRound;
  const pieces = rounds.filter(isPacked).flatMap(({ bytes }) => cut(bytes, pieceBytes));
  const packed = compressedRecords(pieces, littleEndian, options.compressedType);
  for (const round of rounds) {
    if (!isPacked(round)) records.bytes(round.bytes);
    else cut(round.bytes, pieceBytes).forEach(() => records.bytes(packed.shift()!));
  }
  return perfDataOf(records.finish(), options);
}

/** The file around records that were written before. */
export function perfDataOf(records: Uint8Array, options: PerfTextOptions = {}): Uint8Array {
  const { tracepoints: own = tracepoints } = options;
  return writePerfData({
    ...options,
    attrs: attrsOf(options),
    formats: own.map((tracepoint) => ({
      system: tracepoint.system,
      text: formatText(tracepoint, options),
    })),
    records,
  });
}

interface Piece {
  readonly isRound: boolean;
  readonly bytes: Uint8Array;
}

/** The records, with each mark of a round apart. */
export function perfRecords(text: string, options: PerfTextOptions = {}): readonly Piece[] {
  const { littleEndian = true, base = 1_000_000n, tracepoints: own = tracepoints } = options;
  const { sampleType = USUAL_SAMPLE_TYPE, readFormat = 0, sampleIdAll = true } = options;
  const attrs = attrsOf(options);
  const stamp = (time: string): bigint => (time === '0' ? 0n : BigInt(time) + base);
  const pieces: Piece[] = [];
  let out = new PerfRecordWriter(littleEndian, sampleType, sampleIdAll);
  const end = (): void => {
    if (out.length > 0) pieces.push({ isRound: false, bytes: out.finish() });
    out = new PerfRecordWriter(littleEndian, sampleType, sampleIdAll);
  };
  for (const line of text.split('\n').map((part) => part.trim())) {
    const words = line.split(' ');
    if (line === '') continue;
    if (line === 'round') {
      end();
      pieces.push({ isRound: true, bytes: out.round().finish() });
      out = new PerfRecordWriter(littleEndian, sampleType, sampleIdAll);
    } else if (words[0] === 'lost-samples') out.lostSamples(Number(words[1]));
    else if (words[1] === 'lost') {
      out.lost(stamp(words[0]!), Number(words[2]!.slice(3)), Number(words[3]));
    } else if (words[1] === 'comm') {
      out.comm(stamp(words[0]!), Number(words[2]), words.slice(3).join(' '));
    } else if (words[1] === 'fork') out.fork(stamp(words[0]!), Number(words[2]), Number(words[3]));
    else {
      const [event] = eventsOfText(line);
      const { time, hostCpu, tid, fields } = event!;
      const attr = attrs.find(({ name }) => name.replace(/^.*:/, '') === event!.event)!;
      const tracepoint = own.find(({ name }) => name === event!.event);
      const { pid = String(tid), chain, mode = '1', ...values } = fields;
      out.sample(
        {
          time: base + BigInt(time),
          hostCpu,
          tid,
          pid: Number(pid),
          id: attr.ids[hostCpu % attr.ids.length]!,
          mode: Number(mode),
          callchain: chain === undefined ? [] : String(chain).split(',').map(BigInt),
          ...(tracepoint && { raw: recordBytes(tracepoint, event!, values, options) }),
        },
        attr.sampleType,
        readFormat,
      );
    }
  }
  end();
  return pieces;
}

function attrsOf(options: PerfTextOptions): readonly WrittenAttr[] {
  const { tracepoints: own = tracepoints, otherAttrs = [] } = options;
  const { sampleType = USUAL_SAMPLE_TYPE, readFormat = 0, clockId } = options;
  return [
    ...own.map(({ system, name, id }, index) => ({
      type: TRACEPOINT,
      config: id,
      sampleType,
      readFormat,
      name: `${system}:${name}`,
      ids: Array.from({ length: CPUS }, (_, cpu) => 100 + index * CPUS + cpu),
      ...(clockId !== undefined && { clockId }),
    })),
    ...otherAttrs,
  ];
}

function cut(bytes: Uint8Array, pieceBytes: number): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    pieces.push(bytes.subarray(at, at + pieceBytes));
  }
  return pieces;
}
