import type { SymbolImageRow, SymbolPlacing } from '../../protocol/code';

const placedWords: Readonly<Record<SymbolPlacing, string>> = {
  kallsyms: 'from kallsyms',
  given: 'as you gave it',
  recorded: 'as perf recorded it',
  exits: 'from the exits',
  linked: 'where it was linked for',
  assumed: 'assumed',
};

/** Where a VM has what a file describes, how that is known, and how surely. */
export function placedText({
  module,
  placedBy,
  slide,
  confidence,
}: Pick<SymbolImageRow, 'module' | 'placedBy' | 'slide' | 'confidence'>): string {
  if (placedBy === null) return 'not used';
  const where = slide === null ? [] : [module === null ? `slide ${signed(slide)}` : `at ${slide}`];
  const sure = confidence === null ? [] : [confidenceText(confidence)];
  return [...where, placedWords[placedBy], ...sure].join(' · ');
}

/** What is less than sure is not shown as 100 %. */
export function confidenceText(confidence: number): string {
  return `${(Math.floor(confidence * 1000) / 10).toFixed(1)} %`;
}

/** `+0x1a00000`: it is a distance, not an address. */
export function signed(slide: string): string {
  return slide.startsWith('-') || slide === '0x0' ? slide : `+${slide}`;
}
