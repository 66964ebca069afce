#!/usr/bin/env bash
# One expects: an XLSX reader takes docProps/core.xml by its namespace, whatever prefix stands for it. XML says that
# <lastModifiedBy xmlns="..."> and <cp:lastModifiedBy xmlns:cp="..."> are the same element; Excel, LibreOffice and SheetJS read both.
# What happens: exceljs matches the prefixed name as text. A workbook whose core properties use a default namespace, as
# excelize for Go writes them, does not open at all once it says who modified it last: "Unexpected xml node in parseOpen".
# Seen with exceljs 4.4.0; SheetJS 0.18.5 reads the same bytes.
# Why it matters: one line of metadata that nobody looks at keeps a whole workbook from opening in a much used library.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund exceljs@4.4.0 xlsx@0.18.5 jszip@3.10.1
cat >try.cjs <<'JS'
const ExcelJS = require('exceljs'), SheetJS = require('xlsx'), JSZip = require('jszip');
const core = cp => `<?xml version="1.0" encoding="UTF-8"?><${cp}coreProperties xmlns${cp && ':cp'}="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>a</dc:creator><${cp}lastModifiedBy>b</${cp}lastModifiedBy></${cp}coreProperties>`;
(async () => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('one').getCell('A1').value = 'x';
  const bytes = await book.xlsx.writeBuffer();
  const says = {};
  for (const cp of ['cp:', '']) {
    const zip = await JSZip.loadAsync(bytes);
    zip.file('docProps/core.xml', core(cp));
    const changed = await zip.generateAsync({ type: 'nodebuffer' });
    const name = cp ? 'prefixed' : 'default namespace';
    try {
      const read = new ExcelJS.Workbook();
      await read.xlsx.load(changed);
      says[name] = 'opens, A1 = ' + read.getWorksheet('one').getCell('A1').value;
    } catch (e) { says[name] = 'fails: ' + e.message; }
    console.log(`exceljs ${require('exceljs/package.json').version}, ${name}: ${says[name]}`);
    console.log(`SheetJS ${SheetJS.version}, ${name}: A1 = ${SheetJS.read(changed).Sheets.one.A1.v}`);
  }
  process.exit(says.prefixed.startsWith('opens') && says['default namespace'].startsWith('fails: Unexpected xml node') ? 0 : 1);
})();
JS
node try.cjs
