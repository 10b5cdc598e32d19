import assert from 'node:assert/strict';
import { CodeNames, type KnownCode } from '../../../webview/code/CodeNames';
import { cannedCodeAt } from '../canned/cannedCode';
import { CannedHost, settled } from '../canned/CannedHost';

const place = { vm: 0, rip: '0xffffffff9e1d2a4b' };
const code = cannedCodeAt(place, true);

describe('CodeNames', () => {
  it('asks for an address once, however often it is shown', async () => {
    const host = new CannedHost();
    const names = new CodeNames(host);

    const both = Promise.all([names.at(place), names.at({ ...place })]);
    host.calls[0]!.answer(code);

    assert.deepEqual(await both, [code, code]);
    assert.equal(host.calls.length, 1);
  });

  it('tells a failure in words', async () => {
    const host = new CannedHost();
    const known = new CodeNames(host).at(place);

    host.calls[0]!.fail('The worker ended.');

    assert.equal(await known, 'The worker ended.');
  });

  it('asks again when other symbols are used, for what is still on the page', async () => {
    const host = new CannedHost();
    const names = new CodeNames(host);
    const shown: string[] = [];
    const gone = elementOnPage(false);
    names.follow(elementOnPage(true), place, (known) => shown.push(nameOf(known)));
    names.follow(gone, { ...place, rip: '0x1000' }, (known) => shown.push(nameOf(known)));
    for (const call of host.calls) call.answer(cannedCodeAt(place, false));
    await settled();

    names.renew();
    host.calls[2]!.answer(code);
    await settled();

    assert.deepEqual(shown, ['none', 'none', 'default_idle']);
    assert.deepEqual(host.calls[2]!.params, place);
    assert.equal(host.calls.length, 3);
  });

  it('drops an answer that symbols of before gave', async () => {
    const host = new CannedHost();
    const names = new CodeNames(host);
    const shown: string[] = [];
    names.follow(elementOnPage(true), place, (known) => shown.push(nameOf(known)));

    names.renew();
    host.calls[0]!.answer(cannedCodeAt(place, false));
    host.calls[1]!.answer(code);
    await settled();

    assert.deepEqual(shown, ['default_idle']);
  });

  it('forgets the first of a thousand addresses, and no other', () => {
    const host = new CannedHost();
    const names = new CodeNames(host);
    for (let at = 0; at <= 1000; at++) void names.at({ vm: 0, rip: `0x${at.toString(16)}` });

    void names.at({ vm: 0, rip: '0x1' });
    assert.equal(host.calls.length, 1001);
    void names.at({ vm: 0, rip: '0x0' });
    assert.equal(host.calls.length, 1002);
  });
});

function elementOnPage(isConnected: boolean): HTMLElement {
  return { isConnected } as HTMLElement;
}

function nameOf(known: KnownCode): string {
  return typeof known === 'string' || known === null ? 'failed' : (known.symbol ?? 'none');
}
