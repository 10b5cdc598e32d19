import { signedHex } from '../base/hex';

/** Virtual addresses of x86-64 have 48 bits: no two are further apart. */
const MOST_SLIDE = 2 ** 48;
/** KASLR moves a kernel by multiples of 2 MiB within 1 GiB on x86-64. */
const ALIGNMENT = 0x20_0000;
const KERNEL_RANGE = 0x4000_0000;

export type ParsedSlide =
  | {
      readonly slide: string;
      /** undefined: it is one that KASLR picks. */ readonly doubt?: string;
    }
  | { readonly problem: string };

/** Reads a slide as somebody types it; its spelling is then that of `SymbolWishes`. */
export function parseSlide(text: string): ParsedSlide {
  const [, sign, digits] = /^\s*([+-]?)0x([\da-f]{1,16})\s*$/i.exec(text) ?? [];
  if (digits === undefined) {
    return { problem: 'A slide is spelled 0x1a00000, or -0x200000 for one that leads down.' };
  }
  const distance = Number.parseInt(digits, 16);
  if (distance > MOST_SLIDE) return { problem: 'No two addresses are so far apart.' };
  const slide = signedHex(sign === '-' ? -distance : distance);
  if (distance % ALIGNMENT === 0 && distance < KERNEL_RANGE) return { slide };
  return {
    slide,
    doubt:
      'KASLR moves a kernel by a multiple of 2 MiB (0x200000), and by less than 1 GiB: with this ' +
      'slide only programs are used.',
  };
}

/** Whether a text is spelled as slides are kept. */
export function isSlide(text: string): boolean {
  const parsed = parseSlide(text);
  return 'slide' in parsed && parsed.slide === text;
}
