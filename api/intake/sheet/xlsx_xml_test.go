package sheet

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"
)

// scanned writes the tokens of XML in a line each, texts that follow each other as one.
func scanned(from io.Reader) (string, error) {
	var b, text strings.Builder
	flush := func() {
		if text.Len() > 0 {
			fmt.Fprintf(&b, "%q\n", text.String())
		}
		text.Reset()
	}
	for x := newXMLScanner(from); ; {
		token, err := x.next()
		if err == io.EOF {
			return b.String(), nil
		}
		if err != nil {
			return b.String(), err
		}
		switch token {
		case xmlText:
			raw, err := x.appendRaw(nil)
			if err != nil {
				return b.String(), err
			}
			text.Write(raw)
		case xmlStart:
			flush()
			fmt.Fprintf(&b, "<%s", x.name)
			for _, a := range x.attrs {
				value, err := appendXML(nil, a.value)
				if err != nil {
					return b.String(), err
				}
				fmt.Fprintf(&b, " %s=%q", localName(a.name), value)
			}
			b.WriteString(">\n")
		case xmlEnd:
			flush()
			fmt.Fprintf(&b, "</%s>\n", x.name)
		}
	}
}

// decoded is scanned by Go's own reader, and whether what it has read is in the form that the scanner is for.
func decoded(data []byte) (text string, plain bool, err error) {
	var b, run strings.Builder
	flush := func() {
		if run.Len() > 0 {
			fmt.Fprintf(&b, "%q\n", run.String())
		}
		run.Reset()
	}
	plain = true
	roots, depth := 0, 0
	for d := xml.NewDecoder(bytes.NewReader(data)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return b.String(), plain && roots == 1 && depth == 0, nil
		}
		if err != nil {
			return b.String(), plain, err
		}
		switch token := token.(type) {
		case xml.CharData:
			if depth > 0 {
				run.Write(token)
			} else if len(bytes.Trim(token, " \t\r\n")) > 0 {
				plain = false
			}
		case xml.StartElement:
			flush()
			fmt.Fprintf(&b, "<%s", token.Name.Local)
			for _, a := range token.Attr {
				fmt.Fprintf(&b, " %s=%q", a.Name.Local, a.Value)
				plain = plain && !strings.Contains(a.Name.Local, ":")
			}
			b.WriteString(">\n")
			if depth++; depth == 1 {
				roots++
			}
			plain = plain && depth <= xmlDepth && !strings.Contains(token.Name.Local, ":")
		case xml.EndElement:
			flush()
			fmt.Fprintf(&b, "</%s>\n", token.Name.Local)
			depth--
		case xml.Directive:
			plain = false
		}
	}
}

func TestXMLScanner(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{`<a/>`, "<a>\n</a>\n"},
		{"\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\" standalone='yes'?>\n<a>\n</a>\n<!-- end -->", "<a>\n\"\\n\"\n</a>\n"},
		{`<x:a p:b="1" c = '"&lt;>'  ><x:d /></x:a >`, "<a b=\"1\" c=\"\\\"<>\">\n<d>\n</d>\n</a>\n"},
		{"<a>1 &lt; 2 &amp;&gt;&quot;&apos;&#65;&#x110;\r\n\r</a>", "<a>\n\"1 < 2 &>\\\"'AĐ\\n\\n\"\n</a>\n"},
		{"<a>x<![CDATA[<b>&amp;]]]]><![CDATA[>]]>y<!-- > --><?pi ?>z</a>", "<a>\n\"x<b>&amp;]]>yz\"\n</a>\n"},
		{"<a\tb=\"1\"\nc='2'/>", "<a b=\"1\" c=\"2\">\n</a>\n"},
		{`<a b=">"></a>`, "<a b=\">\">\n</a>\n"},
	} {
		for name, from := range map[string]io.Reader{
			"whole": strings.NewReader(test.text), "byte by byte": iotest.OneByteReader(strings.NewReader(test.text)), "half": iotest.HalfReader(strings.NewReader(test.text)), "data with the end": iotest.DataErrReader(strings.NewReader(test.text)),
		} {
			if got, err := scanned(from); got != test.want || err != nil {
				t.Errorf("%s, %s: %v\n got %q\nwant %q", test.text, name, err, got, test.want)
			}
		}
	}
}

