import type { OpenLines } from '../symbols/GuestSymbols';

/** Source lines of an image: no debug information is read yet. */
export const openLines: OpenLines = () => undefined;
