/** What the page carries for the scripts: the records of `nunchi.report.page`, which a test compares with these types. */
export {};

/**
 * @typedef {object} Bin
 * @property {number} from
 * @property {number} to
 * @property {number} rows
 * @property {number} [confidence]
 * @property {number} [accuracy]
 */

/**
 * @typedef {object} Calibration
 * @property {'calibration'} kind
 * @property {string} caption
 * @property {Bin[]} bins
 */

/** @typedef {Curves | Lines | Depth | Spread | Settings | Scatter | Calibration | Distribution | Sequence} Chart */

/**
 * @typedef {object} Clustering
 * @property {Method} kmeans
 * @property {Method} dbscan
 */

/**
 * @typedef {object} Colouring
 * @property {string[]} names
 * @property {number[]} groups
 */

/**
 * @typedef {object} Column
 * @property {number} epoch
 * @property {number} least
 * @property {number} largest
 * @property {number[]} counts
 */

/**
 * @typedef {object} Convergence
 * @property {number} epoch
 * @property {number} last
 * @property {number} least
 * @property {number} most
 */

/**
 * @typedef {object} Curves
 * @property {'curves'} kind
 * @property {string} caption
 * @property {Measure} measure
 * @property {boolean} alike
 * @property {Series[]} series
 * @property {Point[]} published
 * @property {number} [best]
 * @property {Convergence} [converged]
 * @property {Scale} [scale]
 */

/**
 * @typedef {object} Depth
 * @property {'depth'} kind
 * @property {string} caption
 * @property {Series[]} series
 */

/**
 * @typedef {object} Distribution
 * @property {'distribution'} kind
 * @property {string} caption
 * @property {Column[]} columns
 */

/** @typedef {[number, number]} Ends */

/**
 * @typedef {object} Lines
 * @property {'lines'} kind
 * @property {string} caption
 * @property {string} x
 * @property {string} y
 * @property {Measure} [measure]
 * @property {boolean} wide
 * @property {string[]} [names]
 * @property {Series[]} series
 * @property {Mark} [mark]
 */

/**
 * @typedef {object} Mark
 * @property {number} at
 * @property {string} name
 * @property {boolean} level
 */

/** @typedef {[number, number, number]} Mean */

/**
 * @typedef {object} Measure
 * @property {string} name
 * @property {boolean} share
 * @property {boolean} rises
 * @property {boolean} logarithmic
 */

/**
 * @typedef {object} Method
 * @property {number} taken
 * @property {number} [best]
 * @property {Tried[]} settings
 */

/** @typedef {[number, number, string]} NamedPoint */

/**
 * @typedef {object} PageData
 * @property {Chart[]} charts
 * @property {PointMap[]} maps
 * @property {Colouring[]} colourings
 * @property {Rows[]} rows
 * @property {Clustering[]} clusterings
 */

/**
 * @typedef {object} Panel
 * @property {string} name
 * @property {string} rows
 * @property {number} least
 * @property {number} largest
 * @property {string} values
 * @property {string[]} [names]
 */

/** @typedef {[number, number | null]} Point */

/**
 * @typedef {object} PointMap
 * @property {string} caption
 * @property {string[]} axes
 * @property {string} rest
 * @property {number} [rows]
 * @property {number} [colouring]
 * @property {string} places
 * @property {Ends} low
 * @property {number} extent
 */

/**
 * @typedef {object} Rows
 * @property {string} part
 * @property {number[]} numbers
 * @property {Sheet} [sheet]
 */

/**
 * @typedef {object} Scale
 * @property {string} figure
 * @property {string} worst
 * @property {string} best
 */

/**
 * @typedef {object} Scatter
 * @property {'scatter'} kind
 * @property {string} caption
 * @property {string} x
 * @property {string} y
 * @property {Measure} measure
 * @property {boolean} wide
 * @property {NamedPoint[]} points
 */

/**
 * @typedef {object} Sequence
 * @property {'sequence'} kind
 * @property {string} caption
 * @property {number} steps
 * @property {string[]} [tokens]
 * @property {Panel[]} panels
 * @property {Series[]} inputs
 * @property {number[]} marks
 */

/**
 * @typedef {object} Series
 * @property {string} name
 * @property {string} [label]
 * @property {number} [colour]
 * @property {number} [place]
 * @property {boolean} dashed
 * @property {Point[]} points
 * @property {Ends[]} [ends]
 */

/**
 * @typedef {object} Setting
 * @property {string} name
 * @property {Mean} [validation]
 * @property {Mean} [test]
 */

/**
 * @typedef {object} Settings
 * @property {'settings'} kind
 * @property {string} caption
 * @property {Measure} measure
 * @property {Setting[]} settings
 */

/**
 * @typedef {object} Sheet
 * @property {string} image
 * @property {number} count
 * @property {number} width
 * @property {number} height
 * @property {number} across
 */

/**
 * @typedef {object} Spread
 * @property {'spread'} kind
 * @property {string} caption
 * @property {Trial[]} trials
 * @property {number[]} published
 * @property {Trial[]} publishedTrials
 * @property {number} [mean]
 * @property {Ends} [ends]
 */

/** @typedef {[number, number]} Trial */

/**
 * @typedef {object} Tried
 * @property {string} words
 * @property {number} [k]
 * @property {number} [epsilon]
 * @property {number} [minPoints]
 * @property {string} labels
 */
