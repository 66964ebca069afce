#!/usr/bin/env bash
# One expects: CalcCellValue gives what Excel would. In the cells that SUM and its like are given Excel passes over text, also
# such as reads like a number, and over TRUE, and an error among them is the result (Microsoft's pages of SUM and COUNT).
# What happens: excelize adds the text "5" as 5 and TRUE as 1, counts TRUE, and leaves an error out: SUM of 2 and #DIV/0! is 2.
# A union in parentheses, SUM((A1,A2)), is its last cell. Nothing is told.
# Seen with excelize v2.11.0.
# Why it matters: a formula that its program has not calculated is worked out to a number that no spreadsheet shows.
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
	must(f.SetCellStr("Sheet1", "A1", "5"))
	must(f.SetCellInt("Sheet1", "A2", 2))
	must(f.SetCellBool("Sheet1", "A3", true))
	must(f.SetCellFormula("Sheet1", "A4", "1/0"))
	as := 0
	tests := []struct{ formula, excel, here string }{
		{"SUM(A1:A2)", "2", "7"}, {"SUM(A2:A3)", "2", "3"}, {"COUNT(A1:A3)", "1", "2"}, {"SUM(A2:A4)", "#DIV/0!", "3"}, {"AVERAGE(A1:A2)", "2", "3.5"}, {"SUM((A2,A2))", "4", "2"},
	}
	for _, t := range tests {
		must(f.SetCellFormula("Sheet1", "B1", t.formula))
		got, err := f.CalcCellValue("Sheet1", "B1")
		fmt.Printf("excelize v2.11.0: %s = %s, error %v; Excel: %s\n", t.formula, got, err, t.excel)
		if got == t.here && err == nil {
			as++
		}
	}
	if as != len(tests) {
		os.Exit(1)
	}
}
GO
go mod tidy >/dev/null 2>&1
go run .
