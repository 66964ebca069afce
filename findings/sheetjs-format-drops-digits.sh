#!/usr/bin/env bash
# One expects: a number with more digits before the point than its format has placeholders is shown whole; Microsoft's
# "Number format codes" says that the extra digits are displayed, and Excel and LibreOffice do so.
# What happens: SheetJS has short ways for (###) ###-#### and 00-00-00 that take the last ten or six digits: the telephone
# number 84912345670, with the country's code, is shown as (491) 234-5670. By 0 000 000 000 it is whole.
# Seen with xlsx 0.18.5, the last on npm.
# Why it matters: formatted text is what is asked for so that telephone and identity numbers come out as people see them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund xlsx@0.18.5
cat >try.cjs <<'JS'
const X = require('xlsx');
const shown = (v, z) => X.utils.format_cell({ t: 'n', v, z });
let as = 0;
for (const [v, z, excel, here] of [
  [84912345670, '(###) ###-####', '(8491) 234-5670', '(491) 234-5670'],
  [912345678, '00-00-00', '91234-56-78', '34-56-78'],
  [84912345670, '0 000 000 000', '84 912 345 670', '84 912 345 670'],
]) {
  const got = shown(v, z);
  console.log(`xlsx ${X.version}: ${v} as ${z}: ${got}${got === excel ? '' : ', where Excel shows ' + excel}`);
  as += got === here;
}
process.exit(as === 3 ? 0 : 1);
JS
node try.cjs
