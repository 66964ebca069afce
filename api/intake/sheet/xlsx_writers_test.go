package sheet

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
)

// The tests of this file read what other programs write. They are skipped where those are not there.

// xlsxNode runs a script of Node with a package of npm at hand and gives the file that it writes, out.xlsx.
func xlsxNode(t *testing.T, name, script string) []byte {
	t.Helper()
	packages := npmPackage(t, name)
	run := exec.Command("node", "-e", script)
	run.Dir = t.TempDir()
	run.Env = append(os.Environ(), "NODE_PATH="+filepath.Join(packages, "node_modules"), "TZ=UTC")
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("node: %v: %s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(run.Dir, "out.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// xlsxOfWriters is what the writers below are given to write.
var xlsxOfWriters = []string{
	"1: t`DANH SÁCH` <t`DANH SÁCH` <t`DANH SÁCH`",
	"2: n`0007` t`12 Ngõ \"Thử\" & <b>` n`0 912 345 678` d`12/4` c`0:05` b`TRUE` n`5.5`",
	"3: ^n`0007` t`đậm và nhạt` n`12.5%` d`04/12/2026 19:30` c`25:30`",
	"4h: t` hai  trống \ndòng` n`3` e`#N/A`",
}

func TestXLSXOfSheetJS(t *testing.T) {
	for name, options := range map[string]string{"inline": "{bookType:'xlsx'}", "shared": "{bookType:'xlsx', bookSST:true, compression:true}"} {
		for _, from1904 := range []string{"false", "true"} {
			data := xlsxNode(t, "xlsx", `
const X = require('xlsx'), days = `+from1904+` ? 1462 : 0;
const s = {
  A1:{t:'s',v:'DANH SÁCH'},
  A2:{t:'n',v:7,z:'0000'}, B2:{t:'s',v:'12 Ngõ "Thử" & <b>'}, C2:{t:'n',v:912345678,z:'0 000 000 000'}, D2:{t:'n',v:46124-days,z:'d/m'}, E2:{t:'n',v:5/1440,z:'h:mm'}, F2:{t:'b',v:true}, G2:{t:'n',f:'2+3.5'},
  B3:{t:'s',v:'đậm và nhạt'}, C3:{t:'n',v:0.125,z:'0.0%'}, D3:{t:'n',v:46360.8125-days,z:'dd/mm/yyyy hh:mm'}, E3:{t:'n',v:1.0625,z:'[h]:mm'},
  A4:{t:'s',v:' hai  trống \ndòng'}, B4:{t:'n',v:3}, C4:{t:'e',v:0x2A},
  '!ref':'A1:G4', '!merges':[X.utils.decode_range('A1:C1'), X.utils.decode_range('A2:A3')], '!rows':[,,,{hidden:true}],
};
const b = {SheetNames:['Hộ','Ẩn'], Sheets:{'Hộ':s,'Ẩn':{'!ref':'A1'}}, Workbook:{WBProps:{date1904:`+from1904+`}, Sheets:[{Hidden:0},{Hidden:1}]}};
X.writeFile(b, 'out.xlsx', `+options+`);`)
			rows, err := xlsxShow(t, data, 0)
			if diff := cmp.Diff(xlsxOfWriters, rows); diff != "" || err != nil {
				t.Errorf("%s, from 1904 %s: %v (-want +got):\n%s", name, from1904, err, diff)
			}
			book, err := openXLSX(t.Context(), data, anyRows)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]Info{{Name: "Hộ", Hidden: false}, {Name: "Ẩn", Hidden: true}}, book.Sheets()); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
	}
}

func TestXLSXOfExcelJS(t *testing.T) {
	for _, shared := range []string{"true", "false"} {
		data := xlsxNode(t, "exceljs", `
const E = require('exceljs');
const b = new E.stream.xlsx.WorkbookWriter({filename:'out.xlsx', useStyles:true, useSharedStrings:`+shared+`});
const s = b.addWorksheet('Hộ'), put = (a, v, z) => { s.getCell(a).value = v; if (z) s.getCell(a).numFmt = z; };
put('A1','DANH SÁCH'); s.mergeCells('A1:C1');
put('A2',7,'0000'); put('B2','12 Ngõ "Thử" & <b>'); put('C2',912345678,'0 000 000 000'); put('D2',new Date('2026-04-12T00:00:00Z'),'d/m'); put('E2',5/1440,'h:mm'); put('F2',true); put('G2',{formula:'2+3.5'});
put('B3',{richText:[{font:{bold:true},text:'đậm'},{text:' và nhạt'}]}); put('C3',0.125,'0.0%'); put('D3',new Date('2026-12-04T19:30:00Z'),'dd/mm/yyyy hh:mm'); put('E3',1.0625,'[h]:mm');
s.mergeCells('A2:A3');
put('A4',' hai  trống \ndòng'); put('B4',3); put('C4',{error:'#N/A'}); s.getRow(4).hidden = true;
b.addWorksheet('Ẩn',{state:'veryHidden'});
b.commit();`)
		rows, err := xlsxShow(t, data, 0)
		if diff := cmp.Diff(xlsxOfWriters, rows); diff != "" || err != nil {
			t.Errorf("shared %s: %v (-want +got):\n%s", shared, err, diff)
		}
	}
}

// TestXLSXOfLibreOffice reads what LibreOffice makes of a workbook.
func TestXLSXOfLibreOffice(t *testing.T) {
	if testing.Short() {
		t.Skip("other writers take their time")
	}
	if _, err := exec.LookPath("soffice"); err != nil {
		t.Skip("soffice is not installed")
	}
	folder := t.TempDir()
	book := excelize.NewFile()
	defer book.Close()
	for cell, value := range map[string]struct {
		value  any
		format string
	}{
		"A1": {"DANH SÁCH", ""}, "A2": {7, "0000"}, "B2": {`12 Ngõ "Thử" & <b>`, ""}, "C2": {912345678, "0 000 000 000"}, "D2": {46124, "d/m"}, "E2": {5.0 / 1440, "h:mm"}, "F2": {true, ""},
		"B3": {"đậm và nhạt", ""}, "C3": {0.125, "0.0%"}, "D3": {46360.8125, "dd/mm/yyyy hh:mm"}, "E3": {1.0625, "[h]:mm"}, "A4": {" hai  trống \ndòng", ""}, "B4": {3, ""},
	} {
		if err := book.SetCellValue("Sheet1", cell, value.value); err != nil {
			t.Fatal(err)
		}
		if value.format == "" {
			continue
		}
		style, err := book.NewStyle(&excelize.Style{CustomNumFmt: &value.format})
		if err == nil {
			err = book.SetCellStyle("Sheet1", cell, cell, style)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for cell, formula := range map[string]string{"G2": "2+3.5", "C4": "NA()"} {
		if err := book.SetCellFormula("Sheet1", cell, formula); err != nil {
			t.Fatal(err)
		}
	}
	for _, err := range []error{
		book.MergeCell("Sheet1", "A1", "C1"), book.MergeCell("Sheet1", "A2", "A3"), book.SetRowVisible("Sheet1", 4, false), book.SaveAs(filepath.Join(folder, "in.xlsx")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, to := range []string{"xlsx:Calc MS Excel 2007 XML", "xlsx:Calc Office Open XML"} {
		convert := exec.Command("soffice", "--headless", "-env:UserInstallation=file://"+filepath.Join(folder, "profile"), "--convert-to", to, "--outdir", filepath.Join(folder, "out"), filepath.Join(folder, "in.xlsx"))
		if out, err := convert.CombinedOutput(); err != nil {
			t.Fatalf("soffice: %v: %s", err, out)
		}
		data, err := os.ReadFile(filepath.Join(folder, "out", "in.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := xlsxShow(t, data, 0)
		if diff := cmp.Diff(xlsxOfWriters, rows); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", strings.Fields(to)[1], err, diff)
		}
	}
}
