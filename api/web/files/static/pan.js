// Panning and zooming of a drawing by mouse, wheel, touch and keyboard. It knows nothing of what is drawn.

const closest = 8; // pixels a metre at most
const slack = 5; // pixels that a pointer may move and still be a click

/** Pan holds how metres of the world lie on the drawing: pixel = metre * scale + shift. */
export class Pan {
  scale = 1;
  x = 0;
  y = 0;
  width = 1;
  height = 1;
  box = null; // what is shown at first: [left, top, right, bottom] in metres
  moved = false; // by a person, who then keeps the view that they chose

  #pointers = new Map();
  #dragged = false;

  /** changed is called after every change. */
  constructor(surface, changed) {
    this.surface = surface;
    this.changed = changed;
    surface.addEventListener('pointerdown', (event) => this.#down(event));
    surface.addEventListener('pointermove', (event) => this.#move(event));
    for (const type of ['pointerup', 'pointercancel', 'lostpointercapture']) surface.addEventListener(type, (event) => this.#up(event));
    surface.addEventListener('wheel', (event) => this.#wheel(event), { passive: false });
    surface.addEventListener('dblclick', (event) => this.zoom(2, ...this.#at(event)));
    surface.addEventListener('keydown', (event) => this.#key(event));
    surface.addEventListener('click', (event) => { // the end of a drag is no click
      if (this.#dragged) event.stopImmediatePropagation();
    }, true);
  }

  /** size says how large the drawing is, in pixels. What is in its middle stays there. */
  size(width, height) {
    const [dx, dy] = [(width - this.width) / 2, (height - this.height) / 2];
    [this.width, this.height] = [width, height];
    if (this.moved) this.by(dx, dy);
    else this.fit();
  }

  /** extent says what there is to see. */
  extent(box) {
    this.box = box;
    if (!this.moved) this.fit();
  }

  /** fit shows all there is. */
  fit() {
    this.moved = false;
    if (this.box) this.#frame(this.box, 36, closest / 2);
  }

  /** look shows a part of it, where it is not well seen already. */
  look(box) {
    const [left, top] = [box[0] * this.scale + this.x, box[1] * this.scale + this.y];
    const [right, bottom] = [box[2] * this.scale + this.x, box[3] * this.scale + this.y];
    const seen = left >= 0 && top >= 0 && right <= this.width && bottom <= this.height;
    if (seen && Math.max(right - left, bottom - top) > Math.min(this.width, this.height) / 4) return;
    this.moved = true;
    this.#frame(box, Math.min(this.width, this.height) / 6, closest / 4);
  }

  #frame(box, margin, most) {
    const [wide, high] = [Math.max(box[2] - box[0], 1), Math.max(box[3] - box[1], 1)];
    this.scale = Math.min((this.width - 2 * margin) / wide, (this.height - 2 * margin) / high, most);
    this.scale = Math.max(this.scale, 1e-6);
    this.x = this.width / 2 - this.scale * (box[0] + box[2]) / 2;
    this.y = this.height / 2 - this.scale * (box[1] + box[3]) / 2;
    this.#settle();
  }

  /** least is the smallest scale, at which all there is takes half of the drawing. */
  get least() {
    if (!this.box) return 1e-6;
    return Math.min(this.width / Math.max(this.box[2] - this.box[0], 1), this.height / Math.max(this.box[3] - this.box[1], 1), closest) / 2;
  }

  /** near says whether the scale is so many times that at which all is seen, or more. */
  near(times) {
    return this.box !== null && this.scale > 2 * this.least * times;
  }

  /** zoom changes the scale around a point of the drawing, in pixels. */
  zoom(factor, x = this.width / 2, y = this.height / 2) {
    const to = Math.min(closest, Math.max(this.least, this.scale * factor));
    this.x = x - (x - this.x) * (to / this.scale);
    this.y = y - (y - this.y) * (to / this.scale);
    this.scale = to;
    this.moved = true;
    this.#settle();
  }

  /** by moves the drawing by pixels. */
  by(dx, dy) {
    this.x += dx;
    this.y += dy;
    this.moved = true;
    this.#settle();
  }

  /** settle keeps something in sight, and lets a finger scroll the page until the drawing was zoomed. */
  #settle() {
    if (this.box) {
      this.x = Math.min(this.width - 40 - this.box[0] * this.scale, Math.max(40 - this.box[2] * this.scale, this.x));
      this.y = Math.min(this.height - 40 - this.box[1] * this.scale, Math.max(40 - this.box[3] * this.scale, this.y));
    }
    this.surface.style.touchAction = this.moved ? 'none' : 'pan-y';
    this.changed();
  }

  #at(event) {
    const frame = this.surface.parentElement.getBoundingClientRect(); // which stays where it is
    return [event.clientX - frame.left, event.clientY - frame.top];
  }

  #down(event) {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    if (this.#pointers.size === 0) this.#dragged = false;
    this.#pointers.set(event.pointerId, { at: this.#at(event), from: this.#at(event) });
  }

  #move(event) {
    const pointer = this.#pointers.get(event.pointerId);
    if (!pointer) return;
    const at = this.#at(event), before = pointer.at;
    if (!this.#dragged) {
      if (Math.hypot(at[0] - pointer.from[0], at[1] - pointer.from[1]) < slack) return;
      this.#dragged = true;
    }
    this.surface.setPointerCapture(event.pointerId); // only now: captured, a click would not tell what was clicked
    pointer.at = at;
    if (this.#pointers.size === 1) {
      this.by(at[0] - before[0], at[1] - before[1]);
      return;
    }
    const other = [...this.#pointers.values()].find((one) => one !== pointer).at;
    const apart = (point) => Math.hypot(point[0] - other[0], point[1] - other[1]);
    const middle = (point) => [(point[0] + other[0]) / 2, (point[1] + other[1]) / 2];
    const [to, from] = [middle(at), middle(before)];
    this.by(to[0] - from[0], to[1] - from[1]);
    if (apart(before) > 0) this.zoom(apart(at) / apart(before), ...to);
  }

  #up(event) {
    this.#pointers.delete(event.pointerId);
  }

  /** wheel zooms where the drawing has the focus or with the control key; else the page scrolls. */
  #wheel(event) {
    if (!event.ctrlKey && document.activeElement !== this.surface) return;
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
    this.zoom(Math.exp(-Math.max(-300, Math.min(300, event.deltaY * lines)) / (event.ctrlKey ? 100 : 300)), ...this.#at(event));
  }

  #key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = Math.min(this.width, this.height) / 6;
    const does = {
      ArrowLeft: () => this.by(step, 0), ArrowRight: () => this.by(-step, 0), ArrowUp: () => this.by(0, step), ArrowDown: () => this.by(0, -step),
      '+': () => this.zoom(1.5), '=': () => this.zoom(1.5), '-': () => this.zoom(1 / 1.5), 0: () => this.fit(),
    }[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  }
}
