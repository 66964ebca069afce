package api

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"strings"
	"unicode"

	"github.com/danielgtaylor/huma/v2"

	"gonha/api/intake"
	"gonha/api/intake/placing"
	"gonha/geo"
	"gonha/solver/campaign"
)

// Candidate is a place where a household may be.
type Candidate struct {
	Lat        float64 `json:"lat"`
	Lon        float64 `json:"lon"`
	Confidence float64 `json:"confidence" doc:"0 to 1."`
	Metres     int     `json:"within_m" doc:"Within which the door most likely lies."`
	By         string  `json:"by" doc:"What it rests on, as in a place."`
	Says       string  `json:"says,omitempty" doc:"What the map calls what is there."`
}

func candidateOf(c *placing.Candidate) Candidate {
	return Candidate{c.Point.Lat, c.Point.Lon, c.Guess.Confidence, c.Guess.Metres, c.Guess.By, c.Name}
}

// Class says how sure a place is.
type Class string

// The classes of places.
const (
	Given   Class = "given"   // the list has its coordinates
	Chosen  Class = "settled" // somebody has settled it, tonight or on another evening
	Sure    Class = "sure"    // its address leads to the door
	Likely  Class = "likely"  // its address leads to its neighbours
	Unknown Class = "unknown" // less is known of it, if anything
)

// byHand is what a place rests on that somebody has settled.
const byHand = "hand"

func nowhere() geo.Point { return geo.Point{Lat: math.NaN(), Lon: math.NaN()} }

// door is a household to be visited that the list has no coordinates of.
type door struct {
	intake.Unplaced
	class      Class
	candidates []Candidate
	skip       bool // left out tonight
}

// planned says whether it is to be planned with guesses that are so good.
func (p *door) planned(with Geocode) bool {
	if p.skip || !p.Household.Point.Valid() {
		return false
	}
	switch p.class {
	case Chosen, Sure:
		return true
	case Likely:
		return with == AndLikely || with == AnyGuess
	}
	return with == AnyGuess
}

// settle puts a place where somebody has said.
func (p *door) settle(at *Settled) {
	if p.skip = at.Skip; at.Skip {
		return
	}
	p.class, p.Household.Point, p.Household.Guess = Chosen, at.point(), &campaign.Guess{Confidence: 1, By: byHand}
}

// look looks a household up: among what was settled on other evenings, and by its address.
func (p *door) look(memory *placing.Memory, finder *placing.Finder) {
	h := &p.Household
	class := placing.Place(h, memory, finder)
	p.class = Class(class)
	if class == placing.Given { // by somebody
		p.class = Chosen
	}
	if h.Guess != nil && (h.Guess.By == "" || !h.Point.Valid()) {
		h.Guess = nil
	}
	if p.class == Sure || p.class == Chosen {
		return
	}
	all := finder.Candidates(h)
	for i := range all {
		if i > 0 { // the first is the guess
			p.candidates = append(p.candidates, candidateOf(&all[i]))
		}
	}
}

// doorKey is what a household is known by between two readings of a list: its address and group, however they are spaced.
func doorKey(address, group string) string {
	tight := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	return tight(address) + "\n" + tight(group)
}

// settledFor gives what was settled of each household, or nil: by id and address, and, what is then left over because the
// list has other ids now, by address and group.
func settledFor(households []intake.Unplaced, list []Settled) []*Settled {
	byID, byDoor := map[string]*Settled{}, map[string]*Settled{}
	for i := range list {
		byID[list[i].Household+"\n"+doorKey(list[i].Address, "")] = &list[i]
	}
	of := make([]*Settled, len(households))
	used := map[*Settled]bool{}
	for i := range households {
		h := &households[i].Household
		if p := byID[h.ID+"\n"+doorKey(h.Address, "")]; p != nil {
			of[i], used[p] = p, true
		} else if p := byID[h.ID+"\n"+doorKey("", "")]; p != nil {
			of[i], used[p] = p, true
		}
	}
	for i := range list {
		if p := &list[i]; p.Address != "" && !used[p] {
			byDoor[doorKey(p.Address, p.Group)] = p
		}
	}
	for i := range households {
		if h := &households[i].Household; of[i] == nil && h.Address != "" {
			of[i] = byDoor[doorKey(h.Address, h.Group)]
		}
	}
	return of
}

