// Showing on the map where all teams set out.

import { find } from './dom.js';
import { openGround } from './ground.js';

/** startPick makes the dialog ready. */
export function startPick() {
  const dialog = find('pick-dialog');
  let map = null, at = null;
  find('start-pick').addEventListener('click', async () => {
    at = null;
    find('pick-take').disabled = true;
    dialog.showModal();
    const opened = await openGround(find('pick-map'), { bounds: [], click: (place) => {
      at = place;
      opened.show([], [place]);
    } });
    if (!dialog.open) { // left meanwhile
      opened?.close();
      return;
    }
    map = opened;
    find('pick-take').disabled = map === null;
  });
  find('pick-take').addEventListener('click', () => {
    const { lat, lon } = at ?? map.middle();
    find('start-all').value = `${lat.toFixed(6)}, ${lon.toFixed(6)}`;
    dialog.close();
    find('start-all').focus();
  });
  find('pick-cancel').addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    map?.close();
    map = null;
  });
}
