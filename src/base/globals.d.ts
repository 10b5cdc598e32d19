/** The universal globals the pure core may use; `"types": []` hides them otherwise. */
declare class TextDecoder {
  constructor(label?: string, options?: { readonly fatal?: boolean; readonly ignoreBOM?: boolean });
  decode(input?: ArrayBufferView | ArrayBuffer): string;
}

declare const performance: { now(): number };

declare class TextEncoder {
  encode(input: string): Uint8Array;
}
