package output

import (
	"fmt"
	"math/rand/v2"

	"gonha/geo"
	"gonha/solver/campaign"
)

var office = geo.Point{Lat: 21.0500, Lon: 105.7800}

// sample is an invented evening of the given size: teams in rows of areas, each with about steps
// stops of one to four doors, plus one team that stays, some households left out and rejected rows.
// It has long addresses, markup in notes, a door with many people.
func sample(teams, steps int) (*campaign.Night, *campaign.Plan) {
	s := sampler{
		rng:   rand.New(rand.NewPCG(7, 11)),
		night: &campaign.Night{Options: campaign.DefaultOptions()},
		plan: &campaign.Plan{Version: 1, Night: "2023-06-06", Window: "19:30-21:30", Timezone: "Asia/Ho_Chi_Minh",
			Parameters: campaign.Parameters{Seed: 1, TimeLimitS: 10, SetupS: 120, PerPersonS: 240, StopRadius: 30, Turfs: "soft", Travel: "straight-line", Detour: 1.5}},
	}
	s.night.Options.Date = "2023-06-06"
	columns := 1
	for columns*columns < teams {
		columns++
	}
	for t := range teams {
		middle := geo.Point{Lat: office.Lat + 0.0004 + float64(t/columns)*0.0031, Lon: office.Lon + float64(t%columns)*0.0036}
		s.team(t, steps, middle)
	}
	s.night.Teams = append(s.night.Teams, campaign.Team{ID: fmt.Sprintf("T%02d", teams+1), Name: "Đội dự bị", Members: 2, Start: office, End: office, Mode: campaign.Walk})
	s.plan.Routes = append(s.plan.Routes, campaign.Route{Team: s.night.Teams[teams].ID, Depart: 70200, Return: 70200})
	for i, reason := range []string{"no_time", "no_time", "window", "too_far", "no_time"} {
		h := s.household(fmt.Sprintf("X%02d", i+1), office)
		s.plan.Unvisited = append(s.plan.Unvisited, campaign.Unvisited{Household: h.ID, Reason: reason, Detail: "không đội nào còn giờ"})
	}
	s.household("D01", office)
	s.night.Households[len(s.night.Households)-1].Status = campaign.Activated
	s.plan.Rejected = []campaign.Rejected{{File: "danh-sach.csv", Row: 17, Column: "lat", Reason: "không phải là số"}}
	s.night.Rejected = s.plan.Rejected
	sum := &s.plan.Summary
	sum.Teams, sum.Unvisited, sum.PrizeBound, sum.Stopped = len(s.plan.Routes), 5, int64(sum.Persons)+9, "time"
	return s.night, s.plan
}

type sampler struct {
	rng   *rand.Rand
	night *campaign.Night
	plan  *campaign.Plan
}

func (s *sampler) team(t, steps int, middle geo.Point) {
	team := campaign.Team{ID: fmt.Sprintf("T%02d", t+1), Name: fmt.Sprintf("Đội thanh niên số %d", t+1), Members: 4, Start: office, End: office, Mode: campaign.Motorbike}
	if t == 1 {
		team.Mode, team.Shift = campaign.Walk, &campaign.Window{Open: 70200, Close: 75600}
		team.End = geo.Point{Lat: middle.Lat + 0.0012, Lon: middle.Lon + 0.0012}
	}
	s.night.Teams = append(s.night.Teams, team)
	now := campaign.Clock(70200)
	route := campaign.Route{Team: team.ID, Depart: now, Path: []geo.Point{team.Start}}
	for k := range steps {
		first := geo.Point{Lat: middle.Lat + (s.rng.Float64()-0.5)*0.003, Lon: middle.Lon + (float64(k)/float64(steps)-0.5)*0.0035}
		now += campaign.Clock(60 + s.rng.IntN(120))
		begin := now
		if k == 4 {
			begin += 130
		}
		leave, doors := begin+360, 1+s.rng.IntN(4)*s.rng.IntN(2)
		for d := range doors {
			h := s.household(fmt.Sprintf("H%02d%03d", t+1, len(route.Visits)+1), first)
			v := campaign.Visit{Seq: len(route.Visits) + 1, Stop: k + 1, Household: h.ID, Arrive: now, Begin: begin, Leave: leave, Persons: h.Persons}
			if d == 0 {
				v.TravelS, v.DistanceM, v.WaitS = 90, 270, int(begin-now)
			}
			route.Persons += h.Persons
			route.Visits = append(route.Visits, v)
		}
		route.Path = append(route.Path, s.home(route.Visits[len(route.Visits)-doors].Household).Point)
		now = leave
		route.DistanceM += 270
	}
	route.Path = append(route.Path, team.End)
	route.Return = now + 240
	route.Prize = int64(route.Persons)
	s.plan.Routes = append(s.plan.Routes, route)
	s.plan.Summary.Visits += len(route.Visits)
	s.plan.Summary.Persons += route.Persons
	s.plan.Summary.Stops += steps
}

// household invents one near a place and adds it to the night.
func (s *sampler) household(id string, near geo.Point) campaign.Household {
	families := []string{"Đỗ Quang", "Nguyễn Thị Thu", "Trần Văn", "Phạm Ngọc", "Lê Hoàng Phương", "Vũ Đình", "Bùi Thị Mỹ"}
	given := []string{"An", "Bình", "Châu", "Dũng", "Hạnh", "Khánh", "Lộc", "Quỳnh", "Thảo"}
	streets := []string{"ngõ 205", "phố Hoa Sữa", "ngách 12/48/3 ngõ 70 đường Bờ Hồ kéo dài, khu tập thể Nhà máy Dệt cũ", "đường Láng Cũ", "ngõ Giếng"}
	person := func() campaign.Person {
		return campaign.Person{Name: families[s.rng.IntN(len(families))] + " " + given[s.rng.IntN(len(given))], Phone: fmt.Sprintf("09%08d", s.rng.IntN(100000000))}
	}
	head := person()
	h := campaign.Household{
		ID: id, Persons: 1 + s.rng.IntN(3), Group: fmt.Sprintf("Tổ %d", 1+s.rng.IntN(9)), Priority: 1, Status: campaign.Pending,
		Point: geo.Point{Lat: round6(near.Lat + s.rng.Float64()*0.0002), Lon: round6(near.Lon + s.rng.Float64()*0.0002)},
		Name:  head.Name, Phone: head.Phone, Address: fmt.Sprintf("Số %d %s", 1+s.rng.IntN(200), streets[s.rng.IntN(len(streets))]),
	}
	switch n := len(s.night.Households); {
	case n == 2:
		h.Note = "<script>alert('x')</script> & gọi cổng sau, có chó dữ"
	case n == 5:
		h.Persons, h.Note = 9, "khu trọ"
		for range 9 {
			h.People = append(h.People, person())
		}
	case n%7 == 3:
		h.Mandatory, h.Windows = true, []campaign.Window{{Open: 70200, Close: 72900}, {Open: 75600, Close: 77400}}
	case n%9 == 4:
		h.Status, h.Note = campaign.Absent, "Bấm chuông tầng 2, cụ bà nặng tai, nên gọi điện trước khi đến"
	case n%5 == 1:
		h.Persons, h.People = 2, []campaign.Person{head, person()}
	}
	s.night.Households = append(s.night.Households, h)
	return h
}

func (s *sampler) home(id string) *campaign.Household {
	for i := range s.night.Households {
		if s.night.Households[i].ID == id {
			return &s.night.Households[i]
		}
	}
	return nil
}

func round6(v float64) float64 { return float64(int(v*1e6)) / 1e6 }
