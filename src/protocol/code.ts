/**
 * What the editor asks of a trace about guest code, in plain types. Addresses are `0x…`; times in ns
 * since the first event.
 */

/** An instruction of a guest. */
export interface GuestPlace {
  readonly vm: number;
  /** `0x…`. */
  readonly rip: string;
}

/** A file of symbols that is to be used. */
export interface SymbolWish {
  readonly path: string;
  /** null: for every VM. */
  readonly vm: number | null;
}

/** All that the user says of guests' symbols. */
export interface SymbolWishes {
  readonly files: readonly SymbolWish[];
  /** KASLR slides, `0x…` or `-0x…`: run-time minus link-time addresses. */
  readonly slides: readonly { readonly vm: number; readonly slide: string }[];
}

/** How it is known where a guest has what a file describes; docs/symbols.md tells what each means. */
export type SymbolPlacing =
  'kallsyms' | 'modules' | 'given' | 'recorded' | 'exits' | 'linked' | 'assumed';

export interface SymbolProblemRow {
  readonly severity: 'error' | 'warning' | 'info';
  /** Stable, kebab-case: `symbols-mismatch`, `ambiguous-slide`, … */
  readonly code: string;
  readonly message: string;
}

/** One file of symbols, and where one VM has what it describes. */
export interface SymbolImageRow {
  readonly vm: number;
  readonly path: string;
  /** `modules`: a /proc/modules; it is placed by `modules` when it places others. */
  readonly kind: 'kallsyms' | 'system-map' | 'elf' | 'modules';
  /** Hex; null: it has none. */
  readonly buildId: string | null;
  /** Kernel module; null: it is a kernel or a program. */
  readonly module: string | null;
  /** null: it is not used; the problems say why. */
  readonly placedBy: SymbolPlacing | null;
  /** Signed hex; of a module the address where it stands; null: not known. */
  readonly slide: string | null;
  /** 0 to 1; null: nothing checked it. */
  readonly confidence: number | null;
  /** Places where the guest exited that could be held against it, and those that fit. */
  readonly checked: number;
  readonly fitting: number;
  /** Places where the guest left its code that could be held against the file's instructions, and those at one's start. */
  readonly places: number;
  readonly atStart: number;
  /** Other slides that could be right, the best first. */
  readonly candidates: readonly { readonly slide: string; readonly confidence: number }[];
  readonly hasCode: boolean;
  /** It holds debug information, as far as its sections say. */
  readonly hasLines: boolean;
  /** It came with a guest's recording: nobody named it. */
  readonly isOfTrace: boolean;
  readonly problems: readonly SymbolProblemRow[];
}

/** What is used of what was asked for. */
export interface SymbolState {
  readonly images: readonly SymbolImageRow[];
  /** Files that could not be read, with the reason in words. */
  readonly unreadable: readonly { readonly path: string; readonly message: string }[];
  /** What the recordings say of the guests' kernels; buildId: hex, null: not recorded. */
  readonly vms: readonly { readonly vm: number; readonly buildId: string | null }[];
}

