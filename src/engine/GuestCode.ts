import { readDistance } from '../base/hex';
import { signedOfBig } from '../base/signedAddress';
import { inSteps } from '../base/steps';
import type {
  CodeOfTrace,
  CodePlace,
  Disassembly,
  HotQuery,
  HotTable,
  SymbolState,
  SymbolWishes,
} from '../protocol/code';
import type { Params } from '../protocol/requests';
import { codeOfTrace } from '../queries/code/codeOfTrace';
import { codePlace } from '../queries/code/codePlace';
import { hotTable } from '../queries/code/hotTable';
import { symbolImageRow } from '../queries/code/symbolState';
import type { EventAccess } from '../queries/EventAccess';
import type { HotExitRow } from '../queries/hot/hotRows';
import { imageRows } from '../queries/hot/imageRows';
import { GuestSymbols } from '../symbols/GuestSymbols';
import type { SymbolFile } from '../symbols/SymbolFile';
import { decoderOf } from './decoderOf';
import { FunctionListings } from './FunctionListings';
import { guestSymbols, recordedKernel } from './guestSymbols';
import type { GivenSymbols } from './guestSymbols';
import { hotExits, hotHappenings } from './hotSource';
import type { LoadedTrace } from './LoadedTrace';
import { openLines } from './openLines';
import type { SymbolReader } from './SymbolReader';

/** Source lines read between two chances to answer another question: a part takes up to some 10 ms. */
const MS_A_STEP = 5;

export interface GuestCodeOptions {
  /** Read to its end. */
  readonly trace: LoadedTrace;
  readonly symbolFiles: SymbolReader;
  readonly access: () => EventAccess;
  readonly breathe: () => Promise<void>;
}

type VmSymbols = ReadonlyMap<number, GuestSymbols>;

/** What is used of what was asked for last. */
interface UsedSymbols {
  readonly symbols: VmSymbols;
  readonly ofGuests: ReadonlySet<string>;
  readonly unreadable: SymbolState['unreadable'];
}

