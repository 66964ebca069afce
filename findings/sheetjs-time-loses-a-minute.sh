#!/usr/bin/env bash
# One expects: a time of day within half a second of eight o'clock, 0.333333 of a day as a program has rounded it, is shown
# by hh:mm:ss as 08:00:00, or as 07:59:59 by one that cuts (LibreOffice); both are off by a second at most.
# What happens: SheetJS rounds the seconds up to 60 and shows them as 00 without adding the minute: 07:59:00. By hh:mm the
# same cell is 08:00.
# Seen with xlsx 0.18.5; numfmt 2.5.2 shows 08:00:00.
# Why it matters: times computed or stored with few decimals come out a minute early, at full minutes of all times.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund xlsx@0.18.5 numfmt@2.5.2
cat >try.cjs <<'JS'
const X = require('xlsx');
let numfmt = require('numfmt');
numfmt = numfmt.default ?? numfmt;
const other = (z, v) => (numfmt.format ?? numfmt)(z, v);
const shown = z => X.utils.format_cell({ t: 'n', v: 0.333333, z });
for (const z of ['hh:mm:ss', 'hh:mm']) console.log(`0.333333 of a day as ${z}: xlsx ${X.version} ${shown(z)}, numfmt ${other(z, 0.333333)}`);
process.exit(shown('hh:mm:ss') === '07:59:00' && shown('hh:mm') === '08:00' && other('hh:mm:ss', 0.333333) === '08:00:00' ? 0 : 1);
JS
node try.cjs
