#!/bin/sh
# One expects: SheetJS writes a cell's text into its HTML so that a browser, or SheetJS itself, reads the same text.
# What happens: beside the shown text, which is escaped, the attribute data-v holds the text as it is. A quotation mark
# ends the attribute, a > behind it ends the tag, and the rest of the tag is shown as if it were the cell's text. SheetJS
# reads its own file back so.
# Seen with: xlsx 0.18.5 (npm), Node.js 20.
# Why it matters: portals send such tables as .xls; a house "5A" > 2 floors arrives as a piece of a tag.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-audit --no-fund --ignore-scripts xlsx@0.18.5
node -e '
const X = require("xlsx");
console.log("xlsx", X.version);
const text = `nhà "5A" > tầng 2`;
const book = X.utils.book_new();
X.utils.book_append_sheet(book, X.utils.aoa_to_sheet([[text]]), "A");
const html = X.write(book, {bookType: "html", type: "string"});
console.log("written:", text);
console.log("html:   ", html.match(/<td.*<\/td>/)[0]);
const back = X.read(html, {type: "string"});
const read = back.Sheets[back.SheetNames[0]].A1.v;
console.log("read:   ", read);
if (!html.includes(`data-v="nhà "5A" > tầng 2"`) || read === text) { console.log("CHANGED"); process.exit(1); }
'
