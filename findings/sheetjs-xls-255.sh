#!/bin/sh
# One expects: a text of up to 32,767 characters is kept whole in an .xls, which Excel 97 to 2003 allows.
# What happens: SheetJS writes .xls without a table of shared texts unless it is asked for one (bookSST), and then cuts
# every text at 255 characters, without a word. With bookSST it is whole.
# Seen with: xlsx 0.18.5 (npm), Node.js 20.
# Why it matters: the end of a long note or address is lost in files of web portals, and no reader can bring it back.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts xlsx@0.18.5
node -e '
const X = require("xlsx");
console.log("xlsx", X.version);
const text = "ghi chú ".repeat(50);
const length = sst => {
  const book = X.utils.book_new();
  X.utils.book_append_sheet(book, X.utils.aoa_to_sheet([[text]]), "A");
  const back = X.read(X.write(book, {bookType: "biff8", type: "buffer", bookSST: sst}), {type: "buffer"});
  return back.Sheets.A.A1.v.length;
};
console.log("written:", text.length, "read:", length(false), "read with bookSST:", length(true));
if (length(false) !== 255 || length(true) !== text.length) { console.log("CHANGED"); process.exit(1); }
'
