import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Note } from '../../../src/protocol/notes';
import { askedFor } from './pageQueries';
import type { Scenario } from './scenario';
import { screenshot, useTracePages } from './useTracePages';

const note = (id: string, members: Partial<Note> = {}): Note => ({
  ...{ id, fromNs: 1_500_000_000, toNs: 1_500_000_000, lane: null, text: id },
  ...members,
});
const kept = [
  note('late wake', { lane: 'vm0/vcpu1/state' }),
  note('first storm', { fromNs: 1_000_000_000, toNs: 1_012_000_000 }),
];

describe('Notes beside the timeline', () => {
  const pages = useTracePages();

  async function opened(notes: readonly Note[], state: object = {}): Promise<Page> {
    const scenario: Partial<Scenario> = { notes, savedState: { view: 'timeline', ...state } };
    const page = await pages.open({ scenario });
    await page.locator('[data-testid=notes-add]').waitFor();
    return page;
  }

  const texts = (page: Page): Promise<readonly string[]> =>
    page.locator('.note-words').allTextContents();

  it('are listed by time, with what they are on', async () => {
    const page = await opened(kept);
    await page.getByTestId('note').nth(1).waitFor();

    assert.deepEqual(await texts(page), ['first storm', 'late wake']);
    assert.match((await page.getByTestId('note').first().textContent())!, /\+ 12\.00 ms/);
    assert.match((await page.getByTestId('note').nth(1).textContent())!, /vCPU 1 of VM 0/);
    await page.getByText('Kept in mixed.trace.dat.exitscope.json').waitFor();
    await screenshot(page, 'notes');
  });

  it('are added by a key on the range that is selected, and kept by Enter', async () => {
    const range = { fromNs: 2_000_000_000, toNs: 2_500_000_000 };
    const page = await opened([], { timeline: { range } });
    await page.getByText('Press M').waitFor();

    await page.keyboard.press('m');
    await page.keyboard.type('two words');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('and a line');
    await page.keyboard.press('Enter');

    await page.locator('.note-words').waitFor();
    const [{ notes }] = (await askedFor(page, 'keepNotes')) as [{ notes: readonly Note[] }];
    const { id, ...members } = notes[0]!;
    assert.match(id, /^[0-9a-f]{16}$/);
    assert.deepEqual(members, { ...range, lane: null, text: 'two words\nand a line' });
  });

  it('are not added where Escape leaves them', async () => {
    const page = await opened([]);

    await page.getByTestId('notes-add').click();
    await page.keyboard.type('never mind');
    await page.keyboard.press('Escape');

    await page.getByText('Press M').waitFor();
    assert.deepEqual(await askedFor(page, 'keepNotes'), []);
  });

  it('keep what is being written when another one is begun', async () => {
    const page = await opened(kept);
    await page.getByTestId('notes-add').click();
    await page.keyboard.type('not done');
    await page.getByTestId('timeline-stage').focus();

    await page.keyboard.press('m');
    await page.getByTestId('note-edit').first().click();

    await page.getByText('Keep or cancel the note').waitFor();
    assert.equal(await page.getByTestId('note-text').inputValue(), 'not done');
  });

  it('can be changed, deleted, and had back', async () => {
    const page = await opened(kept);

    await page.getByTestId('note-edit').first().click();
    await page.getByTestId('note-text').fill('second storm');
    await page.getByTestId('note-keep').click();
    await page.getByText('second storm').waitFor();
    await page.getByTestId('note-delete').first().click();
    await page.getByText('Note deleted.').waitFor();
    assert.deepEqual(await texts(page), ['late wake']);
    await page.getByRole('button', { name: 'Undo' }).click();

    await page.getByText('second storm').waitFor();
    const asked = await askedFor(page, 'keepNotes');
    assert.deepEqual(
      asked.map(({ notes }) => notes.length),
      [2, 1, 2],
    );
  });

  it('lead to where they are', async () => {
    const page = await opened(kept);

    await page.getByTestId('note').first().locator('.link').click();

    await page.waitForFunction(() => {
      const { timeline } = window.fakeHost.savedState as {
        timeline?: { range?: { fromNs: number; toNs: number }; shown?: { fromNs: number } };
      };
      return timeline?.range?.fromNs === 1_000_000_000 && (timeline.shown?.fromNs ?? 0) > 9e8;
    });
  });

  it('are found by words, while the field keeps the focus', async () => {
    const page = await opened(kept);
    await page.getByTestId('note').nth(1).waitFor();

    await page.getByTestId('notes-filter').locator('input').click();
    await page.keyboard.type('vcpu late');

    await page.waitForFunction(() => document.querySelectorAll('.note').length === 1);
    assert.deepEqual(await texts(page), ['late wake']);
  });

  it('follow their file when somebody else changes it', async () => {
    const page = await opened(kept);
    await page.getByTestId('note').nth(1).waitFor();

    await page.evaluate(() => {
      const problem = 'a.json: Line 2 is a mark of a merge conflict';
      window.fakeHost.notify({ notice: 'notes', file: { path: '/a.json', notes: [], problem } });
    });

    await page.getByText('mark of a merge conflict').waitFor();
    assert.deepEqual(await texts(page), []);
  });

  it('show what they say as text, whatever it is', async () => {
    const text = '<img src=x onerror=alert(1)> [a](command:b)';
    const page = await opened([note('a', { text })]);
    await page.getByTestId('note').waitFor();

    assert.deepEqual(await texts(page), [text]);
  });

  it('keep the text that is being written when the list changes', async () => {
    const page = await opened(kept);
    await page.getByTestId('notes-add').click();
    await page.keyboard.type('half ');

    await page.evaluate(() => {
      window.fakeHost.notify({
        notice: 'notes',
        file: { path: '/a.json', notes: [], problem: null },
      });
    });
    await page.getByText('Kept in a.json').waitFor();
    await page.keyboard.type('written');
    await page.keyboard.press('Enter');

    await page.getByText('half written').waitFor();
  });
});
