package sheet

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// xlsxList is a list of n households in nine columns, its texts in the cells or shared as Excel writes them.
func xlsxList(t testing.TB, n int, shared bool) []byte {
	var sheet, texts strings.Builder
	count := 0
	text := func(ref, s string) {
		if shared {
			fmt.Fprintf(&sheet, `<c r="%s" s="0" t="s"><v>%d</v></c>`, ref, count)
			fmt.Fprintf(&texts, `<si><t>%s</t></si>`, s)
			count++
			return
		}
		fmt.Fprintf(&sheet, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, ref, s)
	}
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&sheet, `<row r="%d">`, i)
		text(fmt.Sprint("A", i), fmt.Sprintf("H%06d", i))
		text(fmt.Sprint("B", i), fmt.Sprintf("Hộ số %d", i))
		text(fmt.Sprint("C", i), fmt.Sprintf("Số %d ngõ %d", i%200, i%300))
		fmt.Fprintf(&sheet, `<c r="D%d"><v>%.6f</v></c><c r="E%d"><v>%.6f</v></c>`, i, 21+float64(i%1000)/5000, i, 105.7+float64(i/1000)/5000)
		text(fmt.Sprint("F", i), fmt.Sprintf("TDP-%d", i/500))
		fmt.Fprintf(&sheet, `<c r="G%d"><v>%d</v></c>`, i, 1+i%5)
		text(fmt.Sprint("H", i), fmt.Sprintf("09%08d", i))
		fmt.Fprintf(&sheet, `<c r="I%d" s="0"/></row>`, i)
	}
	parts := xlsxParts(sheet.String())
	parts["xl/sharedStrings.xml"] = fmt.Sprintf(`<sst count="%d" uniqueCount="%d">`, count, count) + texts.String() + `</sst>`
	return xlsxZip(t, parts)
}

func BenchmarkXLSXRows(b *testing.B) {
	const n = 100_000
	for name, shared := range map[string]bool{"inline": false, "shared": true} {
		data := xlsxList(b, n, shared)
		b.Run(fmt.Sprintf("Own/%s/n=%d", name, n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				book, err := openXLSX(b.Context(), data, anyRows)
				if err != nil {
					b.Fatal(err)
				}
				rows := 0
				if err := book.Rows(b.Context(), 0, func(*Row) error { rows++; return nil }); err != nil || rows != n {
					b.Fatalf("%d rows, %v", rows, err)
				}
			}
			b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
		b.Run(fmt.Sprintf("Excelize/%s/n=%d", name, n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipXMLSizeLimit: 1 << 30})
				if err != nil {
					b.Fatal(err)
				}
				from, err := book.Rows("S")
				if err != nil {
					b.Fatal(err)
				}
				rows := 0
				for from.Next() {
					if _, err := from.Columns(); err != nil {
						b.Fatal(err)
					}
					rows++
				}
				if rows != n || from.Close() != nil || book.Close() != nil {
					b.Fatalf("%d rows", rows)
				}
			}
			b.ReportMetric(n*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}

// BenchmarkXLSXEmptyRows reads a million rows that hold nothing.
func BenchmarkXLSXEmptyRows(b *testing.B) {
	var sheet strings.Builder
	for i := range 1_000_000 {
		fmt.Fprintf(&sheet, `<row r="%d" spans="1:9" ht="15"/>`, i+1)
	}
	data := xlsxZip(b, xlsxParts(sheet.String()))
	b.ReportAllocs()
	for b.Loop() {
		book, err := openXLSX(b.Context(), data, anyRows)
		if err != nil {
			b.Fatal(err)
		}
		if err := book.Rows(b.Context(), 0, func(*Row) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkFormat(b *testing.B) {
	for _, format := range []string{"General", "0000", "#,##0.00", "dd/mm/yyyy", "[h]:mm"} {
		parsed := parseFormat(format)
		cell := Cell{Kind: parsed.kind(), Value: 46124.8125, Format: parsed}
		b.Run(format, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_ = cell.String()
			}
		})
	}
}
