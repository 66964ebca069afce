package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"

	"gonha/api/intake"
	"gonha/api/intake/placing"
	"gonha/solver/campaign"
)

// understand says what was understood of the lists before anything is planned. The exit code is 2 where there is nothing to
// plan.
func understand(ctx context.Context, args []string, stdout, stderr io.Writer) int {
	request, err := parseRead(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprint(stdout, readUsage)
		return exitDone
	case err != nil:
		return complain(stderr, exitUsage, err)
	}
	lists, err := request.lists(ctx)
	switch {
	case ctx.Err() != nil:
		return complain(stderr, exitFailed, errors.New("dừng theo yêu cầu / stopped"))
	case err != nil:
		return complain(stderr, exitUsage, err)
	}
	if request.json {
		encoder := json.NewEncoder(stdout)
		encoder.SetEscapeHTML(false)
		encoder.SetIndent("", "  ")
		if err := encoder.Encode(lists); err != nil {
			return complain(stderr, exitFailed, err)
		}
	} else {
		lists.print(stdout, readWords(request.lang))
	}
	if !lists.plannable() {
		if request.json {
			fmt.Fprintln(stderr, "gonha:", lists.next)
		}
		return exitUsage
	}
	return exitDone
}

// readUsage is the help of gonha read.
const readUsage = `Đọc danh sách, nói hiểu được gì, chưa lập kế hoạch / reads the lists and says what was understood, without planning

    gonha read --households FILE [--teams FILE] [...]

  --households FILE   danh sách hộ                         the households
  --teams FILE        danh sách đội                        the teams
  --roads FILE        tìm hộ thiếu tọa độ theo địa chỉ     looks for households without coordinates by
                      trên bản đồ .osm.pbf                 their address on the map of an .osm.pbf
  --places FILE       tọa độ đã điền, như places.xlsx      coordinates filled in, like places.xlsx
  --start PLACE       nơi xuất phát của các đội chưa ghi:  where teams set out that do not say: 
                      "21.03,105.83" hoặc địa chỉ          "21.03,105.83" or an address
  --json              in JSON                              prints JSON
  --lang LANG         vi, en; vi                           vi, en; vi

Mã thoát 2 khi chưa có gì để lập kế hoạch. / The exit code is 2 where there is nothing to plan.
`

// readRequest is what a command line of gonha read asks for.
type readRequest struct {
	households, teams, roads, places, start, lang string
	json                                          bool
}

