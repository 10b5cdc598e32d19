import { signedHex } from '../../base/hex';
import { hexOfSigned } from '../../base/signedAddress';
import type { SymbolImageRow } from '../../protocol/code';
import type { ImageRow } from '../hot/imageRows';
import { hasLines } from './codePlace';

/** A file of symbols as the editor tells it. */
export function symbolImageRow(
  image: ImageRow & { readonly vm: number },
  isOfTrace: boolean,
): SymbolImageRow {
  const { slide, module } = image;
  return {
    vm: image.vm,
    path: image.path,
    kind: image.kind,
    buildId: image.buildId ?? null,
    module: module ?? null,
    placedBy: image.placedBy ?? null,
    slide:
      slide === undefined ? null : module === undefined ? signedHex(slide) : hexOfSigned(slide),
    confidence: image.confidence ?? null,
    checked: image.votes,
    fitting: image.fitting,
    places: image.places,
    atStart: image.atStart,
    candidates: image.candidates.map((one) => ({
      slide: signedHex(one.slide),
      confidence: one.confidence,
    })),
    hasCode: image.code !== undefined,
    hasLines: hasLines(image),
    isOfTrace,
    problems: image.problems.map(({ severity, code, message }) => ({ severity, code, message })),
  };
}
