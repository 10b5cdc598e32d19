import type { Host } from '../host';
import type { ViewToolbar } from './ViewToolbar';

/** Puts a part of a view onto the clipboard, and says so. */
export async function copyMarkdown(text: string, host: Host, toolbar: ViewToolbar): Promise<void> {
  try {
    await host.call('copyText', { text });
    toolbar.showStatus('Copied as Markdown');
  } catch (error) {
    toolbar.showStatus(`Not copied: ${String(error)}`);
  }
}
