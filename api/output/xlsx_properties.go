package output

import (
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"
)

// coreProperties is a workbook's docProps/core.xml, with the prefixes that Office writes: exceljs knows the elements by
// their prefixed names, and opens no workbook with lastModifiedBy in a default namespace, as the library writes it.
const coreProperties = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"` +
	` xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:dcmitype="http://purl.org/dc/dcmitype/"` +
	` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:creator>gonha</dc:creator><cp:lastModifiedBy>gonha</cp:lastModifiedBy>%s</cp:coreProperties>`

// setProperties says who made a workbook and when: the night, at midnight, for the same plan is to give the same
// bytes. A night that is no date is left out.
func setProperties(f *excelize.File, night string) {
	times := ""
	if day, err := time.Parse(time.DateOnly, night); err == nil {
		for _, name := range [...]string{"created", "modified"} {
			times += fmt.Sprintf(`<dcterms:%s xsi:type="dcterms:W3CDTF">%s</dcterms:%[1]s>`, name, day.Format(time.RFC3339))
		}
	}
	f.Pkg.Store("docProps/core.xml", fmt.Appendf(nil, coreProperties, times))
}
