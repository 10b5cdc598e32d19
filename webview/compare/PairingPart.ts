import type { RolePairing } from '../../src/protocol/compare';
import type { ComparedPair } from '../../src/protocol/comparePage';
import { createButton, createDropdown } from '../controls';
import { element } from '../dom/element';
import type { CompareContext } from './CompareContext';
import { pairedVcpus, repaired, vcpuText, type PairedVcpu } from './pairing';

/** Which vCPU of B each one of A is compared with, to be changed where another one does its work. */
export class PairingPart {
  readonly root = element('div', { 'data-testid': 'pairing' });
  private readonly roles = element('p', { class: 'compare-roles', 'data-testid': 'pairing-roles' });
  private readonly details = element('details', { class: 'compare-more' });
  private readonly summary = element('summary');
  private readonly list = element('div', { class: 'compare-pairing' });
  private shown: ComparedPair | undefined;

  constructor(private readonly context: CompareContext) {
    this.root.append(this.roles, this.details);
    this.details.append(this.summary, this.list);
    // There may be hundreds of vCPUs, and the lists are seldom wanted.
    this.details.addEventListener('toggle', () => {
      this.draw();
    });
  }

  show(pair: ComparedPair): void {
    this.shown = pair;
    this.root.hidden = pair.vcpusOfA.length < 2 && pair.vcpusOfB.length < 2;
    this.summary.textContent = summaryOf(pair);
    this.drawRoles(pair.roles);
    this.draw();
  }

  /** What the vCPUs' work says, and where they are compared otherwise, a way to compare them so. */
  private drawRoles({ hint, reason }: RolePairing): void {
    this.roles.hidden = reason === '';
    this.roles.replaceChildren(element('span', {}, `${reason}.`));
    if (hint.length === 0) return;
    this.roles.append(
      createButton({
        label: 'Compare them so',
        testId: 'pairing-hint',
        pressed: () => {
          this.context.paired(hint);
        },
      }),
    );
  }

  private draw(): void {
    const { shown } = this;
    if (shown === undefined || !this.details.open) return;
    const pairs = pairedVcpus(shown);
    this.list.replaceChildren(...pairs.map((pair) => this.row(pair, pairs, shown)));
  }

  private row(
    { a, b }: PairedVcpu,
    pairs: readonly PairedVcpu[],
    { vcpusOfB }: ComparedPair,
  ): HTMLElement {
    const dropdown = createDropdown({
      label: `${vcpuText(a)} of A is compared with`,
      testId: 'pairing-vcpu',
      chosen: (value) => {
        const chosen = vcpusOfB.find((of) => vcpuText(of) === value);
        if (chosen !== undefined) this.context.paired(repaired(pairs, a, chosen));
      },
    });
    const none = { value: '', label: 'none' };
    const choices = vcpusOfB.map((of) => ({ value: vcpuText(of), label: `B: ${vcpuText(of)}` }));
    dropdown.setChoices(
      b === undefined ? [none, ...choices] : choices,
      b === undefined ? '' : vcpuText(b),
    );
    return element('div', {}, element('span', {}, `A: ${vcpuText(a)}`), dropdown.root);
  }
}

function summaryOf({ pairing, roles }: ComparedPair): string {
  if (roles.applied.length > 0) return 'vCPUs are compared by what they do';
  return pairing.length === 0 ? 'vCPUs are compared by their numbers' : 'vCPUs as you paired them';
}
