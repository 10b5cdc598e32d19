import type { TimelinePicture } from '../TimelinePicture';
import type { SvgLayers } from './exportSvg';

/** The timeline's own pixels between the layers of an SVG; rejects where the browser makes no picture of it. */
export async function exportPng(
  { canvas, window, widthCssPx }: TimelinePicture,
  layers: SvgLayers,
): Promise<Uint8Array> {
  const scale = window.columns / widthCssPx;
  const drawn = document.createElement('canvas');
  drawn.width = Math.ceil(layers.widthCssPx * scale);
  drawn.height = Math.ceil(layers.heightCssPx * scale);
  const context = drawn.getContext('2d');
  if (context === null) throw new Error('The browser gives no canvas for the picture.');
  const { lanesLeftCssPx, lanesTopCssPx } = layers;
  context.drawImage(await imageOf(layers.around), 0, 0, drawn.width, drawn.height);
  context.drawImage(canvas, Math.round(lanesLeftCssPx * scale), Math.round(lanesTopCssPx * scale));
  context.drawImage(await imageOf(layers.above), 0, 0, drawn.width, drawn.height);
  const blob = await new Promise<Blob | null>((resolve) => {
    drawn.toBlob(resolve, 'image/png');
  });
  if (blob === null) throw new Error('The picture is too large for the browser.');
  return new Uint8Array(await blob.arrayBuffer());
}

async function imageOf(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  // A `blob:` address is not among those that the page's policy allows.
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}
