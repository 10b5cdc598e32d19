import { latin1 } from '../../formats/text';
import { ByteNames } from '../../formats/text/ByteNames';
import type { EventHead, NameKind } from '../../formats/text/EventHead';
import type { KindTable } from '../KindTable';
import { eventIdentity } from './eventIdentity';
import type { EventIdentity } from './eventIdentity';
import { TextEvent } from './TextEvent';
import type { TextPayloads } from './TextPayloads';

/** Kernels have some thousand tracepoints; what names more is no text of events. */
const MOST_NAMES = 1 << 14;

/** The events of a text, by the names that its lines give them. */
export class TextEvents {
  private readonly names = new ByteNames();
  /** By number of the name. */
  private readonly events: TextEvent[] = [];
  /** Of lines with another layout than `name: payload`, by kind and name. */
  private readonly others = new Map<string, TextEvent>();
  private readonly all = new Map<string, TextEvent>();

  constructor(
    private readonly table: KindTable,
    private readonly source: number,
    private readonly payloads: TextPayloads,
  ) {}

  /** The line's event; undefined when there are too many. */
  of(
    bytes: Uint8Array,
    { nameKind, nameFrom, nameTo, nameHash }: EventHead,
  ): TextEvent | undefined {
    if (nameKind !== 'event') return this.other(nameKind, bytes, nameFrom, nameTo);
    const known = this.names.findHashed(nameHash, bytes, nameFrom, nameTo);
    if (known >= 0) return this.events[known]!;
    if (this.names.size >= MOST_NAMES) return undefined;
    const event = this.event(eventIdentity(nameKind, latin1(bytes.subarray(nameFrom, nameTo))));
    this.events[this.names.add(bytes, nameFrom, nameTo)] = event;
    return event;
  }

  /** Events with lines whose payload could not be read, and how many. */
  get unread(): readonly { readonly name: string; readonly count: number }[] {
    return Array.from(this.all.values(), ({ name, unreadPayloads: count }) => ({
      name,
      count,
    })).filter(({ count }) => count > 0);
  }

  private other(
    kind: NameKind | undefined,
    bytes: Uint8Array,
    from: number,
    to: number,
  ): TextEvent | undefined {
    if (kind === undefined) return undefined;
    // Functions are no events of their own.
    const isCall = kind === 'syscall-enter' || kind === 'syscall-exit';
    const name = isCall ? latin1(bytes.subarray(from, to)) : '';
    const key = `${kind} ${name}`;
    const known = this.others.get(key);
    if (known !== undefined || this.others.size >= MOST_NAMES) return known;
    const event = this.event(eventIdentity(kind, name));
    this.others.set(key, event);
    return event;
  }

  private event(identity: EventIdentity): TextEvent {
    const key = `${identity.system}:${identity.name}`;
    const known = this.all.get(key);
    if (known !== undefined) return known;
    const { table, source, payloads } = this;
    const forms = payloads.formsOf(identity.name);
    const event = new TextEvent({ ...identity, table, source, payloads, forms });
    this.all.set(key, event);
    return event;
  }
}