/** One function that code is of, and where in its source; the innermost inlined one comes first. */
export interface CodeFrame {
  readonly function: string | null;
  /** As the debug information spells it, mostly absolute on the machine that built it. */
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

/**
 * What is looked at: exits; idle periods, by where they began; stores that faulted; IPIs, by the
 * code that sent them; wakeups of idle vCPUs, by the code of the vCPU that caused them.
 */
export type HotSubject = 'exits' | 'idle' | 'stores' | 'ipis' | 'wakes';

/** What rows are added up by: each instruction of its own, or all of a reason, function or line. */
export type HotGrouping = 'instruction' | 'reason' | 'symbol' | 'line';

export type HotOrder = 'total' | 'count' | 'p50' | 'p99' | 'max' | 'wakeups';

export interface HotQuery {
  readonly of: HotSubject;
  readonly by: HotGrouping;
  /** Absent: of all. */
  readonly vm?: number;
  readonly vcpu?: number;
  /** Only what the row with this key of another grouping is made of. */
  readonly within?: { readonly by: HotGrouping; readonly key: string };
  /** Only instructions in whose reason, function, module, file or address this is are added up; case does not count. */
  readonly search?: string;
  readonly order: HotOrder;
  /** Of `overTime`; at most 64. */
  readonly bins: number;
}

/** One hot place or several that were added up; what they do not have in common is null. */
export interface HotCodeRow {
  /** Names the row among those of its subject and grouping. */
  readonly key: string;
  readonly vm: number;
  /**
   * Of exits and those that sent IPIs their reason, of idle periods the strategy, of stores why they
   * faulted, of wakeups the cause.
   */
  readonly reason: string | null;
  readonly rip: string | null;
  readonly symbol: string | null;
  readonly offset: number | null;
  readonly module: string | null;
  /** Empty: no debug information. */
  readonly frames: readonly CodeFrame[];
  readonly count: number;
  /**
   * ns of those whose end is recorded: from the exit to the next entry, of idle periods their length,
   * of wakeups from the waker's exit to the entry of the woken vCPU.
   */
  readonly totalNs: number;
  readonly p50Ns: number | null;
  readonly p99Ns: number | null;
  readonly maxNs: number | null;
  readonly vcpus: readonly number[];
  readonly firstNs: number;
  readonly lastNs: number;
  /** Waits of other vCPUs that it ended; null: that is not a question of such rows. */
  readonly wakeups: number | null;
  /** Instructions that were added up. */
  readonly instructions: number;
  /** How many fell into each bin of the answer. */
  readonly overTime: Uint32Array;
}

/** Most rows of one answer: who wants another part asks in another order, or searches. */
export const MOST_HOT_ROWS = 500;

export interface HotTable {
  readonly fromNs: number;
  readonly binNs: number;
  readonly bins: number;
  readonly rows: readonly HotCodeRow[];
  /** All that the question is about. */
  readonly rowCount: number;
  readonly count: number;
  readonly totalNs: number;
  /** Of places beyond those that are told apart. */
  readonly othersCount: number;
  /** Of which the recording does not hold where the guest was. */
  readonly withoutRip: number;
  /** Why there is nothing, or not all, in a sentence; null: nothing lacks. */
  readonly lack: string | null;
}

/** What happened at a place, of one reason. */
export interface PlaceTally {
  readonly reason: string;
  readonly count: number;
  readonly totalNs: number;
  /** null: of none is the end recorded. */
  readonly p50Ns: number | null;
  readonly maxNs: number | null;
}

/** What is known of the code at an address. */
export interface CodePlace {
  readonly vm: number;
  readonly rip: string;
  readonly symbol: string | null;
  readonly offset: number | null;
  /** Where the function begins, and its bytes; null: not known. */
  readonly start: string | null;
  readonly bytes: number | null;
  readonly module: string | null;
  readonly frames: readonly CodeFrame[];
  /** Why there is no symbol, or no line, and what would help, in a sentence; null: there is one. */
  readonly whyNoSymbol: string | null;
  readonly whyNoLine: string | null;
  /** Something can be disassembled there: an image has its code, or KVM recorded the instruction. */
  readonly hasCode: boolean;
  /** Exits at exactly this instruction, most time first. */
  readonly exits: readonly PlaceTally[];
}

export type AssemblySyntax = 'att' | 'intel';

/** A line of a disassembly. */
export interface DisassemblyLine {
  readonly kind: 'head' | 'source' | 'instruction';
  /** Of an instruction. */
  readonly rip: string | null;
  /** Of an instruction: `native_safe_halt+0xa`; null: no symbol covers it. */
  readonly place: string | null;
  /** What an instruction leads to, when its bytes alone say so. */
  readonly target: {
    readonly kind: 'call' | 'jump' | 'memory' | 'address';
    readonly rip: string;
    readonly symbol: string | null;
  } | null;
  /** It is of those that can leave a guest by themselves, whatever they access. */
  readonly mayExit: boolean;
  /** Of a source line. */
  readonly frames: readonly CodeFrame[];
  /** Exits at an instruction or inside of its bytes, most time first. */
  readonly exits: readonly PlaceTally[];
  /** Of these exits, those inside: the guest ran other code there than is listed. */
  readonly insideCount: number;
}

/** A function's instructions. */
export interface Disassembly {
  readonly vm: number;
  /** `native_safe_halt`, or the address where no symbol is known. */
  readonly title: string;
  readonly start: string;
  /** `image`: the code of a file of symbols; `emulated`: only instructions that KVM emulated and recorded. */
  readonly from: 'image' | 'emulated';
  readonly text: string;
  /** One entry for each line of the text. */
  readonly lines: readonly DisassemblyLine[];
  /** Exits of the function at none of the instructions that are listed. */
  readonly unlisted: readonly PlaceTally[];
}

/** The text of one source line, by the file as the debug information spells it. */
export interface SourceText {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** What happened at one line of a guest's source, in the whole trace. */
export interface CodeLine {
  readonly vm: number;
  readonly file: string;
  readonly line: number;
  readonly function: string | null;
  /** Its instructions. */
  readonly rips: readonly string[];
  readonly count: number;
  readonly totalNs: number;
  readonly vcpus: readonly number[];
  readonly exits: readonly PlaceTally[];
}

/** What happened in one function of a guest, what was inlined into it included. */
export interface CodeFunction {
  readonly vm: number;
  readonly name: string;
  readonly module: string | null;
  /** Where it begins; null: no debug information. */
  readonly file: string | null;
  readonly line: number | null;
  /** From its first byte up to the one behind its last that is known to belong to it. */
  readonly start: string;
  readonly end: string;
  readonly count: number;
  readonly totalNs: number;
  readonly vcpus: readonly number[];
  readonly exits: readonly PlaceTally[];
}

/** Everything that exits tell of source files, most time first. */
export interface CodeOfTrace {
  readonly lines: readonly CodeLine[];
  readonly functions: readonly CodeFunction[];
}
