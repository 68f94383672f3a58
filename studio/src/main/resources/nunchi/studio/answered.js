/** What the studio answers: its records in Java, `nunchi.studio.StudioRecord` and `nunchi.record`. */
export {};

/**
 * @typedef {object} Form
 * @property {'image' | 'text' | 'array'} takes
 * @property {number[]} [imageShape]
 * @property {string[]} classes
 * @property {'preparing' | 'ready' | 'none'} state
 * @property {string} [problem]
 */

/** @typedef {{ image: string, imageShape: number[] }} Drawn */

/** @typedef {{ class: string, number: number, probability?: number, score?: number }} Likely */

/**
 * @typedef {object} Predicted
 * @property {string} [problem]
 * @property {number[]} [values]
 * @property {string} [predicted]
 * @property {Likely[]} [top]
 * @property {string[]} [warnings]
 * @property {Drawn} [seen]
 */

/** @typedef {{ signed: boolean, map: string }} Saliency */

/** @typedef {{ path: string, imageShape: number[], channels: number[], images: string }} FeatureMaps */

/** @typedef {{ path: string, x: number, y: number, labels: number[] }} Place */

/** @typedef {{ row: number, label?: number, distance: number, picture: Drawn }} Near */

/**
 * @typedef {object} Explained
 * @property {string} [method]
 * @property {string} [meaning]
 * @property {Saliency} [saliency]
 * @property {FeatureMaps[]} featureMaps
 * @property {Place[]} places
 * @property {Near[]} nearest
 */

/**
 * @typedef {object} Maps
 * @property {string} part
 * @property {string} method
 * @property {string[]} classes
 * @property {number[]} labels
 * @property {{ path: string, output: number[], places: string }[]} maps
 */
