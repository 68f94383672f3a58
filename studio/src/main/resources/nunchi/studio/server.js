/** Questions to the studio's server. */

/** The answer, or an error with the studio's sentence. @param {string} path @param {RequestInit} [how] */
export async function answer(path, how) {
  const got = await fetch(path, how);
  const read = await got.json().catch(() => ({}));
  if (!got.ok) throw new Error(read.problem ?? 'the studio answered ' + got.status);
  return read;
}

/** @param {string} path @param {object} content */
export const post = (path, content) =>
  answer(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(content) });
