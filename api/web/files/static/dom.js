// Making and changing elements. Data only ever becomes text or attributes, never markup.

const svgSpace = 'http://www.w3.org/2000/svg';

/** find is the element with the id. */
export const find = (id) => document.getElementById(id);

/** el makes an HTML element: attributes by name, `on…` for listeners, then children; see present. */
export function el(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/** svg makes an SVG element. */
export function svg(tag, attributes = {}, ...children) {
  return dress(document.createElementNS(svgSpace, tag), attributes, children);
}

function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...present(children));
  return element;
}

/** present are the children that are there: null, false and the empty text are none. */
const present = (children) => children.flat(Infinity).filter((child) => child || child === 0);

/** fill replaces what is in an element. */
export function fill(element, ...children) {
  element.replaceChildren(...present(children));
}

/** show shows or hides an element. */
export function show(element, shown) {
  element.hidden = !shown;
}

/** copy puts a text on the clipboard, also where the page is not served over TLS. */
export async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = el('textarea', { class: 'unseen', 'aria-hidden': 'true' });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  if (!done) throw new Error('not copied');
}
