// The access key: asked for once in a dialog, then kept by the browser in a cookie that no script reads.

import { Problem, dropKey, keepKey, onKey } from './api.js';
import { find, show } from './dom.js';
import { w } from './words.js';

const flag = 'key'; // says only that a key was kept, for the button that drops it

function keptKey(change) {
  try {
    if (change === true) localStorage.setItem(flag, '1');
    if (change === false) localStorage.removeItem(flag);
    return localStorage.getItem(flag) !== null;
  } catch { return false; /* storage may be off */ }
}

/** startKeys makes the dialog ready. */
export function startKeys() {
  onKey(ask);
  show(find('key-forget'), keptKey());
  find('key-forget').addEventListener('click', async () => {
    try { await dropKey(); } catch { return; }
    keptKey(false);
    location.assign('/');
  });
}

/** ask resolves once a key is kept, and rejects where the person has none. */
function ask() {
  const dialog = find('key-dialog'), input = find('key'), wrong = find('key-wrong');
  const listening = new AbortController();
  const on = (element, type, what) => element.addEventListener(type, what, { signal: listening.signal });
  input.value = '';
  wrong.textContent = '';
  dialog.showModal();
  input.focus();
  return new Promise((resolve, reject) => {
    on(find('key-form'), 'submit', async (event) => {
      event.preventDefault();
      wrong.textContent = '';
      try {
        await keepKey(input.value.trim());
      } catch (problem) {
        wrong.textContent = problem.status === 401 ? w.keyWrong : w.offline;
        input.select();
        input.focus();
        return;
      }
      show(find('key-forget'), keptKey(true));
      resolve();
      dialog.close();
    });
    on(find('key-cancel'), 'click', () => dialog.close());
    on(dialog, 'close', () => {
      input.value = '';
      listening.abort();
      reject(new Problem(401, { detail: w.keyNeeded })); // of no effect once resolved
    });
  });
}
