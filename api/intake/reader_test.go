package intake

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
)

// lists are the same n households in every form there is, and what reads each.
func lists(t *testing.T, n int) map[string]func(context.Context, Reader) (taken, rejected int, err error) {
	t.Helper()
	var csv, sheet, features, objects strings.Builder
	csv.WriteString("id,lat,lon\n")
	sheet.WriteString(sheetRow(1, "id", "lat", "lon"))
	for i := range n {
		id := fmt.Sprintf("H%d", i)
		fmt.Fprintf(&csv, "%s,21,105\n\n", id) // an empty row is not counted
		sheet.WriteString(sheetRow(i+2, id, "21", "105"))
		if i > 0 {
			features.WriteByte(',')
			objects.WriteByte(',')
		}
		features.WriteString(featureAt(`{"id":"` + id + `"}`))
		fmt.Fprintf(&objects, `{"id":"%s","lat":21,"lon":105}`, id)
	}
	file := func(name string, data []byte) func(context.Context, Reader) (int, int, error) {
		return func(ctx context.Context, r Reader) (int, int, error) {
			list, rejected, err := householdsBy(ctx, r, name, data)
			return len(list), len(rejected), err
		}
	}
	return map[string]func(context.Context, Reader) (int, int, error){
		"list.csv":     file("list.csv", []byte(csv.String())),
		"utf16.csv":    file("utf16.csv", []byte(utf16(csv.String()))),
		"list.xlsx":    file("list.xlsx", zipOf(t, sheetParts(sheet.String()))),
		"list.geojson": file("list.geojson", []byte(collection(features.String()))),
		"households": func(ctx context.Context, r Reader) (int, int, error) {
			list, rejected, err := householdsJSONBy(ctx, r, []byte("["+objects.String()+"]"))
			return len(list), len(rejected), err
		},
		"teams": func(ctx context.Context, r Reader) (int, int, error) {
			list, rejected, err := teamsJSONBy(ctx, r, []byte("["+objects.String()+"]"))
			return len(list), len(rejected), err
		},
	}
}

// TestMaxRows: a list of as many rows as may be is read, one of a row more is not.
func TestMaxRows(t *testing.T) {
	const n = 7
	for name, read := range lists(t, n) {
		if taken, rejected, err := read(t.Context(), Reader{MaxRows: n}); err != nil || taken != n || rejected != 0 {
			t.Errorf("%s: %d taken, %d rejected, %v", name, taken, rejected, err)
		}
		taken, rejected, err := read(t.Context(), Reader{MaxRows: n - 1})
		var many TooMany
		if !errors.As(err, &many) || many.Limit != n-1 || taken+rejected != 0 || inEnglish(t, err) != name+": more than 6 rows" {
			t.Errorf("%s: %d taken, %d rejected, %v, want too many", name, taken, rejected, err)
		}
	}
}

// TestMaxRowsCountsFaultyRows: they are kept too, as rejected ones.
func TestMaxRowsCountsFaultyRows(t *testing.T) {
	r := Reader{MaxRows: 2}
	for name, text := range map[string]string{
		"a.csv": "id,lat,lon\n,,\nA,,\n,21,0\n,0,105\n", "a.geojson": collection("1,2,3"),
	} {
		if _, _, err := householdsBy(t.Context(), r, name, []byte(text)); !errors.As(err, new(TooMany)) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := householdsJSONBy(t.Context(), r, []byte("[1,2,3]")); !errors.As(err, new(TooMany)) {
		t.Errorf("JSON: %v", err)
	}
	if _, _, err := teamsBy(t.Context(), r, "a.csv", []byte("id,lat,lon\nA,,\nB,,\nC,,\n")); !errors.As(err, new(TooMany)) {
		t.Errorf("teams: %v", err)
	}
}

// endsAfter is a context that ends when it has been asked so many times whether it has.
type endsAfter struct {
	context.Context
	times int
}

func (c *endsAfter) Err() error {
	if c.times--; c.times < 0 {
		return context.DeadlineExceeded
	}
	return nil
}

// TestStopsWithContext: wherever reading is when the context ends, it stops there and says so.
func TestStopsWithContext(t *testing.T) {
	const n = 600
	for name, read := range lists(t, n) {
		stops := 0
		for ; ; stops++ {
			taken, _, err := read(&endsAfter{t.Context(), stops}, Reader{MaxRows: AnyRows})
			if err == nil {
				if taken != n {
					t.Errorf("%s: %d taken", name, taken)
				}
				break
			}
			if !errors.Is(err, context.DeadlineExceeded) || taken != 0 || !strings.HasPrefix(err.Error(), name+": ") {
				t.Fatalf("%s, ended at look %d: %d taken, %v", name, stops, taken, err)
			}
		}
		if stops < 3 {
			t.Errorf("%s: only %d looks at the context", name, stops)
		}
	}
}
