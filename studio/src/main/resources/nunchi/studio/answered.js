/** What the studio answers: its records in Java, `nunchi.studio.StudioRecord` and `nunchi.record`. */
export {};

/**
 * @typedef {object} Form
 * @property {'image' | 'text' | 'table' | 'array'} takes
 * @property {number[]} [imageShape]
 * @property {string[]} classes
 * @property {Column[]} columns
 * @property {'preparing' | 'ready' | 'none'} state
 * @property {string} [problem]
 */

/** @typedef {{ name: string, categories?: string[], least?: number, median?: number, largest?: number }} Column */

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

/** @typedef {{ loss: number, target?: string, ops: SteppedOp[] }} Steps */

/**
 * @typedef {object} SteppedOp
 * @property {'input' | 'weight' | 'constant' | 'op'} kind
 * @property {SteppedPlace} place
 * @property {string} formula
 * @property {string[]} symbols
 * @property {number[]} operands
 * @property {number[]} shape
 * @property {boolean} differentiated
 */

/** @typedef {{ layer: string, name: string, time?: number, formula: string }} SteppedPlace */

/** @typedef {{ values: string, gradient?: string }} SteppedValues */

/** @typedef {{ value: number, slope?: Slope, forward: Expansion, backward?: Expansion }} SteppedElement */

/** @typedef {{ gradient: number, difference: number, h: number, relative: number, rounding: number, kinked: boolean }} Slope */

/**
 * @typedef {object} Expansion
 * @property {'sum' | 'maximum' | 'softmax' | 'whole'} form
 * @property {string} formula
 * @property {string[]} symbols
 * @property {SteppedOperand[]} operands
 * @property {SteppedTerm[]} terms
 * @property {number} others
 * @property {number} rest
 * @property {number} result
 */

/** @typedef {{ label: string, step?: number, gradient: boolean, shape: number[], from: number[], to: number[] }} SteppedOperand */

/** @typedef {{ factors: SteppedFactor[], value: number }} SteppedTerm */

/** @typedef {{ operand: number, index: number, value: number }} SteppedFactor */

/**
 * @typedef {object} Maps
 * @property {string} part
 * @property {string} method
 * @property {string[]} classes
 * @property {number[]} labels
 * @property {{ path: string, output: number[], places: string }[]} maps
 */

/**
 * @typedef {object} Compared
 * @property {{ name: string, runs: string[] }[]} groups
 * @property {Test[]} tests
 */

/**
 * @typedef {object} Test
 * @property {string} metric
 * @property {number} first
 * @property {number} second
 * @property {boolean} paired
 * @property {number} runs
 * @property {number} difference
 * @property {number} [confidence95]
 * @property {number} [p]
 */

/**
 * @typedef {object} Trials
 * @property {string} folder
 * @property {string[]} keys
 * @property {Trial[]} trials
 * @property {Record<string, { key: string, share: number }[]>} importance
 */

/** @typedef {{ id: string, state: string, settings: string[], values: Record<string, number> }} Trial */

/** @typedef {{ right: number, pictures: TestPicture[] }} Tested */

/** @typedef {{ label: string, predicted?: string, probability?: number, image: string }} TestPicture */

/** @typedef {{ text: string, written: string, note: string }} Suggestion */

/**
 * @typedef {object} Drafted
 * @property {string} [problem]
 * @property {number} line
 * @property {string} [note]
 * @property {string} [name]
 * @property {boolean} search
 * @property {Sizes} [sizes]
 */

/**
 * @typedef {object} Sizes
 * @property {string} input
 * @property {LayerLine[]} layers
 * @property {number} parameters
 * @property {number} trainable
 * @property {number} operations
 */

/** @typedef {{ path: string, output: string, parameters: number, formula: string, operations: number }} LayerLine */
