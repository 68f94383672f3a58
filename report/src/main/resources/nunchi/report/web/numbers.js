/** Numbers as they are written on the page, the same way as in its text. */

/** @param {number} exponent */
const raised = exponent => [...String(exponent)].map(each => each === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[+each]).join('');

/** @param {number} value */
function scientific(value) {
  const [mantissa, exponent] = value.toExponential(3).split('e');
  return (+mantissa === 1 ? '' : +mantissa + '·') + '10' + raised(+exponent);
}

/** A share with two digits; 0.99535 is 99.54 %, as in the text. @param {number} value */
export const percent = value => (100 * value + Math.sign(value) * 1e-9).toFixed(2) + ' %';

/** A share at an axis, with the digits that it needs. @param {number} value */
export const axisPercent = value => +(100 * value).toFixed(2) + ' %';

/** A number with four digits, by powers of ten where it is very small or large. @param {number} value */
export function figure(value) {
  if (value === 0) return '0';
  if (Math.abs(value) < 1e-4 || Math.abs(value) >= 1e5) return scientific(value);
  return (+value.toPrecision(4)).toLocaleString('en', { maximumFractionDigits: 20 });
}

/** A whole number. @param {number} value */
export const count = value => value.toLocaleString('en');

/** The least of 1, 2, 5, 10, 20, … times a power of ten that is no smaller. @param {number} least */
export function roundStep(least) {
  const power = 10 ** Math.floor(Math.log10(least));
  return ([1, 2, 5].find(each => each * power > .999999 * least) ?? 10) * power;
}
