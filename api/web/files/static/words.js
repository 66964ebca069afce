// The texts of the page in the language in use, and how times and the server's sentences are written. The texts
// themselves are in vietnamese.js and english.js.

import { en } from './english.js';
import { locale, number, useNumbers } from './numbers.js';
import { vi } from './vietnamese.js';

export { number };

const languages = { vi, en };
let lang = 'vi';

/** w holds the texts of the language in use. */
export let w = vi;

/** language is the language in use, "vi" or "en". */
export const language = () => lang;

/** chooseLanguage takes ?lang=, or what was chosen before, or Vietnamese. */
export function chooseLanguage() {
  const asked = new URLSearchParams(location.search).get('lang');
  let kept = null;
  try { kept = localStorage.getItem('lang'); } catch { /* storage may be off */ }
  use(languages[asked] ? asked : languages[kept] ? kept : 'vi');
}

/** keepLanguage uses a language from now on and at the next visit. */
export function keepLanguage(chosen) {
  try { localStorage.setItem('lang', chosen); } catch { /* storage may be off */ }
  const url = new URL(location.href);
  if (url.searchParams.has('lang')) {
    url.searchParams.set('lang', chosen);
    history.replaceState(null, '', url);
  }
  use(chosen);
}

/** use puts the language's texts into every element that names one in data-w. */
function use(chosen) {
  lang = chosen;
  useNumbers(chosen);
  w = languages[chosen];
  document.documentElement.lang = chosen;
  for (const element of document.querySelectorAll('[data-w]')) element.textContent = w[element.dataset.w];
  for (const element of document.querySelectorAll('[data-w-label]')) element.setAttribute('aria-label', w[element.dataset.wLabel]);
  for (const element of document.querySelectorAll('[data-w-like]')) element.placeholder = w[element.dataset.wLike];
}

/** said is the part of a sentence of the server in the language in use: of "tiếng Việt / English", or of each
 * part of "dòng 1 / row 1: tiếng Việt / English". */
export function said(sentence) {
  const text = sentence.replace(/dòng \/ row (\d+)/g, 'dòng $1 / row $1');
  const halves = text.split(' / ');
  if (halves.length > 2 && text.includes(': ')) return text.split(': ').map(said).join(': ');
  return halves.length === 2 && lang === 'en' ? halves[1] : halves[0];
}

/** sentence is such a part with a capital at its beginning and a full stop at its end. */
export function sentence(text) {
  const part = said(text);
  return `${part.slice(0, 1).toUpperCase()}${part.slice(1)}${/[.!?…]$/.test(part) ? '' : '.'}`;
}

/** kilometres writes metres as "640 m" or "1,3 km". */
export const kilometres = (m) => (m < 1000 ? `${number(m)} m` : `${number(m / 1000, 1)} km`);

/** lasting writes a number of seconds as "12 giây" or "1 phút 5 giây". */
export function lasting(seconds) {
  const s = Math.max(0, Math.round(seconds));
  const parts = [];
  if (s >= 60) parts.push(`${number(Math.floor(s / 60))} ${w.min}`);
  if (s % 60 || s < 60) parts.push(`${s % 60} ${w.sec}`);
  return parts.join(' ');
}

/** clock writes a plan's time "19:30:00" as a watch shows it: past midnight it begins again. */
export function clock(time) {
  const [h, m] = time.split(':');
  return `${String(Number(h) % 24).padStart(2, '0')}:${m}`;
}

/** nightOf writes a date "2026-11-20" as "thứ Sáu, 20/11/2026" or "Friday, 20 Nov 2026". */
export function nightOf(date) {
  const at = new Date(`${date}T00:00:00Z`);
  const part = (options) => at.toLocaleDateString(locale(), { timeZone: 'UTC', ...options });
  const weekday = part({ weekday: 'long' });
  if (lang === 'en') return `${weekday}, ${part({ day: 'numeric', month: 'short', year: 'numeric' })}`;
  const [year, month, day] = date.split('-');
  return `${weekday[0].toLowerCase()}${weekday.slice(1)}, ${day}/${month}/${year}`;
}

/** moment writes an instant in the reader's own time, "18:45 20/11". */
export function moment(instant) {
  const at = new Date(instant), two = (n) => String(n).padStart(2, '0');
  return `${two(at.getHours())}:${two(at.getMinutes())} ${two(at.getDate())}/${two(at.getMonth() + 1)}`;
}
