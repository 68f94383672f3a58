/** A square to draw on with mouse, pen or finger, which also takes a picture that is chosen, dropped, pasted or photographed. */
/** @import { Form } from './answered.js' */
import { button, element } from './dom.js';

const SIDE = 280;
const INK = '#000000';
const PAPER = '#ffffff';

/**
 * @param {HTMLElement} place
 * @param {Form} form
 * @param {(image: string) => void} given takes a PNG file in base64
 * @param {() => void} cleared
 */
export function sketch(place, form, given, cleared) {
  const canvas = document.createElement('canvas');
  const grey = form.imageShape?.[2] === 1;
  Object.assign(canvas, { width: SIDE, height: SIDE, className: 'sketch', tabIndex: 0 });
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', 'Draw here, or choose, drop or paste a picture');
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const clear = () => {
    pen.fillStyle = PAPER;
    pen.fillRect(0, 0, SIDE, SIDE);
  };
  const tell = () => given(canvas.toDataURL('image/png').split(',')[1]);
  clear();
  place.append(canvas);
  strokes(canvas, pen, grey ? SIDE / 14 : SIDE / 28, tell);
  const tools = element('div', 'tools', '');
  place.append(tools);
  button(tools, 'Clear', 'the drawing', () => {
    clear();
    cleared();
  });
  chosen(tools, file => picture(file, pen, tell));
  camera(tools, pen, tell);
  canvas.addEventListener('dragover', event => event.preventDefault());
  canvas.addEventListener('drop', event => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) picture(file, pen, tell);
  });
  const paste = (/** @type {ClipboardEvent} */ event) => {
    if (!canvas.isConnected) return removeEventListener('paste', paste);
    const file = [...event.clipboardData?.files ?? []].find(each => each.type.startsWith('image/'));
    if (file) picture(file, pen, tell);
  };
  addEventListener('paste', paste);
}

/** @param {HTMLCanvasElement} canvas @param {CanvasRenderingContext2D} pen @param {number} width @param {() => void} tell */
function strokes(canvas, pen, width, tell) {
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      tell();
    });
  };
  /** @param {PointerEvent} event */
  const at = event => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * SIDE / box.width, (event.clientY - box.top) * SIDE / box.height];
  };
  let [x, y] = [0, 0];
  const line = (/** @type {PointerEvent} */ event) => {
    const [toX, toY] = at(event);
    Object.assign(pen, { strokeStyle: INK, lineWidth: width, lineCap: 'round', lineJoin: 'round' });
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(toX, toY);
    pen.stroke();
    [x, y] = [toX, toY];
    soon();
  };
  canvas.addEventListener('pointerdown', event => {
    canvas.setPointerCapture(event.pointerId);
    [x, y] = at(event);
    line(event);
  });
  canvas.addEventListener('pointermove', event => {
    if (event.buttons) event.getCoalescedEvents().concat(event).forEach(line);
  });
}

/** The whole picture amid the square. @param {CanvasRenderingContext2D} pen @param {CanvasImageSource} source @param {number} width @param {number} height */
function amid(pen, source, width, height) {
  const scale = Math.min(SIDE / width, SIDE / height);
  pen.fillStyle = PAPER;
  pen.fillRect(0, 0, SIDE, SIDE);
  pen.drawImage(source, (SIDE - width * scale) / 2, (SIDE - height * scale) / 2, width * scale, height * scale);
}

/** @param {Blob} file @param {CanvasRenderingContext2D} pen @param {() => void} tell */
async function picture(file, pen, tell) {
  const image = await createImageBitmap(file).catch(() => null);
  if (!image) return;
  amid(pen, image, image.width, image.height);
  tell();
}

/** @param {HTMLElement} tools @param {(file: File) => void} take */
function chosen(tools, take) {
  const input = Object.assign(document.createElement('input'), { type: 'file', accept: 'image/*', hidden: true });
  input.addEventListener('change', () => { if (input.files?.[0]) take(input.files[0]); });
  tools.append(input);
  button(tools, 'Choose a picture', '', () => input.click());
}

/** @param {HTMLElement} tools @param {CanvasRenderingContext2D} pen @param {() => void} tell */
function camera(tools, pen, tell) {
  if (!navigator.mediaDevices?.getUserMedia) return;
  button(tools, 'Take a photograph', '', async (_, made) => {
    made.disabled = true;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      const video = Object.assign(document.createElement('video'), { srcObject: stream, muted: true });
      await video.play();
      await new Promise(resolve => setTimeout(resolve, 300));
      amid(pen, video, video.videoWidth, video.videoHeight);
      stream.getTracks().forEach(track => track.stop());
      tell();
    } catch {
      made.textContent = 'There is no camera, or the browser may not use it';
    }
    made.disabled = false;
  });
}
