import type { Host } from '../host';
import { copyText } from './copyText';
import type { ViewToolbar } from './ViewToolbar';

/** Puts a part of a view onto the clipboard, and says so. */
export async function copyMarkdown(text: string, host: Host, toolbar: ViewToolbar): Promise<void> {
  await copyText(host, text, {
    done: 'Copied as Markdown',
    told: (said) => {
      toolbar.showStatus(said);
    },
  });
}
