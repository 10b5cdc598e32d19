/** Keys by their place, where Shift or another layout changes what they write. */
const byCode: Readonly<Record<string, string>> = {
  Period: '.',
  Comma: ',',
  BracketLeft: '[',
  BracketRight: ']',
};

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'altKey' | 'ctrlKey' | 'metaKey'>;

/** What a key press is called in the tables of keys: `w`, `Shift+.`, `Alt+ArrowLeft`, `Ctrl+f`. */
export function timelineKeyName(press: KeyPress): string {
  const { key, code, shiftKey, altKey, ctrlKey, metaKey } = press;
  const name = byCode[code] ?? (key.length === 1 ? key.toLowerCase() : key);
  // What is written with Shift has its own name already.
  const isShifted =
    shiftKey && (byCode[code] !== undefined || key.length > 1 || /[a-z]/i.test(key));
  return [
    ...(ctrlKey || metaKey ? ['Ctrl'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(isShifted ? ['Shift'] : []),
    name,
  ].join('+');
}
