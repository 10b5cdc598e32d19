/** A colour of three bytes. */
export interface Rgb {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** `#rgb`, `#rrggbb`, with or without alpha, or `rgb(…)` as browsers write computed colours; undefined: another spelling. */
export function parseRgb(text: string): Rgb | undefined {
  const hex = /^#([\da-f]{3,8})$/i.exec(text.trim())?.[1];
  if (hex !== undefined) {
    const long = hex.length < 6 ? hex.replaceAll(/./g, '$&$&') : hex;
    const word = Number.parseInt(long.slice(0, 6), 16);
    return { red: word >> 16, green: (word >> 8) & 0xff, blue: word & 0xff };
  }
  const [, red, green, blue] =
    /^rgba?\(\s*([\d.]+)[\s,]+([\d.]+)[\s,]+([\d.]+)/.exec(text.trim()) ?? [];
  if (red === undefined) return undefined;
  return { red: Number(red), green: Number(green), blue: Number(blue) };
}

/** `share` of the one, the rest of the other. */
export function mixed(one: Rgb, other: Rgb, share: number): Rgb {
  const mix = (a: number, b: number): number => Math.round(a * share + b * (1 - share));
  return {
    red: mix(one.red, other.red),
    green: mix(one.green, other.green),
    blue: mix(one.blue, other.blue),
  };
}

/** As a canvas holds an opaque pixel on little-endian machines, which all that run a browser are. */
export function pixelOf({ red, green, blue }: Rgb): number {
  return ((0xff << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

export function hexOf({ red, green, blue }: Rgb): string {
  return `#${[red, green, blue].map((byte) => Math.round(byte).toString(16).padStart(2, '0')).join('')}`;
}
