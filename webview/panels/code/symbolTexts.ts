import { baseName } from '../../../src/base/baseName';
import type { SymbolImageRow, SymbolState } from '../../../src/protocol/code';
import { counted } from '../../format/count';
import { formatShare } from '../../format/share';

/** `VM 0: guest.elf, slide 0x1a000000 from the exits (99.9 %)`. */
export function imageText(image: SymbolImageRow): string {
  const { vm, path, module, isOfTrace } = image;
  const of = module === null ? '' : ` (module ${module})`;
  const from = isOfTrace ? ', from the guest’s recording' : '';
  return `VM ${vm}: ${baseName(path)}${of}${from}, ${placingText(image)}`;
}

function placingText({ placedBy, slide, module, confidence }: SymbolImageRow): string {
  if (placedBy === null) return 'not used';
  const at = module === null ? slideText(slide) : `at ${slide ?? 'an unknown address'}`;
  const sure = confidence === null ? '' : ` (${formatShare(confidence)})`;
  switch (placedBy) {
    case 'kallsyms':
      return `${at} by the guest’s kallsyms${sure}`;
    case 'given':
      return `${at} as given${sure}`;
    case 'recorded':
      return `${at} as recorded${sure}`;
    case 'exits':
      return `${at} from the exits${sure}`;
    case 'linked':
      return `where it was linked for${sure}`;
    case 'assumed':
      return `${at}, not checked`;
  }
}

function slideText(slide: string | null): string {
  if (slide === null) return 'slide not known';
  return `slide ${slide.startsWith('-') ? slide : `+${slide}`}`;
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
