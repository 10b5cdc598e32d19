import type { TimelinePicture } from '../TimelinePicture';
import type { ExportedSvg } from './exportSvg';

/**
 * The timeline's own pixels, amid the texts of an SVG that leaves room for them; rejects where the
 * browser makes no picture of it.
 */
export async function exportPng(
  { canvas, window, widthCssPx }: TimelinePicture,
  around: ExportedSvg,
): Promise<Uint8Array> {
  const scale = window.columns / widthCssPx;
  const drawn = document.createElement('canvas');
  drawn.width = Math.ceil(around.widthCssPx * scale);
  drawn.height = Math.ceil(around.heightCssPx * scale);
  const context = drawn.getContext('2d');
  if (context === null) throw new Error('The browser gives no canvas for the picture.');
  const texts = new Image();
  // A `blob:` address is not among those that the page's policy allows.
  texts.src = `data:image/svg+xml,${encodeURIComponent(around.text)}`;
  await texts.decode();
  context.drawImage(texts, 0, 0, drawn.width, drawn.height);
  const { lanesLeftCssPx, lanesTopCssPx } = around;
  context.drawImage(canvas, Math.round(lanesLeftCssPx * scale), Math.round(lanesTopCssPx * scale));
  const blob = await new Promise<Blob | null>((resolve) => {
    drawn.toBlob(resolve, 'image/png');
  });
  if (blob === null) throw new Error('The picture is too large for the browser.');
  return new Uint8Array(await blob.arrayBuffer());
}
