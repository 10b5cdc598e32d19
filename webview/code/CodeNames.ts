import { messageOf } from '../../src/base/messageOf';
import type { CodePlace, GuestPlace } from '../../src/protocol/code';
import type { Host } from '../host';

/** What is known of an address; null: it can be told once the trace is read; a text: why it cannot. */
export type KnownCode = CodePlace | null | string;

interface Follower extends GuestPlace {
  readonly target: HTMLElement;
  readonly show: (known: KnownCode) => void;
}

/** More addresses than a few screens show. */
const MOST_KNOWN = 1000;

/** What is known of the guests' addresses that a page shows: each is asked for once. */
export class CodeNames {
  /** The one that was asked for first comes first. */
  private readonly known = new Map<string, Promise<KnownCode>>();
  private followers: Follower[] = [];
  private renewals = 0;

  constructor(private readonly host: Pick<Host, 'call'>) {}

  at(place: GuestPlace): Promise<KnownCode> {
    const key = `${place.vm} ${place.rip}`;
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const asked = this.ask(place);
    this.known.set(key, asked);
    if (this.known.size > MOST_KNOWN) this.known.delete(this.known.keys().next().value!);
    return asked;
  }

  /** Tells what is known now, and again whenever that changes while the element is on the page. */
  follow(target: HTMLElement, place: GuestPlace, show: (known: KnownCode) => void): void {
    if (this.followers.length > 2 * MOST_KNOWN) this.followers = this.onPage().slice(-MOST_KNOWN);
    const follower = { ...place, target, show };
    this.followers.push(follower);
    void this.tell(follower);
  }

  /** Other symbols are used, or more of the trace is read. */
  renew(): void {
    this.renewals++;
    this.known.clear();
    this.followers = this.onPage();
    for (const follower of this.followers) void this.tell(follower);
  }

  private onPage(): Follower[] {
    return this.followers.filter(({ target }) => target.isConnected);
  }

  private async tell(follower: Follower): Promise<void> {
    const { vm, rip, show } = follower;
    const { renewals } = this;
    const known = await this.at({ vm, rip });
    // Symbols may have changed meanwhile.
    if (renewals === this.renewals) show(known);
  }

  private async ask({ vm, rip }: GuestPlace): Promise<KnownCode> {
    try {
      return await this.host.call('codeAt', { vm, rip });
    } catch (error) {
      return messageOf(error);
    }
  }
}
