import { PRINTED } from '../text/printedEvent';
import { fieldPairs } from './fieldPairs';
import { textOf } from '../fieldValues';
import type { DescribedEvent, Words } from './words';

/** An event of a text that only its own words tell: no words of ours could be put in their place. */
export function printedWords(event: DescribedEvent): Words {
  const printed = textOf(event.fields, PRINTED);
  return printed === undefined ? fieldPairs(event) : { summary: printed };
}
