#!/usr/bin/env bash
# One expects: a text property of GeoJSON, such as "19:31:10", is a text to GDAL (and so to QGIS), as it is in the file, and is there in
# whatever the file is converted to.
# What happens: GDAL makes a field of type Time of it. A Shapefile has no such type, so that the column is left out of it, and the conversion
# succeeds all the same. One feature with "24:05:00", past midnight, makes the same column a text, and it stays.
# Seen with gdal3.js 2.8.1; ogr2ogr of GDAL 3.6.2 in Debian 12 does the same and exits with 0.
# Why it matters: times of visits vanish from what a map clerk hands on, on most nights and not on others. A text with a span, "19:31 - 19:37",
# is left alone by every driver.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund gdal3.js@2.8.1
cat >try.mjs <<'JS'
import fs from 'node:fs';
import initGdalJs from 'gdal3.js/node.js';
const gdal = await initGdalJs({ path: 'node_modules/gdal3.js/dist/package' });
const says = {};
for (const [name, second] of [['evening', '19:45:00'], ['night', '24:05:00']]) {
  const features = ['19:31:10', second].map((begin, i) => ({
    type: 'Feature', geometry: { type: 'Point', coordinates: [105.78 + i / 1000, 21.05] }, properties: { id: i, begin, clock: '19:31 - 19:37' },
  }));
  fs.writeFileSync(`${name}.geojson`, JSON.stringify({ type: 'FeatureCollection', features }));
  const fieldsOf = async (file) => {
    const { datasets } = await gdal.open(file);
    const fields = (await gdal.ogrinfo(datasets[0])).layers[0].fields.map((f) => `${f.name}: ${f.type}`);
    return [datasets[0], fields.join(', ')];
  };
  const [dataset, read] = await fieldsOf(`${name}.geojson`);
  const made = await gdal.ogr2ogr(dataset, ['-f', 'ESRI Shapefile']);
  const [, written] = await fieldsOf(made.all.map((f) => f.local).find((f) => f.endsWith(`${name}.shp`)));
  says[name] = { read, written };
  console.log(`${name}, begins at 19:31:10 and ${second}\n  as read:      ${read}\n  as Shapefile: ${written}`);
}
const gone = says.evening.read.includes('begin: Time') && !says.evening.written.includes('begin') && says.night.written.includes('begin: String') && says.evening.written.includes('clock: String');
process.exit(gone ? 0 : 1);
JS
node try.mjs
