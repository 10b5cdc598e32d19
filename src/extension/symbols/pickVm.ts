import * as vscode from 'vscode';
import type { VmFacts } from '../../protocol/facts';
import { countText } from '../analysis/texts';

/** Lets the user pick a VM; null: all of them, where that can be picked. */
export async function pickVm(
  vms: readonly VmFacts[],
  { withAll }: { readonly withAll: boolean },
): Promise<number | null | undefined> {
  const all = { label: 'All VMs', description: 'each where it fits', vm: null };
  const items = vms.map(({ vm, name, pid, vcpus }) => ({
    label: `VM ${vm}`,
    description: [name ?? (pid === null ? '' : `pid ${pid}`), countText(vcpus.length, 'vCPU')]
      .filter((text) => text !== '')
      .join(', '),
    vm,
  }));
  const picked = await vscode.window.showQuickPick<vscode.QuickPickItem & { vm: number | null }>(
    withAll ? [all, ...items] : items,
    { title: 'Guest Symbols', placeHolder: 'Of which VM?' },
  );
  return picked?.vm;
}
