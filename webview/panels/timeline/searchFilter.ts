const ADDRESS = /^0x[\da-f]{1,16}$/i;
/** No operator of the filter's language, no list and no pattern: a word of its own. */
const BARE = /^[^\s"=!<>~,*:-][^\s"=!<>~,*:]*$/;
const QUOTED = /^"(?:[^"\\]|\\.)+"$/;

/**
 * The filter for what somebody types to search the trace: an address finds guest code that exits
 * there and events about its page, another word or quoted text any name it is a part of; everything
 * else is a filter already.
 */
export function searchFilter(text: string): string {
  const typed = text.trim();
  if (ADDRESS.test(typed)) return `addr=${typed}`;
  return BARE.test(typed) || QUOTED.test(typed) ? `any~${typed}` : typed;
}
