/** Pens for the points, lines and names of a map: one for the screen, one for a file. */
import { escaped } from './drawing.js';
import { style } from './look.js';

/**
 * @typedef {object} Letters
 * @property {number} size in pixels
 * @property {number} [weight]
 * @property {string} colour
 * @property {string} [halo] the colour of an edge around each letter
 * @property {boolean} [isEnd] whether the text ends at its place; else its middle stands there
 * @property {boolean} [isTurned]
 */

/**
 * @typedef {object} Pen
 * @property {(x: number, y: number, radius: number, colour: string, isCross: boolean) => void} dot
 * @property {(x1: number, y1: number, x2: number, y2: number, colour: string) => void} line
 * @property {(x: number, y: number, text: string, letters: Letters) => void} text
 */

const PLAIN = 400;
const OPACITY = .75;
const HALO = 3.5;

/** @param {number} value */
const near = value => +value.toFixed(2);

/** @param {number} x @param {number} y @param {number} arm */
const cross = (x, y, arm) => [-1, 1].map(dy => `M${near(x - arm)} ${near(y + dy * arm)}L${near(x + arm)} ${near(y - dy * arm)}`).join('');

/** @param {HTMLCanvasElement} canvas */
const penOf = canvas => /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));

/** One dot as a picture, which is drawn many times. @param {number} radius @param {string} colour @param {boolean} isCross @param {number} scale */
function stamp(radius, colour, isCross, scale) {
  const made = document.createElement('canvas');
  made.width = made.height = Math.ceil(2 * scale * (radius + 1));
  const pen = penOf(made);
  Object.assign(pen, { globalAlpha: OPACITY, fillStyle: colour, strokeStyle: colour, lineWidth: scale });
  pen.translate(made.width / 2, made.height / 2);
  if (isCross) {
    pen.stroke(new Path2D(cross(0, 0, radius * scale)));
  } else {
    pen.arc(0, 0, radius * scale, 0, 7);
    pen.fill();
  }
  return made;
}

/** @param {HTMLCanvasElement} canvas @param {number} size @param {number} scale @returns {Pen} */
export function canvasPen(canvas, size, scale) {
  canvas.width = canvas.height = size * scale;
  const pen = penOf(canvas);
  pen.scale(scale, scale);
  /** @type {Map<string, HTMLCanvasElement>} */
  const stamps = new Map();
  return {
    dot(x, y, radius, colour, isCross) {
      const dot = stamps.get(colour) ?? stamp(radius, colour, isCross, scale);
      stamps.set(colour, dot);
      const side = dot.width / scale;
      pen.drawImage(dot, x - side / 2, y - side / 2, side, side);
    },
    line(x1, y1, x2, y2, colour) {
      pen.strokeStyle = colour;
      pen.lineWidth = 1;
      pen.beginPath();
      pen.moveTo(x1, y1);
      pen.lineTo(x2, y2);
      pen.stroke();
    },
    text(x, y, text, { size: height, weight = PLAIN, colour, halo, isEnd, isTurned }) {
      pen.font = `${weight} ${height}px ${style('--plain')}`;
      Object.assign(pen, { textAlign: isEnd ? 'end' : 'center', textBaseline: 'middle', fillStyle: colour, strokeStyle: halo ?? colour, lineWidth: HALO, lineJoin: 'round' });
      pen.save();
      pen.translate(x, y);
      if (isTurned) pen.rotate(-Math.PI / 2);
      if (halo) pen.strokeText(text, 0, 0);
      pen.fillText(text, 0, 0);
      pen.restore();
    },
  };
}

/** @returns {Pen & { parts: string[] }} */
export function svgPen() {
  /** @type {string[]} */
  const parts = [];
  return { parts,
    dot(x, y, radius, colour, isCross) {
      parts.push(isCross ? `<path d="${cross(x, y, radius)}" stroke="${colour}"/>` : `<circle cx="${near(x)}" cy="${near(y)}" r="${radius}" fill="${colour}" fill-opacity="${OPACITY}"/>`);
    },
    line(x1, y1, x2, y2, colour) {
      parts.push(`<path d="M${near(x1)} ${near(y1)}L${near(x2)} ${near(y2)}" stroke="${colour}"/>`);
    },
    text(x, y, text, { size, weight = PLAIN, colour, halo, isEnd, isTurned }) {
      const edge = halo ? ` stroke="${halo}" stroke-width="${HALO}" stroke-linejoin="round" paint-order="stroke"` : '';
      const turn = isTurned ? ` transform="rotate(-90 ${near(x)} ${near(y)})"` : '';
      parts.push(`<text x="${near(x)}" y="${near(y)}" dy=".35em" text-anchor="${isEnd ? 'end' : 'middle'}" font-size="${size}" font-weight="${weight}" fill="${colour}"`
        + `${edge}${turn}>${escaped(text)}</text>`);
    } };
}
