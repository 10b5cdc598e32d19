import assert from 'node:assert/strict';
import { copyText } from '../../../webview/panels/copyText';
import { CannedHost } from '../canned/CannedHost';

describe('copyText', () => {
  it('says that a text is on the clipboard once it is', async () => {
    const { host, said, copied } = copying();
    assert.deepEqual(said, []);

    host.calls[0]!.answer({});
    await copied;

    assert.deepEqual(host.calls[0]!.params, { text: 'a text' });
    assert.deepEqual(said, ['Copied']);
  });

  it('says why it is not there', async () => {
    const { host, said, copied } = copying();

    host.calls[0]!.fail('The clipboard is locked.');
    await copied;

    assert.deepEqual(said, ['Not copied: The clipboard is locked.']);
  });
});

function copying(): {
  readonly host: CannedHost;
  readonly said: readonly string[];
  readonly copied: Promise<void>;
} {
  const host = new CannedHost();
  const said: string[] = [];
  const told = (text: string): unknown => said.push(text);
  return { host, said, copied: copyText(host, 'a text', { done: 'Copied', told }) };
}
