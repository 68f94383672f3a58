/** Figures saved as SVG and PNG: buttons below a figure, and files with names of its title. */
import { elementSvg } from './drawing.js';
import { all, button, found, tools } from './dom.js';
import { inLight } from './look.js';

const MOST_PIXELS = 12000;
const SHARPNESS = 3;
const LONGEST_NAME = 60;

/** @param {string} name @param {string} ending @param {Blob} blob */
export function download(name, ending, blob) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  const plain = [...name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')].slice(0, LONGEST_NAME).join('').replace(/^-|-$/g, '');
  link.download = (plain || 'figure') + ending;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

/** @param {string} name @param {string} text an SVG */
function raster(name, text) {
  const image = new Image();
  image.onload = () => {
    const scale = Math.min(SHARPNESS, MOST_PIXELS / Math.max(image.width, image.height));
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [image.width * scale, image.height * scale];
    const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    pen.fillStyle = '#fff';
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.imageSmoothingEnabled = false;
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob(blob => { if (blob) download(name, '.png', blob); });
  };
  image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(text);
}

/**
 * @typedef {object} Saved
 * @property {() => string} picture an SVG, drawn in light colours
 * @property {() => string} [file] what its file is called, where that changes
 * @property {() => void} [after] shows the figure again as it was
 */

/** Puts the buttons below a figure. @param {HTMLElement} frame @param {string} name @param {Saved} saved */
export function saving(frame, name, { picture, file = () => name, after = () => {} }) {
  const drawing = () => {
    // XML cannot hold these signs.
    const text = inLight(picture).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
    after();
    return text;
  };
  const own = frame.querySelector(':scope > .tools');
  const place = own instanceof HTMLElement ? own : tools(frame);
  button(place, 'Save as SVG', name, () => download(file(), '.svg', new Blob([drawing()], { type: 'image/svg+xml' })));
  button(place, 'Save as PNG', name, () => raster(file(), drawing()));
}

/** Drawings of networks and galleries of pictures can be saved. */
export function figures() {
  for (const figure of all('figure.network, figure.gallery')) {
    saving(figure, found(':scope > figcaption', figure).textContent ?? '', { picture: () => elementSvg(figure) });
  }
}