/** Answers what is asked about the guests' code of a trace that was read. */
export class GuestCode {
  private readonly exits: readonly HotExitRow[];
  private readonly listings: FunctionListings;
  private used: UsedSymbols;
  /** Settles when the wishes that came before are met. */
  private before: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: GuestCodeOptions) {
    const { rows, passes } = options.trace;
    this.exits = hotExits(rows, passes);
    this.listings = new FunctionListings(options);
    const symbols = passes.directory.vms.map(
      (_, vm) => [vm, new GuestSymbols([], openLines)] as const,
    );
    this.used = { symbols: new Map(symbols), ofGuests: new Set(), unreadable: [] };
  }

  /** Which files of symbols are used, and how. */
  state(): SymbolState {
    const { rows, passes } = this.options.trace;
    const { symbols, ofGuests, unreadable } = this.used;
    return {
      images: [...symbols].flatMap(([vm, of]) =>
        imageRows(new Map([[vm, of]])).map((image) =>
          symbolImageRow({ ...image, vm }, ofGuests.has(image.path)),
        ),
      ),
      unreadable,
      vms: passes.directory.vms.map((_, vm) => ({
        vm,
        buildId: recordedKernel(rows, passes.directory, vm)?.buildId ?? null,
      })),
    };
  }

  /** Reads the files and finds where each VM has what they describe, one list of wishes after the other. */
  async use(wishes: SymbolWishes): Promise<SymbolState> {
    const turn = this.before.then(() => this.read(wishes));
    this.before = turn.catch(() => undefined);
    this.used = await turn;
    return this.state();
  }

  table(query: HotQuery): Promise<HotTable> {
    return this.withSymbols((symbols) => this.tableOf(query, symbols));
  }

  private async tableOf(query: HotQuery, symbols: VmSymbols): Promise<HotTable> {
    const { passes, rows, analysedReader } = this.options.trace;
    const { of, by, within, search = '' } = query;
    const found = hotHappenings(rows, passes, of, query);
    // Lines are read first, in steps: a table of thousands of places must not keep others waiting.
    if (needsLines(by) || search !== '' || (within !== undefined && needsLines(within.by))) {
      await this.readLines(found.rows, symbols);
    }
    const { fromNs, lastNs } = analysedReader;
    return hotTable({ of, ...found, symbols, fromNs, lastNs }, query);
  }

  /** Null: there is no such VM, or nothing of this name in it. */
  at({ vm, rip: text }: Params<'codeAt'>): Promise<CodePlace | null> {
    return this.withSymbols(async (all) => {
      const symbols = all.get(vm);
      const rip = symbols && addressOf(text, symbols);
      if (symbols === undefined || rip === undefined) return null;
      await this.inSteps(() => symbols.prepareFrames(rip));
      const exits = this.exits.filter((row) => row.vm === vm && row.rip === rip);
      const isEmulated = await this.listings.isEmulated(vm, rip);
      return codePlace({ vm, rip, symbols, exits, isEmulated });
    });
  }

  disassembly({ vm, rip: text, ...how }: Params<'disassembly'>): Promise<Disassembly | null> {
    return this.withSymbols(async (all) => {
      const symbols = all.get(vm);
      const rip = symbols && addressOf(text, symbols);
      if (symbols === undefined || rip === undefined) return null;
      await this.inSteps(() => symbols.prepareFrames(rip));
      const exits = this.exits.filter((row) => row.vm === vm);
      return (await this.listings.of({ vm, rip, symbols, exits, ...how })) ?? null;
    });
  }

  ofTrace(): Promise<CodeOfTrace> {
    return this.withSymbols(async (symbols) => {
      await this.readLines(this.exits, symbols);
      return codeOfTrace(this.exits, symbols);
    });
  }

  /** Files that are not wanted any more are closed, whoever reads them: the answer is sought again in the others. */
  private async withSymbols<T>(answer: (symbols: VmSymbols) => Promise<T>): Promise<T> {
    for (;;) {
      const { used, before } = this;
      try {
        return await answer(used.symbols);
      } catch (error) {
        await this.before;
        if (used === this.used && before === this.before) throw error;
      }
    }
  }

  private async read({ files, slides }: SymbolWishes): Promise<UsedSymbols> {
    const { trace, symbolFiles, breathe } = this.options;
    const { read, unreadable } = await symbolFiles.read(files.map(({ path }) => path));
    const filesOfGuests = await symbolFiles.ofGuests(trace.rows.sources);
    const given = files.flatMap(({ path, vm }): GivenSymbols[] => {
      const file = read.get(path);
      return file === undefined ? [] : [{ file, vm: vm ?? undefined }];
    });
    const slideOf = new Map(slides.map(({ vm, slide }) => [vm, readDistance(slide)]));
    const placing = guestSymbols(trace.rows, trace.passes, this.exits, {
      ...{ given, filesOfGuests, openLines },
      slideOf: (vm) => slideOf.get(vm),
      decoder: await decoderOf(given),
    });
    const symbols = await inSteps(placing, breathe);
    return { symbols, ofGuests: new Set(pathsOf(filesOfGuests)), unreadable };
  }

  /** Ascending, so that each unit of the debug information is read once. */
  private async readLines(
    rows: readonly { readonly vm: number; readonly rip: number }[],
    symbols: VmSymbols,
  ): Promise<void> {
    const places = rows.toSorted((a, b) => a.vm - b.vm || a.rip - b.rip);
    let next = 0;
    await this.inSteps(() => {
      const place = places[next];
      if (place === undefined) return false;
      const of = symbols.get(place.vm);
      if (of?.prepareFrames(place.rip) === true) return true;
      of?.frames(place.rip);
      next++;
      return true;
    });
  }

  /** `step`: does a part of the work, and returns whether there is more. */
  private async inSteps(step: () => boolean): Promise<void> {
    let since = performance.now();
    while (step()) {
      if (performance.now() - since < MS_A_STEP) continue;
      await this.options.breathe();
      since = performance.now();
    }
  }
}

function needsLines(by: HotQuery['by']): boolean {
  return by === 'line' || by === 'instruction';
}

function pathsOf(files: ReadonlyMap<number, readonly SymbolFile[]>): readonly string[] {
  return [...files.values()].flat().map(({ path }) => path);
}

/** An address, a symbol, or a symbol and a distance from it: `0xffffffff81000000`, `schedule`, `schedule+0x1f`. */
function addressOf(text: string, symbols: GuestSymbols): number | undefined {
  if (/^0x[\da-f]{1,16}$/i.test(text)) return signedOfBig(BigInt(text));
  const [, name, offset] = /^([^+]+?)(?:\+(0x[\da-f]{1,8}))?$/i.exec(text.trim()) ?? [];
  const start = name === undefined ? undefined : symbols.addressOf(name);
  return start === undefined ? undefined : start + Number(offset ?? 0);
}
