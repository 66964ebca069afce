#!/usr/bin/env bash
# One expects: GetCellValue gives what Excel shows, sections by condition and for nought among it. Excel's own format for
# telephone numbers is [<=9999999]###-####;(###) ###-####, and 0;-0;"none" shows a word for 0.
# What happens: excelize passes over the condition, so that a number of ten digits is 912345-6780 where Excel shows
# (912) 345-6780, and takes the first section for nought: 0 in place of the word.
# Seen with excelize v2.11.0.
# Why it matters: a list read as it is shown has telephone numbers grouped as nobody wrote them, and a 0 where people see a word.
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

func main() {
	as := 0
	for _, t := range []struct {
		value               int
		format, excel, here string
	}{
		{9123456780, "[<=9999999]###-####;(###) ###-####", "(912) 345-6780", "912345-6780"},
		{9123456780, "(###) ###-####", "(912) 345-6780", "(912) 345-6780"},
		{0, `0;-0;"none"`, "none", "0"},
	} {
		f := excelize.NewFile()
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &t.format})
		if err == nil {
			err = f.SetCellInt("Sheet1", "A1", int64(t.value))
		}
		if err == nil {
			err = f.SetCellStyle("Sheet1", "A1", "A1", style)
		}
		got, failed := f.GetCellValue("Sheet1", "A1")
		if err != nil || failed != nil {
			panic(fmt.Sprint(err, failed))
		}
		fmt.Printf("excelize v2.11.0: %d as %s: %s; Excel: %s\n", t.value, t.format, got, t.excel)
		if got == t.here {
			as++
		}
	}
	if as != 3 {
		os.Exit(1)
	}
}
GO
go mod tidy >/dev/null 2>&1
go run .
