import { baseName } from '../../base/baseName';
import { hexOfSigned } from '../../base/signedAddress';
import type { CodePlace } from '../../protocol/code';
import type { GuestSymbols } from '../../symbols/GuestSymbols';
import type { SymbolImage } from '../../symbols/SymbolImage';
import type { HotRow } from '../hot/hotRows';
import { codeFrames } from './frames';
import { placeTallies } from './tallies';

/** An instruction of a VM, and what the trace has of it. */
export interface PlaceInput {
  readonly vm: number;
  /** As `base/signedAddress` holds it. */
  readonly rip: number;
  readonly symbols: GuestSymbols;
  /** Exits of the VM, or at least all those there. */
  readonly exits: readonly HotRow[];
  /** KVM recorded the instruction there. */
  readonly isEmulated: boolean;
}

/** What is known of the code at an address, and why not more. */
export function codePlace({ vm, rip, symbols, exits, isEmulated }: PlaceInput): CodePlace {
  const place = symbols.find(rip);
  const frames = symbols.frames(rip);
  return {
    vm,
    rip: hexOfSigned(rip),
    symbol: place?.name ?? null,
    offset: place?.offset ?? null,
    start: place === undefined ? null : hexOfSigned(place.address),
    bytes: place?.bytes ?? null,
    module: place?.module ?? null,
    frames: codeFrames(frames),
    whyNoSymbol: place === undefined ? whyNoSymbol(vm, rip, symbols) : null,
    whyNoLine: frames[0]?.line === undefined ? whyNoLine(vm, symbols) : null,
    hasCode: symbols.hasCode(rip) || isEmulated,
    exits: placeTallies(exits.filter((row) => row.rip === rip)),
  };
}

function whyNoSymbol(vm: number, rip: number, { images }: GuestSymbols): string {
  if (images.length === 0) return `No symbols of VM ${vm} are given. Add its kallsyms or vmlinux.`;
  const unused = images.filter(({ bias }) => bias === undefined);
  if (unused.length === images.length) {
    return `No file of symbols is used for VM ${vm}: ${reasonsOf(unused)}`;
  }
  if (rip >= 0) {
    return 'The address is in the lower half, where programs of user space run. Give the ELF of the program, if it runs where it was linked for.';
  }
  return 'No file of symbols has a function there. Add the one of the kernel module or kernel that runs there.';
}

function whyNoLine(vm: number, symbols: GuestSymbols): string {
  const used = symbols.images.filter(({ bias, elf }) => bias !== undefined && elf !== undefined);
  if (used.length === 0) {
    return `Source lines need an ELF with debug information of what VM ${vm} runs: its vmlinux, or a program built with -g.`;
  }
  const withLines = used.filter(hasLines);
  const names = (list: readonly SymbolImage[]): string =>
    list.map(({ path }) => baseName(path)).join(', ');
  if (withLines.length === 0) {
    return `${names(used)} has no debug information. Add the separate debug file, or build with -g.`;
  }
  const damage = withLines.flatMap((image) => symbols.lineDiagnostics(image));
  return [
    `The debug information of ${names(withLines)} has no line there.`,
    ...damage.map(({ message }) => message),
  ].join(' ');
}

/** Whether an image's sections say that it holds debug information. */
export function hasLines({ elf }: SymbolImage): boolean {
  return elf?.sections.some(({ name }) => /^\.z?debug_info$/.test(name)) === true;
}

function reasonsOf(images: readonly SymbolImage[]): string {
  return images
    .map(({ path, problems }) => {
      const reason = problems.find(({ severity }) => severity !== 'info')?.message;
      return `${baseName(path)}: ${reason ?? 'nothing tells where it is.'}`;
    })
    .join(' ');
}