// parseRead reads the command line of gonha read; flag.ErrHelp is that help is asked for.
func parseRead(args []string) (readRequest, error) {
	r := readRequest{lang: "vi"}
	fs := flag.NewFlagSet("read", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.Func("households", "", once(&r.households))
	fs.Func("teams", "", once(&r.teams))
	fs.Func("roads", "", once(&r.roads))
	fs.Func("places", "", once(&r.places))
	fs.Func("start", "", once(&r.start))
	fs.BoolVar(&r.json, "json", false, "")
	fs.StringVar(&r.lang, "lang", r.lang, "")
	err := fs.Parse(args)
	switch {
	case errors.Is(err, flag.ErrHelp):
		return r, err
	case err != nil:
		err = inVietnameseToo(err)
	case fs.NArg() > 0:
		err = fmt.Errorf("thừa / unexpected argument: %q", fs.Arg(0))
	case r.households == "":
		err = errors.New("thiếu / missing: --households FILE")
	case r.lang != "vi" && r.lang != "en":
		err = errors.New("--lang phải là / must be: vi, en")
	}
	if err != nil {
		return r, fmt.Errorf("%w (xem / see gonha read -h)", err)
	}
	return r, nil
}

// listed is what gonha read prints. The people of the files are Persons, Ended and those of SetAside.
type listed struct {
	Households int                `json:"households"` // to be visited
	Persons    int                `json:"persons"`    // there
	Ended      int                `json:"ended"`      // people whose status says that no visit is needed
	Teams      int                `json:"teams"`
	Sheets     []intake.SheetRead `json:"sheets"`
	Columns    map[string]string  `json:"columns"`
	Groups     map[string]int     `json:"groups"` // households
	Placed     map[string]int     `json:"placed"` // households
	SetAside   []asideRow         `json:"set_aside"`
	Remarks    []string           `json:"remarks"`

	persons map[string]int // by how sure the place is
	waiting int            // teams without a start
	teams   bool           // a list of teams was given
	next    string         // what to do where nothing can be planned
}

// asideRow is a row set aside as gonha read prints it.
type asideRow struct {
	File    string `json:"file"`
	Sheet   string `json:"sheet"`
	Row     int    `json:"row"`
	Column  string `json:"column"`
	Reason  string `json:"reason"`
	Persons int    `json:"persons"`
}

// lists reads the lists and looks for the places that they do not give.
func (r *readRequest) lists(ctx context.Context) (*listed, error) {
	var into intake.Reading
	if err := readInto(ctx, r.households, "--households", &into, intake.Reader.Households); err != nil {
		return nil, err
	}
	if r.teams != "" {
		if err := readInto(ctx, r.teams, "--teams", &into, intake.Reader.Teams); err != nil {
			return nil, err
		}
	}
	places := geocoding{places: r.places, start: r.start}
	memory, err := places.memory(ctx)
	if err != nil {
		return nil, err
	}
	night := located{night: &campaign.Night{}}
	finder, err := places.starts(ctx, &night, &into, r.roads)
	if err != nil {
		return nil, err
	}
	l := &listed{
		Teams: len(into.Teams) + len(into.Waiting), teams: r.teams != "",
		Sheets: into.Sheets, Columns: into.Columns, Groups: map[string]int{}, SetAside: []asideRow{}, Remarks: append([]string{}, into.Remarks...), Ended: into.Ended,
		Placed: map[string]int{"given": 0, "sure": 0, "likely": 0, "unknown": 0}, persons: map[string]int{},
	}
	for i := range into.Households {
		l.count(&into.Households[i], placing.Given)
	}
	for i := range into.Unplaced {
		h := &into.Unplaced[i].Household
		l.count(h, placing.Place(h, memory, finder))
	}
	l.waiting = len(night.teams)
	for _, a := range into.SetAside {
		l.SetAside = append(l.SetAside, asideRow{a.File, a.Sheet, a.Row, a.Column, a.Reason, a.Persons})
	}
	l.next = l.nextStep(r.roads != "")
	return l, nil
}

// readInto reads a file into a reading.
func readInto(ctx context.Context, path, option string, into *intake.Reading, read func(intake.Reader, context.Context, intake.Source, *intake.Reading) error) error {
	source, err := intake.File(path)
	if err == nil {
		err = read(intake.Reader{MaxRows: intake.AnyRows}, ctx, source, into)
	}
	if err != nil {
		return fmt.Errorf("không đọc được / cannot read %s: %w", option, err)
	}
	return nil
}

// settlements are the places of households as somebody has filled them in.
func settlements(filled []campaign.Household) []placing.Settlement {
	var list []placing.Settlement
	for i := range filled {
		h := &filled[i]
		settled := placing.Hand(h.Point)
		if h.Guess != nil {
			settled.Guess = *h.Guess
		}
		list = append(list, placing.Settlement{Household: h, Settled: settled})
	}
	return list
}

// everybody are the households of a reading, those without a place behind the others.
func everybody(into *intake.Reading) []campaign.Household {
	all := append([]campaign.Household{}, into.Households...)
	for i := range into.Unplaced {
		all = append(all, into.Unplaced[i].Household)
	}
	return all
}

// count counts a household.
func (l *listed) count(h *campaign.Household, class placing.Class) {
	if !h.Status.Routed() {
		return
	}
	l.Households++
	l.Persons += h.Persons
	l.Placed[string(class)]++
	l.persons[string(class)] += h.Persons
	if h.Group != "" {
		l.Groups[h.Group]++
	}
}

// plannable says whether there is something to plan.
func (l *listed) plannable() bool { return l.next == "" }

// nextStep is what to do next where nothing can be planned, or empty.
func (l *listed) nextStep(hasMap bool) string {
	switch located := l.Households - l.Placed["unknown"]; {
	case l.Households == 0:
		return "không có hộ nào để đi / there is no household to visit"
	case located == 0 && !hasMap:
		return "các hộ chưa có tọa độ: thêm --roads với bản đồ .osm.pbf của địa phương để tìm theo địa chỉ, hoặc điền vĩ độ, kinh độ (chép từ Google Maps) / " +
			"no household has coordinates: give --roads with a map (.osm.pbf) of the place to find addresses, or fill in latitude and longitude, copied from Google Maps"
	case located == 0:
		return "không địa chỉ nào tìm thấy trên bản đồ: điền tọa độ (chép từ Google Maps) vào danh sách / " +
			"no address was found on the map: fill in coordinates, copied from Google Maps"
	case l.teams && l.Teams == 0:
		return "không có đội nào / there is no team"
	}
	return ""
}

// print says it in words.
func (l *listed) print(w io.Writer, words *readTexts) {
	p := words.print
	p.Fprintf(w, words.total, l.Persons, l.Households, l.Ended, l.aside())
	if l.teams {
		p.Fprintf(w, words.teams, l.Teams, l.waiting)
	}
	for _, s := range l.Sheets {
		name := s.File
		if s.Sheet != "" {
			name += " › " + s.Sheet
		}
		if s.Used {
			p.Fprintf(w, words.used, name, s.Rows)
		} else {
			p.Fprintf(w, words.unused, name, s.Reason)
		}
	}
	for _, c := range columnOrder {
		if title, known := l.Columns[c]; known {
			p.Fprintf(w, words.column, words.columns[c], title)
		}
	}
	for _, class := range [...]string{"given", "sure", "likely", "unknown"} {
		if l.Placed[class] > 0 {
			p.Fprintf(w, words.placed, words.classes[class], l.Placed[class], l.persons[class])
		}
	}
	for _, remark := range l.Remarks {
		fmt.Fprintln(w, "  •", remark)
	}
	l.printAside(w, words)
	if l.next != "" {
		fmt.Fprintln(w, "→", l.next)
	}
}

// shownAside is how many rows set aside are printed; --json prints them all.
const shownAside = 50

func (l *listed) printAside(w io.Writer, words *readTexts) {
	if len(l.SetAside) == 0 {
		return
	}
	words.print.Fprintf(w, words.aside, len(l.SetAside), l.aside())
	for _, a := range l.SetAside[:min(shownAside, len(l.SetAside))] {
		fmt.Fprintln(w, "   ", rejectedLine(campaign.Rejected{File: a.File, Sheet: a.Sheet, Row: a.Row, Column: a.Column, Reason: a.Reason}))
	}
	if more := len(l.SetAside) - shownAside; more > 0 {
		words.print.Fprintf(w, words.more, more)
	}
}

// aside counts the people of the rows set aside.
func (l *listed) aside() int {
	n := 0
	for _, a := range l.SetAside {
		n += a.Persons
	}
	return n
}
