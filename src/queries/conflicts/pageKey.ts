import { PAGE_BYTES } from '../../kvm/pageBytes';

/** Guest page numbers have 40 bits: a VM's number stands above them. */
const PAGES_OF_VM = 2 ** 40;

/** Tells pages of several VMs apart. */
export function pageKey(vm: number, gfn: number): number {
  return vm * PAGES_OF_VM + gfn;
}

/** The VM and the guest page number in a key. */
export function pageOfKey(key: number): { readonly vm: number; readonly gfn: number } {
  const vm = Math.floor(key / PAGES_OF_VM);
  return { vm, gfn: key - vm * PAGES_OF_VM };
}

/** The same of a page's address. */
export function pageKeyAt({ vm, gpa }: { readonly vm: number; readonly gpa: number }): number {
  return pageKey(vm, gpa / PAGE_BYTES);
}
