import type { LinePayloads } from '../LinePayloads';
import { stampDifference } from '../stamp';
import type { Stamp } from '../stamp';
import type { EventLine, TraceLine } from '../traceLine';
import type { Excerpt, ExcerptEvent, ExcerptItem } from './Excerpt';
import { isGapMark } from './isGapMark';
import { joinLines } from './joinLines';
import type { JoinedLine } from './joinLines';
import { ThreadState } from './ThreadState';

/**
 * Reads a piece of a trace text: which event is whose, which exit ends with which entry. `read`: the
 * lines one by one. Where lines may be missing nothing is tied together across the hole.
 */
export function readExcerpt(
  texts: readonly string[],
  read: readonly TraceLine[],
  payloads: LinePayloads,
): Excerpt {
  const builder = new ExcerptBuilder(payloads);
  for (const joined of joinLines(texts, read, payloads)) builder.add(joined, texts);
  return builder.build();
}

class ExcerptBuilder {
  private readonly items: Item[] = [];
  private readonly threads = new Map<string, ThreadState>();
  private lastStamp: Stamp | undefined;
  private isOrdered = true;

  constructor(private readonly payloads: LinePayloads) {}

  add({ line, first, last }: JoinedLine, texts: readonly string[]): void {
    switch (line.kind) {
      case 'event':
        this.addEvent(line, first, last);
        break;
      case 'lost':
        this.items.push({ ...line, first });
        this.interrupt();
        break;
      case 'other':
        this.items.push({ kind: isGapMark(texts[first]!) ? 'gap' : 'unread', first });
        // Whoever writes between the lines may have left some out.
        this.interrupt();
        break;
      case 'foreign':
        this.items.push({ kind: 'unread', first });
        break;
      case 'remark':
      case 'call-chain':
      case 'blank':
        break;
    }
  }

  build(): Excerpt {
    const items = this.items.map((item) => (item.kind === 'event' ? this.finished(item) : item));
    return { items, isOrdered: this.isOrdered };
  }

  private addEvent(line: EventLine, first: number, last: number): void {
    this.checkOrder(line.stamp);
    const step = this.payloads.step(line);
    const key = threadKey(line, step?.vcpu);
    const state = key === undefined ? new ThreadState() : this.stateOf(key);
    if (step?.kind === 'entry' && state.openExit !== undefined) {
      this.pair(this.items[state.openExit] as EventItem, line, first);
    }
    const precedingExit = step === undefined ? state.precedingExit : undefined;
    if (step !== undefined) state.enter(step, this.items.length);
    this.items.push({
      kind: 'event',
      first,
      last,
      line,
      step,
      state,
      precedingExit,
      entry: undefined,
    });
  }

  private pair(exit: EventItem, entry: EventLine, entryLine: number): void {
    const { stamp } = exit.line;
    const duration = stamp && entry.stamp ? stampDifference(stamp, entry.stamp) : undefined;
    exit.entry = { line: entryLine, duration };
  }

  /** What only the whole text tells: a thread's vCPU, and whether its stamps are times of one clock. */
  private finished({ state, ...event }: EventItem): ExcerptEvent {
    const duration = this.isOrdered ? event.entry?.duration : undefined;
    const entry = event.entry && { ...event.entry, duration };
    return { ...event, entry, vcpu: vcpuOf(event.line, event.step?.vcpu, state) };
  }

  private checkOrder(stamp: Stamp | undefined): void {
    if (stamp === undefined) return;
    const since = this.lastStamp && stampDifference(this.lastStamp, stamp);
    if (since !== undefined && since < 0) this.isOrdered = false;
    this.lastStamp = stamp;
  }

  private interrupt(): void {
    for (const state of this.threads.values()) state.interrupt();
  }

  private stateOf(key: string): ThreadState {
    let state = this.threads.get(key);
    if (state === undefined) {
      state = new ThreadState();
      this.threads.set(key, state);
    }
    return state;
  }
}

interface EventItem extends Omit<ExcerptEvent, 'vcpu' | 'entry'> {
  readonly state: ThreadState;
  entry: ExcerptEvent['entry'];
}

type Item = EventItem | Exclude<ExcerptItem, ExcerptEvent>;

/** Undefined: nothing tells whose line it is. */
function threadKey({ source, tid }: EventLine, vcpu: number | undefined): string | undefined {
  if (tid !== undefined) return `${source ?? ''}\ntid ${tid}`;
  return vcpu === undefined ? undefined : `${source ?? ''}\nvcpu ${vcpu}`;
}

/** Rules: from the line, from other lines of the thread, from the name that QEMU gives it. */
function vcpuOf(
  { comm }: EventLine,
  told: number | undefined,
  { vcpus }: ThreadState,
): ExcerptEvent['vcpu'] {
  if (told !== undefined) return { id: told, isInferred: false };
  const [only] = vcpus;
  if (only !== undefined) return vcpus.size === 1 ? { id: only, isInferred: true } : undefined;
  const named = /^CPU (\d+)\/KV?M?$/.exec(comm ?? '')?.[1];
  return named === undefined ? undefined : { id: Number(named), isInferred: true };
}
