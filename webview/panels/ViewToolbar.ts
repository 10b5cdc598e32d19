import type { VmFacts } from '../../src/protocol/facts';
import { createButton, createDropdown, type Dropdown, type DropdownChoice } from '../controls';
import { element } from '../dom/element';
import type { View } from '../state/viewState';
import { choiceNumber, everyChoice, vcpuChoices, vmChoices } from './vcpuChoices';
import { ViewTabs } from './ViewTabs';

export interface ViewToolbarOptions {
  readonly view: View;
  readonly viewChosen: (view: View) => void;
  readonly vmChosen: (vm: number | undefined) => void;
  readonly vcpuChosen: (vcpu: number | undefined) => void;
  readonly markdownWanted: () => void;
  readonly csvWanted: () => void;
}

/** Which view is shown, of which vCPUs, and copies of a view that is one table. */
export class ViewToolbar {
  readonly root: HTMLElement;
  private readonly vm: Dropdown;
  private readonly vcpu: Dropdown;
  private readonly status = element('span', { class: 'status', role: 'status' });
  private readonly copyButtons: readonly HTMLElement[];
  private readonly tabs: ViewTabs;
  private shownChoices = '';
  private view: View;
  /** Views whose table can be copied now. */
  private readonly withCopies = new Set<View>();

  constructor(options: ViewToolbarOptions) {
    this.view = options.view;
    this.tabs = new ViewTabs({ view: options.view, chosen: options.viewChosen });
    this.vm = createDropdown({
      label: 'VM',
      testId: 'exits-filter-vm',
      chosen: (value) => {
        options.vmChosen(choiceNumber(value));
      },
    });
    this.vcpu = createDropdown({
      label: 'vCPU',
      testId: 'exits-filter-vcpu',
      chosen: (value) => {
        options.vcpuChosen(choiceNumber(value));
      },
    });
    this.copyButtons = [
      createButton({
        label: 'Copy as Markdown',
        testId: 'exits-copy-markdown',
        pressed: options.markdownWanted,
      }),
      createButton({ label: 'Copy as CSV', testId: 'exits-copy-csv', pressed: options.csvWanted }),
    ];
    this.root = element(
      'div',
      { class: 'toolbar views-toolbar' },
      this.tabs.root,
      this.vm.root,
      this.vcpu.root,
      this.status,
      ...this.copyButtons,
    );
  }

  /** Rebuilds the dropdowns only when they change: an open list must not close while a load goes on. */
  showChoices(vms: readonly VmFacts[], vm: number | undefined, vcpu: number | undefined): void {
    const vmList = vmChoices(vms);
    const vcpuList = vcpuChoices(vms, vm);
    const key = JSON.stringify([vmList, vcpuList, vm, vcpu]);
    if (key === this.shownChoices) return;
    this.shownChoices = key;
    this.vm.setChoices(vmList, choiceValue(vmList, vm));
    this.vcpu.setChoices(vcpuList, choiceValue(vcpuList, vcpu));
  }

  showView(view: View): void {
    this.view = view;
    this.tabs.show(view);
    this.showStatus('');
    this.showCopies();
  }

  /** An empty table is nothing to copy; the parts of views that have several bring their own. */
  offerCopies(view: View, isOffered: boolean): void {
    if (isOffered) this.withCopies.add(view);
    else this.withCopies.delete(view);
    this.showCopies();
  }

  showStatus(text: string): void {
    this.status.textContent = text;
  }

  private showCopies(): void {
    const isShown = this.withCopies.has(this.view);
    for (const button of this.copyButtons) button.hidden = !isShown;
  }
}

function choiceValue(choices: readonly DropdownChoice[], chosen: number | undefined): string {
  const value = chosen?.toString() ?? everyChoice;
  return choices.some((choice) => choice.value === value) ? value : everyChoice;
}