func TestXMLScannerRefuses(t *testing.T) {
	for _, text := range []string{
		"", " ", "text", "<", "<a", "<a>", "<a></b>", "</a>", "<a/><b/>", "<a/>text", "<a/><![CDATA[x]]>", "<a b></a>", "<a b=1/>", `<a b="1"c="2"/>`, `<a b="<"/>`, `<a b="1/>`, "<a / >", "<!DOCTYPE a><a/>", "<a><!b></a>",
		"<a>&nope;</a>", "<a>&</a>", "<a>&#0;</a>", "<a>&#xD800;</a>", "<a>&#x110000;</a>", "<a>&#99999999999999999999;</a>", "<a>&#;</a>", "<a>&#x;</a>", `<a b="&lt"/>`, "<a>\x00</a>", "<a>\xff</a>", "<a>\uffff</a>", "<a><!-- </a>", "<a><![CDATA[ </a>", "<?xml", "<?>", "<?xml version='1.0' encoding='latin1'?><a/>",
		"< a/>", "<>", "<a></ a>", strings.Repeat("<a>", xmlDepth+1) + strings.Repeat("</a>", xmlDepth+1), "<a>" + strings.Repeat("x", xmlLongest+1) + "</a>",
	} {
		if got, err := scanned(strings.NewReader(text)); !errors.Is(err, errXML) {
			t.Errorf("%.40q: %q, %v", text, got, err)
		}
	}
	failed := errors.New("failed")
	if _, err := scanned(io.MultiReader(strings.NewReader("<a>"), iotest.ErrReader(failed))); err != failed {
		t.Errorf("a reader that fails: %v", err)
	}
	if _, err := scanned(stuck{}); err != io.ErrNoProgress {
		t.Errorf("a reader that gives nothing: %v", err)
	}
}

// stuck is a reader that gives nothing for ever.
type stuck struct{}

func (stuck) Read([]byte) (int, error) { return 0, nil }

// TestXMLScannerWindow reads tokens that lie over the end of the window and are longer than it.
func TestXMLScannerWindow(t *testing.T) {
	for _, size := range []int{xmlWindow - 8, xmlWindow - 7, xmlWindow - 6, xmlWindow - 1, xmlWindow, 5 * xmlWindow} {
		long := strings.Repeat("x", size)
		for _, text := range []string{"<a>" + long + "</a>", "<a><b c='" + long + "'/></a>", "<a><!--" + long + "--></a>", "<a><" + long + "></" + long + "></a>"} {
			want, _, err := decoded([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			if got, err := scanned(strings.NewReader(text)); got != want || err != nil {
				t.Errorf("%.12s of %d: %v", text, size, err)
			}
		}
	}
}

// FuzzXML reads as encoding/xml does whatever that reads without an error, and gives no token twice or by halves
// in whatever pieces it comes.
func FuzzXML(f *testing.F) {
	for _, text := range []string{
		`<?xml version="1.0"?><worksheet xmlns="a"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData></worksheet>`,
		"<a b='1' x:c=\"&lt;\">t&#x110;<![CDATA[<]]><!-- - --><x:d/>\r\n</a>", "<a></a><b>", "<a>&amp</a>", "<a b=c>", "<!DOCTYPE a>", "\xff\xfe<\x00a\x00/\x00>\x00",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := scanned(bytes.NewReader(data))
		pieces, pieceErr := scanned(iotest.OneByteReader(bytes.NewReader(data)))
		if got != pieces || (err == nil) != (pieceErr == nil) {
			t.Errorf("%q: %q, %v, in pieces %q, %v", data, got, err, pieces, pieceErr)
		}
		if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) || bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
			return
		}
		want, plain, wantErr := decoded(data)
		if wantErr == nil && plain && (err != nil || got != want) {
			t.Errorf("%q: %v\n got %q\nwant %q", data, err, got, want)
		}
	})
}
