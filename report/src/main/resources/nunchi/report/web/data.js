/** The numbers that the page carries: charts, maps and what belongs to them, each found by its number. */
/** @import { PageData } from './types.js' */
import { found } from './dom.js';

/** @type {PageData} */
export const data = JSON.parse(found('#drawings').textContent ?? '');
