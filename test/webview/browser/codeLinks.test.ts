import assert from 'node:assert/strict';
import { askedFor } from './pageQueries';
import { useTracePages } from './useTracePages';

describe('Guest code, wherever an address is shown', () => {
  const pages = useTracePages();

  it('is told in the details of an event, with source lines, and leads there', async () => {
    const page = await pages.open();
    await page.getByTestId('events-row').first().click();
    await page.getByTestId('event-detail').getByTestId('whereabouts').waitFor();

    const told = page.getByTestId('event-detail').getByTestId('whereabouts').locator('div');
    await told.first().waitFor();
    assert.deepEqual(await told.allTextContents(), [
      'copy_user_enhanced_fast_string+0x10',
      '/build/linux-6.1/arch/x86/lib/copy_user_64.S:174',
    ]);

    await page.getByTestId('event-detail').getByTestId('guest-code').click();
    await page.getByTestId('guest-code-disassembly').click();
    const place = { vm: 0, rip: '0xffffffff9d4c1a70' };
    assert.deepEqual(await askedFor(page, 'showCode'), [{ ...place, as: 'disassembly' }]);

    await page.getByTestId('event-detail').getByTestId('guest-code').press('Enter');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.getByTestId('hot-row').first().waitFor();
    const { search, by, vm } = (await askedFor(page, 'hotCode')).at(-1)!;
    assert.deepEqual([search, by, vm], ['0xffffffff9d4c1a70', 'instruction', 0]);
  });

  it('says why it is not known, until other symbols are used', async () => {
    const page = await pages.open({ scenario: { hasSymbols: false } });
    await page.getByTestId('events-row').first().click();
    const told = page.getByTestId('event-detail').getByTestId('whereabouts');
    await told.getByText('No file of symbols covers this address.').waitFor();

    await page.evaluate(() => {
      window.fakeHost.setScenario({ hasSymbols: true });
      window.fakeHost.notify({ notice: 'symbols' });
    });

    await told.getByText('copy_user_enhanced_fast_string+0x10').waitFor();
  });

  it('names the code that faults on a page, asking for each address once', async () => {
    const page = await pages.open({ scenario: { savedState: { view: 'pages' } } });

    const name = page.getByTestId('rips-row').first().locator('.code-name');
    await name.getByText('ring_doorbell+0x12 [virtio_net]').waitFor();
    await page.getByTestId('faults-row').first().getByText('ring_doorbell+0x12').waitFor();

    const asked = (await askedFor(page, 'codeAt')).map(({ rip }) => rip);
    assert.equal(new Set(asked).size, asked.length);
    const source = page.getByTestId('rips-row').first().getByTestId('guest-code');
    await source.click();
    await page.getByTestId('guest-code-source').click();
    assert.deepEqual(await askedFor(page, 'showCode'), [
      { vm: 0, rip: '0xffffffff81a40c12', as: 'source' },
    ]);
  });

  it('names where vCPUs began to idle and who woke them, and leads from a waker to its code', async () => {
    const page = await pages.open({ scenario: { savedState: { view: 'idle' } } });
    const period = page.getByTestId('periods-row').first();
    await period.locator('[data-column=rip]').getByText('default_idle+0xb').waitFor();
    await period.locator('[data-column=source-rip]').getByText('native_write_msr+0x2').waitFor();

    await page.getByTestId('wakers-row').nth(1).getByTestId('code-button').click();
    await page.getByTestId('hot-row').first().waitFor();

    const { of, vm, vcpu } = (await askedFor(page, 'hotCode')).at(-1)!;
    assert.deepEqual([of, vm, vcpu], ['ipis', 0, 1]);
  });

  it('leads from a row of the exits table to the functions that exit so', async () => {
    const page = await pages.open();
    await page.getByTestId('exits-row').first().focus();

    await page.keyboard.press('Shift+Enter');
    await page.getByTestId('hot-row').first().waitFor();

    const { of, by, search, vm, vcpu } = (await askedFor(page, 'hotCode')).at(-1)!;
    assert.deepEqual([of, by, search, vm, vcpu], ['exits', 'symbol', 'HLT', 0, 0]);
  });

  it('is told of what is selected on the timeline', async () => {
    const place = { lane: 'vm0/vcpu1/state', timeNs: 50.004e9 };
    const timeline = { shown: { fromNs: 50e9, toNs: 50.012e9 }, place };
    const page = await pages.open({ scenario: { savedState: { view: 'timeline', timeline } } });

    const side = page.getByTestId('timeline-selection');
    await side.getByTestId('whereabouts').getByText('native_write_msr+0x2').waitFor();
    await side.getByTestId('guest-code').click();
    await page.getByTestId('guest-code-source').click();
    assert.deepEqual(await askedFor(page, 'showCode'), [
      { vm: 0, rip: '0xffffffff81e0a5b2', as: 'source' },
    ]);
  });

  it('says when the editor cannot show it', async () => {
    const page = await pages.open();
    await page.evaluate(() => {
      window.fakeHost.setScenario({ codeProblem: 'No source of this line is on this machine.' });
    });
    await page.getByTestId('events-row').first().click();

    await page.getByTestId('event-detail').getByTestId('guest-code').click();
    await page.getByTestId('guest-code-source').click();

    await page.getByText('No source of this line is on this machine.').waitFor();
  });
});
