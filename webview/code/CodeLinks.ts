import { messageOf } from '../../src/base/messageOf';
import type { GuestPlace, HotSubject } from '../../src/protocol/code';
import { symbolText } from '../../src/protocol/codeTexts';
import { MenuButton } from '../dom/MenuButton';
import { element, setAttribute } from '../dom/element';
import type { Host } from '../host';
import type { Store } from '../state/Store';
import type { CodeNames, KnownCode } from './CodeNames';
import { framesText } from './codeTexts';
import { drawWhereabouts } from './whereabouts';

export interface CodeLinksOptions {
  readonly host: Host;
  readonly store: Store;
  readonly names: CodeNames;
  /** Says what went wrong. */
  readonly told: (text: string) => void;
}

/** What code is wanted: of which subject, and of whom. */
export interface WantedCode {
  readonly of: HotSubject;
  readonly search?: string;
  readonly vm?: number | undefined;
  readonly vcpu?: number | undefined;
}

/** From an address, wherever a page shows one, to the guest's code. */
export class CodeLinks {
  constructor(private readonly options: CodeLinksOptions) {}

  /** Behind an address: its symbol, as soon as that is known, and what can be done with it. */
  nodes(place: GuestPlace): readonly Node[] {
    return [this.name(place), this.menu(place)];
  }

  /** What can be done with an address. */
  menu(place: GuestPlace): HTMLElement {
    const { rip, vm } = place;
    return new MenuButton({
      label: `Guest code at ${rip}`,
      icon: 'code',
      testId: 'guest-code',
      entries: [
        {
          label: 'Source',
          testId: 'guest-code-source',
          chosen: () => {
            this.show(place, 'source');
          },
        },
        {
          label: 'Disassembly',
          testId: 'guest-code-disassembly',
          chosen: () => {
            this.show(place, 'disassembly');
          },
        },
        {
          label: 'Hot code',
          testId: 'guest-code-hot',
          chosen: () => {
            this.showHot({ of: 'exits', search: rip, vm });
          },
        },
      ],
    }).root;
  }

  /** Symbol, functions and source lines of an address, or why they are not known. */
  whereabouts(place: GuestPlace): HTMLElement {
    const root = element('div', { class: 'whereabouts', 'data-testid': 'whereabouts' });
    this.options.names.follow(root, place, (known) => {
      drawWhereabouts(root, known);
    });
    return root;
  }

  /** Shows the code in the editor. */
  show({ vm, rip }: GuestPlace, as: 'source' | 'disassembly'): void {
    void this.attempt(this.options.host.call('showCode', { vm, rip, as }));
  }

  /** Shows hot code in its view. */
  showHot({ of, search = '', vm, vcpu }: WantedCode): void {
    this.options.store.dispatch({ type: 'code-shown', of, search, vm, vcpu });
  }

  private name(place: GuestPlace): HTMLElement {
    const name = element('span', { class: 'code-name' });
    this.options.names.follow(name, place, (known) => {
      showName(name, known);
    });
    return name;
  }

  private async attempt(call: Promise<unknown>): Promise<void> {
    try {
      await call;
      this.options.told('');
    } catch (error) {
      this.options.told(messageOf(error));
    }
  }
}

/** Nothing where no symbol is known: the address says what there is to say. */
function showName(name: HTMLElement, known: KnownCode): void {
  const place = typeof known === 'string' ? null : known;
  name.textContent = (place === null ? undefined : symbolText(place)) ?? '';
  const frames = place?.frames ?? [];
  setAttribute(name, 'title', frames.length === 0 ? undefined : framesText(frames));
}
