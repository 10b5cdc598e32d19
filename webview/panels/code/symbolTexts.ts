import { baseName } from '../../../src/base/baseName';
import type { SymbolImageRow, SymbolState } from '../../../src/protocol/code';
import { placedTexts } from '../../../src/protocol/codeTexts';
import { counted } from '../../format/count';

/** `VM 0: guest.elf, slide +0x1a000000 (99.9 %), from the exits`. */
export function imageText(image: SymbolImageRow): string {
  const { vm, path, module, isOfTrace } = image;
  const of = module === null ? '' : ` (module ${module})`;
  const from = isOfTrace ? ', from the guest’s recording' : '';
  return [`VM ${vm}: ${baseName(path)}${of}${from}`, ...placedTexts(image)].join(', ');
}

/** `vmlinuz is not used: symbols at byte 0x0: …`. */
export function unreadableText({ path, message }: SymbolState['unreadable'][number]): string {
  return `${baseName(path)} is not used: ${message}`;
}

/** What a file gives, beside functions. */
export function holdsText({ hasCode, hasLines }: SymbolImageRow): string {
  const held = ['functions', ...(hasCode ? ['code'] : []), ...(hasLines ? ['source lines'] : [])];
  return held.join(', ');
}

/** What there is to say of a file beside its line. */
export function imageTooltip({ path, buildId, checked, fitting, kind }: SymbolImageRow): string {
  return [
    path,
    kind,
    ...(buildId === null ? [] : [`build ID ${buildId}`]),
    ...(checked === 0
      ? ['nothing in the trace could check it']
      : [
          `fits ${rounded(fitting)} of ${counted(rounded(checked), 'place')} where the guest exited`,
        ]),
  ].join(', ');
}

/** Votes are weighted. */
function rounded(votes: number): number {
  return Math.round(votes * 10) / 10;
}

/** Of each VM that no file is used for: that addresses are all there is. */
export function withoutSymbols({ images, vms }: SymbolState): readonly string[] {
  const withSome = new Set(images.filter(({ placedBy }) => placedBy !== null).map(({ vm }) => vm));
  if (images.length === 0 && vms.length === 0) return ['No symbols: addresses only.'];
  return vms
    .filter(({ vm }) => !withSome.has(vm))
    .map(({ vm, buildId }) => {
      const kernel = buildId === null ? '' : ` Its kernel has the build ID ${buildId}.`;
      return `VM ${vm}: no symbols, addresses only.${kernel}`;
    });
}
