/** Of most fonts, for a letter of 11 px: too much leaves room, too little lets texts run into each other. */
export const LETTER_CSS_PX = 6.6;

/** An element of an SVG text. `content` is markup already: text goes through `escaped`. */
export function svgElement(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...content: readonly string[]
): string {
  const written = Object.entries(attributes).map(
    ([attribute, value]) => ` ${attribute}="${escaped(value.toString())}"`,
  );
  const opening = `<${name}${written.join('')}`;
  return content.length === 0 ? `${opening}/>` : `${opening}>${content.join('')}</${name}>`;
}

/** An area of one look; a viewer shows its title under the pointer. '' for an empty path. */
export function svgPath(d: string, fill: string, title: string): string {
  if (d === '') return '';
  return svgElement('path', { d, fill }, svgElement('title', {}, escaped(title)));
}

/** Text as XML holds it: names of files and threads are what somebody chose, control characters included. */
export function escaped(text: string): string {
  return (
    text
      // eslint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      // Half a character, as of a name that was cut.
      .replaceAll(/\p{Cs}/gu, '\ufffd')
  );
}

/** A length or a place with as many digits as can be seen. */
export function svgNumber(value: number): string {
  return (Math.round(value * 100) / 100).toString();
}
