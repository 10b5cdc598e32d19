import { messageOf } from '../../src/base/messageOf';
import type { Host } from '../host';

/** Puts a text onto the clipboard, and tells `done`, or why it is not there. */
export async function copyText(
  host: Pick<Host, 'call'>,
  text: string,
  { done, told }: { readonly done: string; readonly told: (text: string) => void },
): Promise<void> {
  try {
    await host.call('copyText', { text });
    told(done);
  } catch (error) {
    told(`Not copied: ${messageOf(error)}`);
  }
}
