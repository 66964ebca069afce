#!/usr/bin/env bash
# One expects: in a workbook that counts its days from 1904 (workbookPr date1904, as Excel for Mac made them) DATE(2026,4,12)
# is day 44662 and YEAR(44662) is 2026; excelize reads that setting, and shows dates of such workbooks by it.
# What happens: CalcCellValue takes every workbook for one from 1900: DATE is 46124, which that workbook shows as a day in
# 2030, and the year of day 44662 is 2022. GetCellValue of the same day, formatted, says 2026.
# Seen with excelize v2.11.0.
# Why it matters: two functions of one library put the same cell four years and a day apart.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
go mod init finding >/dev/null 2>&1
go get github.com/xuri/excelize/v2@v2.11.0 >/dev/null 2>&1
cat >main.go <<'GO'
package main

import (
	"fmt"
	"os"

	"github.com/xuri/excelize/v2"
)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	f := excelize.NewFile()
	yes, format := true, "yyyy-mm-dd"
	must(f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &yes}))
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
	must(err)
	must(f.SetCellInt("Sheet1", "A1", 44662))
	must(f.SetCellStyle("Sheet1", "A1", "A1", style))
	shown, err := f.GetCellValue("Sheet1", "A1")
	must(err)
	fmt.Println("excelize v2.11.0: day 44662 from 1904 is shown as", shown)
	as := shown == "2026-04-12"
	for _, t := range []struct{ formula, excel, here string }{{"DATE(2026,4,12)", "44662", "46124"}, {"YEAR(A1)", "2026", "2022"}} {
		must(f.SetCellFormula("Sheet1", "B1", t.formula))
		got, err := f.CalcCellValue("Sheet1", "B1")
		must(err)
		fmt.Printf("excelize v2.11.0: %s = %s; Excel: %s\n", t.formula, got, t.excel)
		as = as && got == t.here
	}
	if !as {
		os.Exit(1)
	}
}
GO
go mod tidy >/dev/null 2>&1
go run .
