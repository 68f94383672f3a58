/** A text area for YAML with the numbers of its lines, and a list of what may be written at the caret. */
/** @import { Suggestion } from './answered.js' */
import { element } from './dom.js';
import { Latest } from './latest.js';
import { post } from './server.js';

const PAUSE = 80;
const MOST = 12;

/** A text that is edited. */
export class Editor {
  /** @param {HTMLElement} place @param {string} text @param {() => void} changed */
  constructor(place, text, changed) {
    this.changed = changed;
    this.area = document.createElement('textarea');
    this.area.value = text;
    this.area.spellcheck = false;
    this.area.setAttribute('autocapitalize', 'off');
    const names = { 'aria-label': 'Experiment file', role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': 'suggestions', 'aria-haspopup': 'listbox' };
    Object.entries(names).forEach(([name, value]) => this.area.setAttribute(name, value));
    this.numbers = element('div', 'numbers', '');
    this.numbers.setAttribute('aria-hidden', 'true');
    this.list = element('ul', 'suggestions', '');
    this.list.id = 'suggestions';
    this.list.hidden = true;
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', 'Suggestions');
    const frame = element('div', 'editor', '');
    frame.append(this.numbers, this.area, this.list);
    place.append(frame);
    /** @type {Suggestion[]} */
    this.suggestions = [];
    this.chosen = 0;
    this.wrong = 0;
    this.timer = 0;
    this.latest = new Latest((/** @type {{ text: string, caret: number }} */ where) => this.suggest(where));
    this.listen();
    this.count();
  }

  get text() {
    return this.area.value;
  }

  listen() {
    this.area.addEventListener('input', () => {
      this.count();
      this.changed();
      if (this.begun() || /[:\-[{,]\s+$/.test(this.text.slice(0, this.area.selectionStart))) this.ask();
      else this.close();
    });
    this.area.addEventListener('scroll', () => {
      this.numbers.scrollTop = this.area.scrollTop;
      this.close();
    });
    this.area.addEventListener('blur', () => this.close());
    this.area.addEventListener('keydown', event => this.key(event));
    this.list.addEventListener('mousedown', event => {
      event.preventDefault();
      const row = event.target instanceof Element ? event.target.closest('li') : null;
      if (row) this.take([...this.list.children].indexOf(row));
    });
  }

  /** The numbers of the lines, that of the wrong one marked. */
  count() {
    const lines = this.text.split('\n').length;
    this.numbers.replaceChildren(...Array.from({ length: lines }, (_, i) => element('div', i + 1 === this.wrong ? 'wrong' : '', String(i + 1))));
    this.area.rows = Math.max(10, Math.min(32, lines + 1));
    this.numbers.scrollTop = this.area.scrollTop;
  }

  /** @param {number} line from 1; 0 for none */
  mark(line) {
    this.wrong = line;
    this.count();
  }

  /** Puts the caret into a line. @param {number} line */
  go(line) {
    const start = this.text.split('\n').slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    const end = this.text.indexOf('\n', start);
    this.area.focus();
    this.area.setSelectionRange(start, end < 0 ? this.text.length : end);
  }

  ask() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.latest.take({ text: this.text, caret: this.area.selectionStart }), PAUSE);
  }

  /** @param {{ text: string, caret: number }} where */
  async suggest(where) {
    const answer = await post('/api/suggest', where).catch(() => ({ suggestions: [] }));
    if (this.text !== where.text || this.area.selectionStart !== where.caret || document.activeElement !== this.area) return;
    const begun = this.begun();
    const known = answer.suggestions.map((/** @type {Suggestion} */ each) => this.isKeyed() ? { ...each, written: each.text } : each);
    this.suggestions = known.slice(0, MOST).filter((/** @type {Suggestion} */ each) => each.written.trim() !== begun);
    this.chosen = 0;
    this.show();
  }

  /** Whether a colon follows the caret already. */
  isKeyed() {
    return this.text[this.area.selectionStart] === ':';
  }

  /** What is being written before the caret. */
  begun() {
    return (/[^\s{}[\],:]*$/.exec(this.text.slice(0, this.area.selectionStart)) ?? [''])[0];
  }

  show() {
    const open = this.suggestions.length > 0;
    this.list.replaceChildren(...this.suggestions.map((each, number) => {
      const row = element('li', '', '');
      row.id = 'suggestion-' + number;
      row.setAttribute('role', 'option');
      row.setAttribute('aria-selected', String(number === this.chosen));
      row.append(element('b', '', each.text), element('span', '', each.note));
      return row;
    }));
    this.list.hidden = !open;
    this.area.setAttribute('aria-expanded', String(open));
    if (!open) return this.area.removeAttribute('aria-activedescendant');
    this.area.setAttribute('aria-activedescendant', 'suggestion-' + this.chosen);
    this.place();
    this.list.children[this.chosen].scrollIntoView({ block: 'nearest' });
  }

  /** The list below what was begun; all letters of the area are equally wide. */
  place() {
    const before = this.text.slice(0, this.area.selectionStart - this.begun().length).split('\n');
    const style = getComputedStyle(this.area);
    const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d'));
    pen.font = style.font;
    const left = this.area.offsetLeft + parseFloat(style.paddingLeft) + pen.measureText(before[before.length - 1]).width - this.area.scrollLeft;
    const top = parseFloat(style.paddingTop) + before.length * parseFloat(style.lineHeight) - this.area.scrollTop;
    const room = this.area.offsetLeft + this.area.clientWidth - this.list.offsetWidth;
    this.list.style.left = Math.max(0, Math.min(left, room)) + 'px';
    this.list.style.top = Math.min(top, this.area.clientHeight) + 'px';
  }

  close() {
    this.suggestions = [];
    this.show();
  }

  /** @param {number} number */
  take(number) {
    const { written } = this.suggestions[number];
    const caret = this.area.selectionStart;
    this.area.setRangeText(written, caret - this.begun().length, caret, 'end');
    this.close();
    this.count();
    this.changed();
    if (written.endsWith(': ')) this.ask();
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault();
      this.ask();
      return;
    }
    if (event.ctrlKey || event.metaKey) return;
    if (this.list.hidden) {
      if (event.key === 'Enter') this.newLine(event);
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) this.chosen = (this.chosen + step + this.suggestions.length) % this.suggestions.length;
    if (step !== undefined) this.show();
    else if (event.key === 'Enter' || event.key === 'Tab') this.take(this.chosen);
    else if (event.key === 'Escape') this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** With the indentation of the line, and more after a key without a value. @param {KeyboardEvent} event */
  newLine(event) {
    event.preventDefault();
    const line = this.text.slice(0, this.area.selectionStart).split('\n').pop() ?? '';
    const indent = (/^ */.exec(line) ?? [''])[0] + (/:\s*$/.test(line) ? (/^\s*- /.test(line) ? '    ' : '  ') : '');
    this.area.setRangeText('\n' + indent, this.area.selectionStart, this.area.selectionEnd, 'end');
    this.count();
    this.changed();
  }
}
