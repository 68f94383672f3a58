/** What the layers of a model make of an example: the pixels that count, feature maps, the nearest training examples, and its place on the map of each layer. */
/** @import { Drawn, Explained, Form, Maps, Predicted, Saliency } from './answered.js' */
import { element } from './dom.js';
import { bytes, drawMap, mapIn, square } from './map.js';

const ZERO = 128;
const REACH = 127;
const MOST_SHOWN = 8;

/** @param {number} width @param {number} height @param {(i: number) => [number, number, number, number]} colour of a pixel */
function pixels(width, height, colour) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height, className: 'pixels' });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const image = pen.createImageData(width, height);
  for (let i = 0; i < width * height; i++) image.data.set(colour(i), 4 * i);
  pen.putImageData(image, 0, 0);
  canvas.setAttribute('aria-hidden', 'true');
  return canvas;
}

/** @param {Drawn} drawn */
function image({ image: base64, imageShape: [height, width, channels] }) {
  const values = bytes(base64);
  return pixels(width, height, i => channels === 1 ? [values[i], values[i], values[i], 255] : [values[3 * i], values[3 * i + 1], values[3 * i + 2], 255]);
}

/** Red where a pixel speaks for the prediction, blue where against it. @param {Saliency} saliency @param {number[]} shape */
function overlay({ map }, [height, width]) {
  const values = bytes(map);
  return pixels(width, height, i => {
    const share = (values[i] - ZERO) / REACH;
    return [share > 0 ? 225 : 30, 60, share > 0 ? 40 : 220, Math.round(200 * Math.min(1, Math.abs(share)))];
  });
}

/** @param {string} kind @param {string} caption @param {...HTMLElement} content */
function framed(kind, caption, ...content) {
  const made = element('figure', kind, '');
  const box = element('div', 'stack', '');
  box.append(...content);
  made.append(box, element('figcaption', '', caption));
  return made;
}

/** `5 of 5 neighbours are 7`. @param {number[]} labels @param {string[]} classes */
function told(labels, classes) {
  const counts = new Map();
  labels.forEach(label => counts.set(label, (counts.get(label) ?? 0) + 1));
  const [most, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  return count === undefined ? '' : `${count} of ${labels.length} nearest: ${classes[most] ?? most}`;
}

/** @param {HTMLElement} place @param {Form} form */
export function layers(place, form) {
  const note = element('p', 'note', '');
  const single = element('div', 'single', '');
  const near = element('div', 'single', '');
  const features = element('div', 'features', '');
  const maps = element('div', 'mapped', '');
  place.append(note, single, near, features, maps);
  /** @type {Drawn | undefined} */
  let drawn;
  /** @type {Map<string, { dot: HTMLElement, caption: HTMLElement, title: string }>} */
  const dots = new Map();

  return {
    note: (/** @type {string} */ text) => { note.textContent = text; },

    /** @param {Predicted} said */
    seen(said) { drawn = said.seen; },

    /** @param {Maps} laid */
    maps(laid) {
      if (laid.maps.length === 0 && form.takes === 'image') note.textContent = "For the place on the map of each layer, inspect the run: nunchi inspect";
      for (const layer of laid.maps) {
        const box = element('div', 'map', '');
        const title = `${layer.path}, ${laid.method} of the ${laid.part} set`;
        const caption = element('figcaption', '', title);
        const figure = element('figure', '', '');
        box.setAttribute('role', 'img');
        box.setAttribute('aria-label', title);
        figure.append(box, caption);
        maps.append(figure);
        const map = mapIn(box, { caption: title, axes: [], rest: 'none', places: layer.places, low: [0, 0], extent: 1 }, { names: laid.classes, groups: laid.labels });
        map.isNear = true;
        drawMap(map);
        const dot = element('i', 'here', '');
        box.append(dot);
        new ResizeObserver(() => drawMap(map)).observe(box);
        dots.set(layer.path, { dot, caption, title });
      }
    },

    /** @param {Explained | null} explained */
    show(explained) {
      [single, near, features].forEach(each => each.replaceChildren());
      dots.forEach(({ dot, caption, title }) => {
        dot.style.display = 'none';
        caption.textContent = title;
      });
      if (!explained) return;
      if (drawn) {
        single.append(framed('', 'as the network sees it', image(drawn)));
        if (explained.saliency) single.append(framed('', `${explained.method}: ${explained.meaning}`, image(drawn), overlay(explained.saliency, drawn.imageShape)));
      }
      if (explained.nearest.length) near.append(element('h4', '', 'Nearest training images'));
      explained.nearest.forEach(each => near.append(framed('', each.label === undefined ? `row ${each.row}` : form.classes[each.label] ?? '', image(each.picture))));
      explained.featureMaps.forEach(layer => {
        const [height, width] = layer.imageShape;
        const values = bytes(layer.images);
        const row = element('div', 'single', '');
        row.append(element('h4', '', `Feature maps of ${layer.path}`));
        layer.channels.slice(0, MOST_SHOWN).forEach((channel, number) => row.append(framed('', `channel ${channel}`,
          pixels(width, height, i => [values[number * width * height + i], values[number * width * height + i], values[number * width * height + i], 255]))));
        features.append(row);
      });
      explained.places.forEach(at => {
        const known = dots.get(at.path);
        if (!known) return;
        const box = /** @type {HTMLElement} */ (known.dot.parentElement);
        const frame = square(/** @type {any} */ ({ chart: { axes: [] } }), box.clientWidth);
        const [x, y] = [Math.max(0, Math.min(1, at.x)), Math.max(0, Math.min(1, at.y))];
        Object.assign(known.dot.style, { display: 'block', left: frame.left + frame.side * x + 'px', top: frame.top + frame.side * (1 - y) + 'px' });
        const words = told(at.labels, form.classes);
        known.caption.textContent = known.title + (words ? '. ' + words : '');
      });
    },
  };
}
