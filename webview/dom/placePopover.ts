const MARGIN_CSS_PX = 8;

/** Puts an open popover below its button, or above where there is no room, and into the window. */
export function placePopover(popover: HTMLElement, button: HTMLElement, gapCssPx = 4): void {
  const box = button.getBoundingClientRect();
  const { offsetWidth, offsetHeight, style } = popover;
  const leftCssPx = Math.min(box.left, window.innerWidth - offsetWidth - MARGIN_CSS_PX);
  style.left = `${Math.max(MARGIN_CSS_PX, leftCssPx)}px`;
  const isRoomBelow = box.bottom + offsetHeight + MARGIN_CSS_PX <= window.innerHeight;
  const topCssPx = isRoomBelow ? box.bottom + gapCssPx : box.top - offsetHeight - gapCssPx;
  style.top = `${Math.max(MARGIN_CSS_PX, topCssPx)}px`;
}
