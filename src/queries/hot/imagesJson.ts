import { signedHex } from '../../base/hex';
import { hexOfSigned } from '../../base/signedAddress';
import type { ImageRow } from './imageRows';

/** Files of symbols, and where each VM has what they describe; `vm`: null where there is no recording. */
export function imagesJson(images: readonly ImageRow[]): readonly unknown[] {
  return images.map((image) => ({
    path: image.path,
    kind: image.kind,
    build_id: image.buildId ?? null,
    slide: slideText(image),
    slide_confidence: rounded(image.confidence),
    vm: image.vm ?? null,
    module: image.module ?? null,
    placed_by: image.placedBy ?? null,
    bias: image.bias === undefined ? null : signedHex(image.bias),
    checked: Math.round(image.votes * 100) / 100,
    fitting: Math.round(image.fitting * 100) / 100,
    places: image.places,
    places_at_start: image.atStart,
    candidates: image.candidates.map(({ slide, confidence }) => ({
      slide: signedHex(slide),
      confidence: rounded(confidence),
    })),
    problems: image.problems,
  }));
}

/** Of a module it is the address where it stands. */
function slideText({ slide, module }: ImageRow): string | null {
  if (slide === undefined) return null;
  return module === undefined ? signedHex(slide) : hexOfSigned(slide);
}

function rounded(confidence: number | undefined): number | null {
  return confidence === undefined ? null : Math.round(confidence * 1e4) / 1e4;
}
