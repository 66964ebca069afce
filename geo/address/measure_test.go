package address

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"gonha/geo"
	"gonha/geo/road"
)

// everywhere is a box that holds every extract.
var everywhere = road.Box{South: -90, West: -180, North: 90, East: 180}

// extract is a real extract beside the repository; without it the test is skipped.
func extract(t testing.TB, name string) string {
	path := filepath.Join("..", "..", "..", "shared", "places", name+".osm.pbf")
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no extract %s beside the repository", name)
	}
	return path
}

// mapped are the elements of an extract: the houses, and the rest.
func mapped(t testing.TB, name string) (houses, rest []road.Element) {
	all, err := road.Elements(t.Context(), extract(t, name), everywhere, mapKeys, func(has func(string) bool) bool {
		return has("addr:housenumber") && has("addr:street") || has("name") && (has("highway") || has("place"))
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if e.Tags["addr:housenumber"] != "" {
			houses = append(houses, e)
		} else {
			rest = append(rest, e)
		}
	}
	return houses, rest
}

// styles are ways to write an address of the map.
var styles = []struct {
	name  string
	write func(number, street, ward string) string
}{
	{"as mapped", func(n, s, _ string) string { return n + " " + s }},
	{"with its ward", func(n, s, w string) string { return "Số " + n + ", " + s + ", phường " + w }},
	{"without signs", func(n, s, w string) string { return "so nha " + n + " " + plainText(s) + ", p. " + plainText(w) }},
	{"capitals", func(n, s, _ string) string { return "SN: " + strings.ToUpper(n+" "+s) }},
	{"decomposed", func(n, s, _ string) string { return norm.NFD.String(n + " " + s) }},
	{"without its kind", func(n, s, _ string) string {
		for _, kind := range []string{"Phố ", "Đường "} {
			s = strings.TrimPrefix(s, kind)
		}
		return n + ", " + s
	}},
	{"abbreviated", func(n, s, w string) string {
		return n + " " + strings.NewReplacer("Đường ", "Đ.", "Phố ", "P. ").Replace(s) + ", P." + w
	}},
}

// plainText takes the signs off a text.
func plainText(s string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case r == 'đ' || r == 'Đ' || r == 'Ð':
			b.WriteByte('d')
		case r < 0x300 || r > 0x36f:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// tally are the errors in metres of one class.
type tally []float64

func (e tally) String() string {
	if len(e) == 0 {
		return "0"
	}
	slices.Sort(e)
	over := func(m float64) float64 {
		i, _ := slices.BinarySearch(e, m)
		return 100 * float64(len(e)-i) / float64(len(e))
	}
	return fmt.Sprintf("%5d | %4.0f m | %4.0f m | %4.1f %% | %4.1f %%", len(e), e[len(e)/2], e[min(len(e)-1, len(e)*95/100)], over(50), over(100))
}

// TestMeasured holds out a fifth of the houses of a real extract after the other, looks their addresses up among the
// rest, written in several ways, and prints how far off the answers are. go test ./geo/address -run Measured -v
func TestMeasured(t *testing.T) {
	for _, name := range []string{"hanoi_qtg_full", "hcmc_d3_full"} {
		t.Run(name, func(t *testing.T) {
			houses, rest := mapped(t, name)
			rng := rand.New(rand.NewPCG(1, 2))
			rng.Shuffle(len(houses), func(i, j int) { houses[i], houses[j] = houses[j], houses[i] })
			classes := map[string]tally{}
			bySt := map[string]tally{}
			none, all := 0, 0
			const folds = 5
			for fold := range folds {
				b := NewBuilder()
				for i := range rest {
					b.element(&rest[i])
				}
				for i := range houses {
					if i%folds != fold {
						b.element(&houses[i])
					}
				}
				x := b.Index()
				for i := range houses {
					if i%folds != fold {
						continue
					}
					e := &houses[i]
					ward := ""
					for _, k := range wardKeys {
						ward = cmp.Or(ward, e.Tags[k])
					}
					for _, style := range styles {
						text := style.write(e.Tags["addr:housenumber"], e.Tags["addr:street"], cmp.Or(ward, "Xuân Hòa"))
						m := x.Find(text, "", "")
						all++
						if m.By == "" {
							none++
							if os.Getenv("DBG") != "" {
								t.Log("NONE ", text)
							}
							continue
						}
						class := "3 guess"
						switch {
						case m.Confidence >= Sure:
							class = "1 sure"
						case m.Confidence >= Likely:
							class = "2 likely"
						}
						d := geo.Distance(m.Point, middle(e.Points))
						classes[class] = append(classes[class], d)
						key := fmt.Sprintf("%s %.2f", m.By, m.Confidence)
						classes[key] = append(classes[key], d)
						bySt[style.name+" "+class] = append(bySt[style.name+" "+class], d)
						if os.Getenv("DBG") != "" && d > 50 && m.Confidence >= Likely {
							t.Logf("%5.0f m  %.2f %s ±%.0f: %s", d, m.Confidence, m.By, m.Metres, text)
						}
					}
				}
			}
			t.Logf("%d asked, nothing found %d", all, none)
			var keys []string
			for k := range classes {
				keys = append(keys, k)
			}
			slices.Sort(keys)
			for _, k := range keys {
				t.Logf("%-18s %s", k, classes[k])
			}
			keys = nil
			for k := range bySt {
				keys = append(keys, k)
			}
			slices.Sort(keys)
			for _, k := range keys {
				t.Logf("%-28s %s", k, bySt[k])
			}
		})
	}
}
