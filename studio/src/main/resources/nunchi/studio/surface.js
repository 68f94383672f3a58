/** The decision surface of a classifier of two numbers, epoch by epoch, while it is trained and afterwards. */
/** @import { Plane, Surface } from './following.js' */
import { button, element } from './dom.js';
import { theme } from './look.js';

const PAUSE = 120;
const DOT = 2.5;
const WIDTH = 420;

/** @param {string} text */
const bytes = text => Uint8Array.from(atob(text), each => each.charCodeAt(0));

/** @param {string} colour @returns {[number, number, number]} */
function parts(colour) {
  const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** The grid as a picture: the colour of the class, the paler the less probable it is. @param {Plane} plane @param {Surface} surface */
function picture(plane, surface) {
  const [classes, probabilities] = [bytes(surface.classes), bytes(surface.probabilities)];
  const { palette, paper } = theme();
  const colours = palette.map(parts);
  const ground = parts(paper);
  const canvas = Object.assign(document.createElement('canvas'), { width: plane.side, height: plane.side });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const image = pen.createImageData(plane.side, plane.side);
  classes.forEach((each, i) => {
    const even = 1 / plane.classes.length;
    const share = 0.08 + 0.5 * Math.max(0, (probabilities[i] / 255 - even) / (1 - even));
    const at = 4 * ((plane.side - 1 - Math.floor(i / plane.side)) * plane.side + i % plane.side);
    colours[each % colours.length].forEach((part, channel) => { image.data[at + channel] = ground[channel] + share * (part - ground[channel]); });
    image.data[at + 3] = 255;
  });
  pen.putImageData(image, 0, 0);
  return canvas;
}

/** @param {Plane} plane @param {CanvasRenderingContext2D} pen */
function examples(plane, pen) {
  const numbers = new Float32Array(bytes(plane.points).buffer);
  const { palette, paper } = theme();
  plane.labels.forEach((label, i) => {
    pen.beginPath();
    pen.arc((numbers[2 * i] - plane.left) / (plane.right - plane.left) * WIDTH, (plane.top - numbers[2 * i + 1]) / (plane.top - plane.bottom) * WIDTH, DOT, 0, 2 * Math.PI);
    pen.fillStyle = palette[label % palette.length];
    pen.fill();
    pen.strokeStyle = paper;
    pen.stroke();
  });
}

/** A figure with the surface after an epoch that is chosen; the last one, as long as none is. */
export class SurfaceFigure {
  /** @param {HTMLElement} place @param {Plane} plane */
  constructor(place, plane) {
    this.plane = plane;
    /** @type {Surface[]} */
    this.surfaces = [];
    this.figure = element('figure', 'surface', '');
    this.caption = element('figcaption', '', '');
    this.canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: WIDTH });
    this.canvas.setAttribute('role', 'img');
    const tools = element('div', 'tools', '');
    const label = element('label', '', 'Epoch ');
    this.slider = Object.assign(document.createElement('input'), { type: 'range', min: '0', max: '0', value: '0' });
    label.append(this.slider);
    tools.append(label);
    this.slider.addEventListener('input', () => this.draw());
    button(tools, 'Play', 'the decision surface from the first epoch on', () => this.play());
    this.figure.append(this.caption, this.canvas, tools);
    place.append(this.figure);
  }

  /** @param {Surface[]} surfaces */
  show(surfaces) {
    const last = Number(this.slider.value) === this.surfaces.length - 1 || this.surfaces.length === 0;
    if (surfaces.length === this.surfaces.length && surfaces.at(-1)?.epoch === this.surfaces.at(-1)?.epoch) return;
    this.surfaces = [...surfaces];
    this.slider.max = String(surfaces.length - 1);
    if (last) this.slider.value = this.slider.max;
    this.draw();
  }

  async play() {
    for (let number = 0; number < this.surfaces.length && this.figure.isConnected; number++) {
      this.slider.value = String(number);
      this.draw();
      await new Promise(resolve => setTimeout(resolve, PAUSE));
    }
  }

  draw() {
    const surface = this.surfaces[Number(this.slider.value)];
    if (!surface) return;
    const pen = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    pen.imageSmoothingEnabled = true;
    pen.drawImage(picture(this.plane, surface), 0, 0, WIDTH, WIDTH);
    examples(this.plane, pen);
    this.caption.textContent = `Decision surface after epoch ${surface.epoch}`;
    this.slider.setAttribute('aria-valuetext', 'epoch ' + surface.epoch);
    const classes = bytes(surface.classes);
    const shares = this.plane.classes.map((name, number) => `${name} on ${Math.round(100 * classes.filter(each => each === number).length / classes.length)} % of the plane`);
    this.canvas.setAttribute('aria-label', `Decision surface after epoch ${surface.epoch}: ${shares.join(', ')}`);
  }
}
