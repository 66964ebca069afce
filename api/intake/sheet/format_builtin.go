package sheet

// builtinFormats are the formats that a workbook refers to without saying what they are (ECMA-376 part 1,
// 18.8.30). Those that follow the machine's region are as Vietnamese ones have them: 14 is the short date.
var builtinFormats = map[int]string{
	1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
	5: "#,##0\\ \"₫\"", 6: "#,##0\\ \"₫\"", 7: "#,##0.00\\ \"₫\"", 8: "#,##0.00\\ \"₫\"",
	9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy",
	18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
	37: "#,##0_);(#,##0)", 38: "#,##0_);[Red](#,##0)", 39: "#,##0.00_);(#,##0.00)", 40: "#,##0.00_);[Red](#,##0.00)",
	41: `_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)`, 42: `_(* #,##0_);_(* \(#,##0\);_(* "-"_);_(@_)`,
	43: `_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)`, 44: `_(* #,##0.00_);_(* \(#,##0.00\);_(* "-"??_);_(@_)`,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}

// builtinFormat is the format of a number that a workbook gives no format for; General where there is none.
// 27 to 36 and 50 to 58 are dates of Chinese, Japanese and Korean regions, 32 and 33 times.
func builtinFormat(id int) *Format {
	code := builtinFormats[id]
	switch {
	case id == 32, id == 33:
		code = "h:mm:ss"
	case id >= 27 && id <= 36, id >= 50 && id <= 58:
		code = builtinFormats[14]
	}
	return parseFormat(code)
}