// startOf finds where somebody says that teams set out: a pair of coordinates, a map link, an address, or the name of a
// place. The reason is empty where it was found, and else says why not in both languages.
func (s *server) startOf(text string, finder *placing.Finder) (at placing.Found, why string) {
	at = finder.Start(text)
	_, err := intake.Point(text)
	switch {
	case at.Class == placing.Given && err == nil, at.Point.Valid() && at.Class != placing.Given:
		return at, ""
	case at.Class == placing.Given, !strings.ContainsFunc(text, unicode.IsLetter), strings.Contains(text, "://"): // beyond Viet Nam, or no pair
		return at, err.Error()
	case s.addresses == nil:
		return at, "máy chủ không có bản đồ để tìm địa chỉ: dán tọa độ từ Google Maps / the server has no map to find addresses: paste coordinates from Google Maps"
	}
	return at, "không thấy địa chỉ này trên bản đồ: dán tọa độ từ Google Maps / this address is not on the map: paste coordinates from Google Maps"
}

const (
	placesPath = "/v1/places"
	findPath   = "/v1/places/find"
)

// registerPlaces adds the operations on places.
func (s *server) registerPlaces(a huma.API) {
	huma.Register(a, huma.Operation{
		OperationID: "keep-places", Method: http.MethodPost, Path: placesPath, Tags: []string{"reads"},
		Summary: "Nhớ vị trí đã chọn cho các buổi sau / Remember settled places for other evenings",
		Description: "Places are remembered by the household's address and group, so those without an address are passed over. Sent again, nothing changes. " +
			"404 where the server does not remember places.",
		DefaultStatus: http.StatusNoContent, MaxBodyBytes: s.limits.Body,
		Errors: []int{http.StatusNotFound, http.StatusUnprocessableEntity},
	}, s.keep)
	huma.Register(a, huma.Operation{
		OperationID: "find-place", Method: http.MethodPost, Path: findPath, Tags: []string{"reads"},
		Summary:     "Tìm một nơi theo tọa độ, liên kết bản đồ hoặc địa chỉ / Find a place by coordinates, a map link or an address",
		Description: "422 where it is not found, with the reason.",
		Errors:      []int{http.StatusUnprocessableEntity},
	}, s.findOne)
}

// keepInput are places to be remembered.
type keepInput struct {
	Body struct {
		Places []Settled `json:"places"`
	}
}

func (s *server) keep(_ context.Context, in *keepInput) (*struct{}, error) {
	if s.memory == nil {
		return nil, newProblem(http.StatusNotFound, "máy chủ này không nhớ vị trí / this server does not remember places")
	}
	if len(in.Body.Places) > s.bounds.Households {
		return nil, refused([]Fault{{"body.places", fmt.Sprintf("nhiều hơn %d hộ / more than %d households", s.bounds.Households, s.bounds.Households)}})
	}
	if err := refused(settledFaults("body.places", in.Body.Places)); err != nil {
		return nil, err
	}
	var settled []placing.Settlement
	for i := range in.Body.Places {
		if p := &in.Body.Places[i]; !p.Skip && strings.TrimSpace(p.Address) != "" {
			h := &campaign.Household{ID: p.Household, Address: p.Address, Group: p.Group, Ward: p.Ward, Name: p.Name}
			settled = append(settled, placing.Settlement{Household: h, Settled: placing.Hand(p.point())})
		}
	}
	if err := s.memory.Settle(settled...); err != nil {
		return nil, fmt.Errorf("remembering places: %w", err)
	}
	return nil, nil
}

// findInput is a text that says where something is.
type findInput struct {
	Body struct {
		Text string    `json:"text" maxLength:"500" doc:"Coordinates, a map link or an address." example:"21.0270, 105.8350"`
		Near []float64 `json:"near,omitempty" maxItems:"2" doc:"Latitude and longitude of a place that an address is near."`
	}
}

// findOutput is where it is.
type findOutput struct {
	Body Candidate
}

func (s *server) findOne(ctx context.Context, in *findInput) (*findOutput, error) {
	var around []campaign.Household
	if near := in.Body.Near; len(near) == 2 {
		around = append(around, campaign.Household{Point: geo.Point{Lat: near[0], Lon: near[1]}})
	}
	looking, stop := context.WithTimeout(ctx, s.limits.Parse)
	defer stop()
	finder, err := s.addresses.Finder(looking, around, nil)
	if err != nil {
		return nil, s.unread(looking, err)
	}
	at, why := s.startOf(in.Body.Text, finder)
	if why != "" {
		return nil, refused([]Fault{{"body.text", why}})
	}
	return &findOutput{candidateOf(&at.Candidate)}, nil
}
