// Writes workbooks with SheetJS and exceljs: node write.cjs PAGES.json FOLDER. The pages are those of ward_test.go.
const fs = require('fs')
const path = require('path')
const XLSX = require('xlsx')
const ExcelJS = require('exceljs')

const [, , input, folder] = process.argv
const all = JSON.parse(fs.readFileSync(input, 'utf8'))

function sheetJS(pages) {
  const book = XLSX.utils.book_new()
  book.Workbook = { Sheets: [] }
  pages.forEach((page, i) => {
    const sheet = {}
    let width = 1
    page.rows.forEach((cells, y) => (cells || []).forEach((value, x) => {
      if (value === null) return
      width = Math.max(width, x + 1)
      const at = XLSX.utils.encode_cell({ r: y, c: x })
      if (typeof value === 'string') sheet[at] = { t: 's', v: value }
      else if (typeof value === 'number') sheet[at] = { t: 'n', v: value }
      else if (value.formula) sheet[at] = { t: 'n', f: value.formula, v: eval(value.formula) }
      else sheet[at] = { t: 'n', v: value.value, z: value.format || 'General' }
    }))
    sheet['!ref'] = XLSX.utils.encode_range({ s: { r: 0, c: 0 }, e: { r: page.rows.length - 1, c: width - 1 } })
    sheet['!merges'] = (page.merges || []).map(XLSX.utils.decode_range)
    sheet['!rows'] = []
    for (const line of page.unseen || []) sheet['!rows'][line - 1] = { hidden: true }
    XLSX.utils.book_append_sheet(book, sheet, page.name || 'Trang ' + (i + 1))
    book.Workbook.Sheets.push({ Hidden: page.hidden ? 1 : 0 })
  })
  return book
}

async function excelJS(pages, file) {
  const book = new ExcelJS.Workbook()
  pages.forEach((page, i) => {
    const sheet = book.addWorksheet(page.name || 'Trang ' + (i + 1), { state: page.hidden ? 'hidden' : 'visible' })
    page.rows.forEach((cells, y) => (cells || []).forEach((value, x) => {
      if (value === null) return
      const cell = sheet.getCell(y + 1, x + 1)
      if (typeof value !== 'object') cell.value = value
      else if (value.formula) cell.value = { formula: value.formula }
      else {
        cell.value = value.value
        if (value.format) cell.numFmt = value.format
      }
    }))
    for (const merge of page.merges || []) sheet.mergeCells(merge)
    for (const line of page.unseen || []) sheet.getRow(line).hidden = true
  })
  await book.xlsx.writeFile(file)
}

(async () => {
  for (const [name, pages] of Object.entries(all)) {
    const book = sheetJS(pages)
    XLSX.writeFile(book, path.join(folder, name + '.sheetjs.xlsx'), { bookType: 'xlsx' })
    XLSX.writeFile(book, path.join(folder, name + '.sheetjs.xls'), { bookType: 'biff8' })
    XLSX.writeFile(book, path.join(folder, name + '.sheetjs.ods'), { bookType: 'ods' })
    const last = book.SheetNames[book.SheetNames.length - 1]
    XLSX.writeFile(book, path.join(folder, name + '.sheetjs.html'), { bookType: 'html', sheet: last })
    await excelJS(pages, path.join(folder, name + '.exceljs.xlsx'))
  }
})()
