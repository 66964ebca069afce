package api

import (
	"math"
	"slices"
	"time"

	"gonha/geo"
	"gonha/solver/campaign"
)

// rejected are the rows that a plan names beside those of households without a place.
func (r *reading) rejected() []campaign.Rejected {
	var rows []campaign.Rejected
	for i := range r.SetAside {
		rows = append(rows, r.SetAside[i].Rejected)
	}
	for i := range r.Waiting {
		if row := r.Waiting[i].Row; row.File != "" { // of a file
			rows = append(rows, row)
		}
	}
	return rows
}

// aside counts the people of the households' rows that are set aside.
func (r *reading) aside() (persons int) {
	for i := range r.SetAside[:r.rows] {
		persons += r.SetAside[i].Persons
	}
	return persons
}

// plannedCount counts what would be planned.
func (r *reading) plannedCount() Planned {
	n := Planned{Teams: len(r.Teams)}
	households, _, _ := r.planned()
	for i := range households {
		if h := &households[i]; h.Status.Routed() {
			n.Households++
			n.Persons += h.Persons
		}
	}
	return n
}

// unplannable is why lists that are sound as such cannot be planned.
func (r *reading) unplannable() (faults []Fault) {
	n := r.plannedCount()
	if n.Households == 0 {
		faults = append(faults, Fault{"body.households", noPlaces})
	}
	switch {
	case n.Teams > 0:
	case r.noStart != "":
		faults = append(faults, Fault{"body.corrections.start", r.noStart})
	case len(r.Waiting) > 0:
		faults = append(faults, Fault{"body.corrections.start", noStarts})
	default:
		faults = append(faults, Fault{"body.teams", noTeams})
	}
	return faults
}

// What to do where lists cannot be planned, in both languages.
const (
	notFound  = "không thấy địa chỉ nào trên bản đồ của máy chủ: bản đồ có đúng tỉnh này không? Nếu đúng, dán tọa độ từ Google Maps hoặc chỉ trên bản đồ / no address is on the server's map: is it the map of this province? If it is, paste coordinates from Google Maps or show them on the map"
	noPlaces  = "chưa hộ nào có vị trí: nhận vị trí ước chừng, chỉ trên bản đồ hoặc dán tọa độ từ Google Maps / no household has a place yet: accept the guesses, show them on the map or paste coordinates from Google Maps"
	noGuides  = "danh sách không có tọa độ và máy chủ không có bản đồ: dán tọa độ từ Google Maps vào từng hộ, hoặc chạy gonha serve --roads BẢN-ĐỒ.osm.pbf để dò theo địa chỉ / the list has no coordinates and the server no map: paste coordinates from Google Maps for each household, or run gonha serve --roads MAP.osm.pbf to look addresses up"
	noStarts  = "chưa biết các đội xuất phát từ đâu: dán tọa độ, địa chỉ hoặc chỉ trên bản đồ / nobody knows where the teams set out: paste coordinates or an address, or show it on the map"
	noTeams   = "chưa có đội nào: chọn tệp đội, gõ vào bảng hoặc dán tin nhắn Zalo / there is no team: choose the teams' file, type them in the table or paste the message"
	exchanged = "hai tệp đổi chỗ cho nhau: đổi lại rồi đọc tiếp / each file is the other: swap them and read again"
	nobody    = "không có hộ nào để đi / there is no household to visit"
	allAside  = "mọi dòng của danh sách hộ đều bị bỏ qua: xem vì sao ở dưới, sửa trong tệp rồi chọn lại / every row of the household list is set aside: see why below, correct the file and choose it again"
)

// next is what to do before there is anything to plan, or empty.
func (s *server) next(r *reading, n Planned) string {
	switch {
	case r.swapped:
		return exchanged
	case len(r.places) == 0 && n.Households == 0 && r.rows > 0 && r.Ended == 0:
		return allAside
	case len(r.places) == 0 && n.Households == 0:
		return nobody
	case n.Teams == 0 && r.noStart != "":
		return r.noStart
	case n.Teams == 0 && len(r.Waiting) > 0:
		return noStarts
	case n.Teams == 0:
		return noTeams
	case n.Households == 0 && s.addresses == nil:
		return noGuides
	case n.Households == 0 && !slices.ContainsFunc(r.places, func(d door) bool { return d.Household.Point.Valid() }):
		return notFound
	case n.Households == 0:
		return noPlaces
	}
	return ""
}

// crew are the teams as clients see them, those that wait last.
func (r *reading) crew() []ReadTeam {
	list := []ReadTeam{}
	add := func(t *campaign.Team) {
		lat, lon := degreesOf(t.Start)
		said := r.said[t.ID]
		list = append(list, ReadTeam{t.ID, t.Name, t.Members, t.Mode, append([]string{}, t.Groups...), lat, lon, said.text, said.by})
	}
	for i := range r.Teams {
		add(&r.Teams[i])
	}
	for i := range r.Waiting {
		add(&r.Waiting[i].Team)
	}
	return list
}

// startShown is the start of all teams as clients see it, or nil.
func (r *reading) startShown() *ReadStart {
	if r.start == nil {
		return nil
	}
	shown := &ReadStart{Reason: r.noStart}
	shown.Lat, shown.Lon = degreesOf(r.start.Point)
	shown.By, shown.Metres = r.start.Guess.By, r.start.Guess.Metres
	return shown
}

// degreesOf are the degrees of a point, nil where it is not valid.
func degreesOf(p geo.Point) (lat, lon *float64) {
	if !p.Valid() {
		return nil, nil
	}
	return &p.Lat, &p.Lon
}

// bounds are the south, west, north and east of all places that are known, or empty.
func (r *reading) bounds() []float64 {
	south, west, north, east := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	add := func(p geo.Point) {
		if p.Valid() {
			south, west, north, east = min(south, p.Lat), min(west, p.Lon), max(north, p.Lat), max(east, p.Lon)
		}
	}
	for i := range r.Households {
		add(r.Households[i].Point)
	}
	for i := range r.places {
		add(r.places[i].Household.Point)
	}
	for i := range r.Teams {
		add(r.Teams[i].Start)
	}
	if south > north {
		return []float64{}
	}
	return []float64{south, west, north, east}
}

// notesOf are the notes of a household and of its people.
func notesOf(h *campaign.Household) []string {
	var notes []string
	if h.Note != "" {
		notes = append(notes, h.Note)
	}
	for i := range h.People {
		if note := h.People[i].Note; note != "" {
			notes = append(notes, note)
		}
	}
	return notes
}

// windowTexts are windows as people write them: 19:30–20:15, 20:00– without an end, –19:30 without a beginning.
func windowTexts(windows []campaign.Window) []string {
	texts := []string{}
	for _, w := range windows {
		from, to := "", ""
		if w.Open > 0 {
			from = campaign.Clock(w.Open % day).HM()
		}
		if w.Close < 2*day {
			to = campaign.Clock(w.Close % day).HM()
		}
		texts = append(texts, from+"–"+to)
	}
	return texts
}

// daysOf are the weekdays of a set, none where it is every day.
func daysOf(set campaign.Days) []int {
	days := []int{}
	for d := time.Sunday; d <= time.Saturday && set&campaign.EveryDay != 0; d++ {
		if set.On(d) {
			days = append(days, int(d))
		}
	}
	return days
}

// day is a day in seconds.
const day = 24 * 60 * 60
