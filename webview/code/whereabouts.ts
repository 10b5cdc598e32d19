import { symbolText } from '../../src/protocol/codeTexts';
import { element } from '../dom/element';
import type { KnownCode } from './CodeNames';
import { frameText } from './codeTexts';

/** Symbol, functions and source lines of an address in full, or why they are not known. */
export function drawWhereabouts(root: HTMLElement, known: KnownCode): void {
  root.replaceChildren(
    ...whereaboutTexts(known).map(({ text, isQuiet }) =>
      element('div', { class: isQuiet ? 'quiet' : 'code-name' }, text),
    ),
  );
}

/** One line each; quiet ones say what lacks. */
export function whereaboutTexts(
  known: KnownCode,
): readonly { readonly text: string; readonly isQuiet: boolean }[] {
  if (known === null) {
    return [{ text: 'Its code is told once the whole trace is read.', isQuiet: true }];
  }
  if (typeof known === 'string') return [{ text: known, isQuiet: true }];
  const { symbol, frames, whyNoSymbol, whyNoLine } = known;
  const [first, ...callers] = frames;
  const loud = [
    symbolText(known),
    // The function of a symbol is not said twice.
    first && frameText(first.function === symbol ? { ...first, function: null } : first),
    ...callers.map((frame) => `inlined into ${frameText(frame)}`),
  ];
  // Without a symbol there is no line either: one reason is enough.
  const why = whyNoSymbol ?? (frames.length === 0 ? whyNoLine : null);
  return [
    ...loud.flatMap((text) => (text === undefined ? [] : [{ text, isQuiet: false }])),
    ...(why === null ? [] : [{ text: why, isQuiet: true }]),
  ];
}
