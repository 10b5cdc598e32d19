import { confidenceText } from '../../base/confidenceText';
import type { SymbolState } from '../../protocol/code';
import { slideText } from '../../protocol/codeTexts';

/** A slide that fits exits of a VM. */
export interface SlideChoice {
  readonly slide: string;
  /** `+0x1a00000`. */
  readonly label: string;
  /** `99.9 % by the exits`. */
  readonly description: string;
}

/** Slides that could be a VM's, the surest first, with the one in use among them. */
export function slideChoices({ images }: SymbolState, vm: number): readonly SlideChoice[] {
  const confidences = new Map<string, number>();
  for (const image of images) {
    // A module stands at an address of its own.
    if (image.vm !== vm || image.module !== null) continue;
    const placed =
      image.slide === null ? [] : [{ slide: image.slide, confidence: image.confidence ?? 0 }];
    for (const { slide, confidence } of [...placed, ...image.candidates]) {
      confidences.set(slide, Math.max(confidence, confidences.get(slide) ?? 0));
    }
  }
  const inUse = new Set(images.filter((image) => image.vm === vm).map(({ slide }) => slide));
  return [...confidences]
    .sort(([, a], [, b]) => b - a)
    .map(([slide, confidence]) => ({
      slide,
      label: slideText(slide),
      description: [
        ...(confidence > 0 ? [`${confidenceText(confidence)} by the exits`] : []),
        ...(inUse.has(slide) ? ['in use'] : []),
      ].join(', '),
    }));
}
