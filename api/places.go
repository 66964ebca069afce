package api

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"gonha/api/intake"
	"gonha/geo"
	"gonha/geo/address"
	"gonha/solver/campaign"
)

// Places is how households without coordinates come to theirs. Either may be nil.
type Places struct {
	// Find says of each household in ask where its address is, in their order. Around are places that they are near:
	// households with coordinates and where teams set out, of which those with an address tell where others are.
	Find func(ctx context.Context, around, ask []campaign.Household) ([]Found, error)
	// Keep remembers where households are that somebody has settled, for the lists of other evenings.
	Keep func(ctx context.Context, settled []campaign.Household) error
}

// Found is what is known of where a household is.
type Found struct {
	Point      geo.Point       // not valid where nothing is known
	Guess      *campaign.Guess // what it rests on; nil where nothing is known
	Candidates []Candidate     // other places that it may be, the likeliest first
}

// Candidate is a place where a household may be.
type Candidate struct {
	Lat        float64 `json:"lat"`
	Lon        float64 `json:"lon"`
	Confidence float64 `json:"confidence" doc:"0 to 1."`
	By         string  `json:"by" doc:"What it rests on, as in a place."`
	Says       string  `json:"says,omitempty" doc:"What is there, in words."`
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

// take takes in what was found of a place.
func (p *door) take(f Found) {
	p.candidates, p.Household.Guess, p.class = f.Candidates, f.Guess, Unknown
	if f.Guess == nil || !f.Point.Valid() {
		return
	}
	p.Household.Point = f.Point
	switch {
	case f.Guess.By == byHand:
		p.class = Chosen
	case f.Guess.Confidence >= address.Sure:
		p.class = Sure
	case f.Guess.Confidence >= address.Likely:
		p.class = Likely
	}
}

// doorKey is what a household is known by between lists: its address and group, however they are spaced.
func doorKey(address, group string) string {
	tight := func(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }
	return tight(address) + "\n" + tight(group)
}

// settledPlaces finds settled places by their doors, and those without an address by their ids.
type settledPlaces struct{ doors, ids map[string]*Settled }

func newSettledPlaces(list []Settled) settledPlaces {
	s := settledPlaces{map[string]*Settled{}, map[string]*Settled{}}
	for i := range list {
		if p := &list[i]; p.Address != "" {
			s.doors[doorKey(p.Address, p.Group)] = p
		} else {
			s.ids[p.Household] = p
		}
	}
	return s
}

// of is what was settled of a household, or nil.
func (s settledPlaces) of(h *campaign.Household) *Settled {
	if p := s.doors[doorKey(h.Address, h.Group)]; p != nil && h.Address != "" {
		return p
	}
	return s.ids[h.ID]
}

// find finds households, where that can be done at all.
func (s *server) find(ctx context.Context, around, ask []campaign.Household) ([]Found, error) {
	if s.places.Find == nil || len(ask) == 0 {
		return make([]Found, len(ask)), nil
	}
	found, err := s.places.Find(ctx, around, ask)
	if err == nil && len(found) != len(ask) {
		err = errors.New("a finder gave another number of places than it was asked for")
	}
	return found, err
}

// findStart finds where somebody says that teams set out: a pair of coordinates, a map link, or an address. The reason
// is empty where it was found, and else says why not in both languages.
func (s *server) findStart(ctx context.Context, text string, around []campaign.Household) (at Found, why string, err error) {
	if p, err := intake.Point(text); err == nil {
		return Found{Point: p, Guess: &campaign.Guess{Confidence: 1, By: byHand}}, "", nil
	} else if !strings.ContainsFunc(text, isLetter) || strings.Contains(text, "://") {
		return Found{Point: nowhere()}, err.Error(), nil
	}
	found, err := s.find(ctx, around, []campaign.Household{{Address: text}})
	if err != nil {
		return Found{Point: nowhere()}, "", err
	}
	switch {
	case s.places.Find == nil:
		return found[0], "máy chủ không có bản đồ để tìm địa chỉ: dán tọa độ từ Google Maps / the server has no map to find addresses: paste coordinates from Google Maps", nil
	case found[0].Guess == nil || !found[0].Point.Valid():
		return found[0], "không thấy địa chỉ này trên bản đồ: dán tọa độ từ Google Maps / this address is not on the map: paste coordinates from Google Maps", nil
	}
	return found[0], "", nil
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

func (s *server) keep(ctx context.Context, in *keepInput) (*struct{}, error) {
	if s.places.Keep == nil {
		return nil, newProblem(http.StatusNotFound, "máy chủ này không nhớ vị trí / this server does not remember places")
	}
	if len(in.Body.Places) > s.bounds.Households {
		return nil, refused([]Fault{{"body.places", fmt.Sprintf("nhiều hơn %d hộ / more than %d households", s.bounds.Households, s.bounds.Households)}})
	}
	if err := refused(settledFaults("body.places", in.Body.Places)); err != nil {
		return nil, err
	}
	var settled []campaign.Household
	for i := range in.Body.Places {
		p := &in.Body.Places[i]
		if p.Skip || p.Address == "" {
			continue
		}
		settled = append(settled, campaign.Household{
			ID: p.Household, Address: p.Address, Group: p.Group, Point: p.point(), Guess: &campaign.Guess{Confidence: 1, By: byHand},
		})
	}
	if err := s.places.Keep(ctx, settled); err != nil {
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
	if near := in.Body.Near; len(near) == 2 && (geo.Point{Lat: near[0], Lon: near[1]}).Valid() {
		around = append(around, campaign.Household{Point: geo.Point{Lat: near[0], Lon: near[1]}})
	}
	reading, stop := context.WithTimeout(ctx, s.limits.Parse)
	defer stop()
	at, why, err := s.findStart(reading, in.Body.Text, around)
	if err != nil {
		return nil, s.unread(reading, err)
	}
	if why != "" {
		return nil, refused([]Fault{{"body.text", why}})
	}
	return &findOutput{Candidate{Lat: at.Point.Lat, Lon: at.Point.Lon, Confidence: at.Guess.Confidence, By: at.Guess.By}}, nil
}
