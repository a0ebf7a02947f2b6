import type { Map as GlMap } from 'maplibre-gl';
import type { Inks } from './draw-matrix.ts';

export interface PictureWords {
  title: string;
  subtitle: string;
  legend: { title: string; steps: readonly { colour: string; words: string }[] } | null;
  attribution: string;
}

const HEAD = 64;
const FOOT = 58;
const SIDE = 16;

/** The map as it is on the screen — with its names, what it shows, of which days, and the scale — as a PNG. */
export async function takePicture(map: GlMap, inks: Inks, words: PictureWords): Promise<Blob> {
  const drawn = await mapCanvas(map);
  const ratio = drawn.width / map.getContainer().clientWidth;
  const [width, height] = [drawn.width / ratio, drawn.height / ratio];
  const canvas = document.createElement('canvas');
  canvas.width = drawn.width;
  canvas.height = (height + HEAD + FOOT) * ratio;
  const context = canvas.getContext('2d')!;
  context.scale(ratio, ratio);
  context.fillStyle = inks.ground;
  context.fillRect(0, 0, width, height + HEAD + FOOT);
  context.drawImage(drawn, 0, HEAD, width, height);
  drawNames(context, map.getContainer(), inks);
  context.textBaseline = 'alphabetic';
  context.textAlign = 'left';
  context.fillStyle = inks.text;
  context.font = `600 18px ${inks.font}`;
  context.fillText(words.title, SIDE, 28, width - 2 * SIDE);
  context.font = `13px ${inks.font}`;
  context.fillStyle = inks.quiet;
  context.fillText(words.subtitle, SIDE, 50, width - 2 * SIDE);
  drawLegend(context, words, inks, width, HEAD + height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  );
}

/** WebGL forgets its picture as soon as it is shown: it is copied within the frame that draws it. */
function mapCanvas(map: GlMap): Promise<HTMLCanvasElement> {
  return new Promise((resolve) => {
    map.once('render', () => {
      const source = map.getCanvas();
      const copy = document.createElement('canvas');
      copy.width = source.width;
      copy.height = source.height;
      copy.getContext('2d')!.drawImage(source, 0, 0);
      resolve(copy);
    });
    map.triggerRepaint();
  });
}

/** Names are elements over the canvas; they are painted where they stand. */
function drawNames(context: CanvasRenderingContext2D, container: HTMLElement, inks: Inks): void {
  const frame = container.getBoundingClientRect();
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const label of container.parentElement?.querySelectorAll<HTMLElement>('[data-shown="true"]') ?? [])
    for (const line of label.children as unknown as HTMLElement[]) {
      const box = line.getBoundingClientRect();
      const [x, y] = [box.left + box.width / 2 - frame.left, box.top + box.height / 2 - frame.top + HEAD];
      context.font = `${line.tagName === 'B' ? 700 : 500} ${getComputedStyle(line).fontSize} ${inks.font}`;
      context.strokeStyle = inks.ground;
      context.lineWidth = 3;
      context.strokeText(line.textContent, x, y);
      context.fillStyle = inks.text;
      context.fillText(line.textContent, x, y);
    }
}

function drawLegend(
  context: CanvasRenderingContext2D,
  { legend, attribution }: PictureWords,
  inks: Inks,
  width: number,
  top: number,
): void {
  context.font = `12px ${inks.font}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  if (legend) {
    context.fillStyle = inks.quiet;
    context.fillText(legend.title, SIDE, top + 18, width - 2 * SIDE);
    let x = SIDE;
    for (const { colour, words } of legend.steps) {
      context.fillStyle = colour;
      context.fillRect(x, top + 34, 18, 12);
      context.strokeStyle = inks.line;
      context.strokeRect(x, top + 34, 18, 12);
      context.fillStyle = inks.text;
      context.fillText(words, x + 23, top + 41);
      x += 23 + context.measureText(words).width + 14;
    }
  }
  context.textAlign = 'right';
  context.fillStyle = inks.quiet;
  context.font = `10px ${inks.font}`;
  context.fillText(attribution, width - SIDE, top + 52);
}

/** Gives the browser a file to keep. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
