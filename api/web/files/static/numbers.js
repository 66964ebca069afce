// How numbers are written in the language in use, which words.js sets.

let lang = 'vi';

/** useNumbers writes numbers as a language does, "vi" or "en". */
export function useNumbers(chosen) { lang = chosen; }

/** locale is the language as the browser's own formats know it. */
export const locale = () => (lang === 'vi' ? 'vi-VN' : 'en-GB');

/** number writes a number, digits in threes. */
export function number(n, digits = 0) {
  return n.toLocaleString(locale(), { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** many makes what writes a number before its noun. */
export const many = (one, more) => (n) => `${number(n)} ${n === 1 ? one : more}`;
