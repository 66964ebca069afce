package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"gonha/api/output"
	"gonha/solver/campaign"
)

// placesName is the file of households without a place, in the folder of a plan.
const placesName = "places.xlsx"

// unplannable is why lists cannot be planned that were read, beside the households that lack a place.
type unplannable struct {
	*located
	cause error
}

func (u *unplannable) Error() string { return u.cause.Error() }
func (u *unplannable) Unwrap() error { return u.cause }

// refuse says why there is no plan. Where households lack a place it writes them to places.xlsx all the same, and says
// what to do with it.
func (r *planRequest) refuse(stderr io.Writer, err error) int {
	var u *unplannable
	if !errors.As(err, &u) || len(u.night.Unplaced) == 0 {
		return complain(stderr, exitUsage, err)
	}
	path, failed := writePlaces(r.out, u.night)
	if failed != nil {
		return complain(stderr, exitUsage, fmt.Errorf("%w; không ghi được %s vào --out / cannot write %s to --out: %w", err, placesName, placesName, failed))
	}
	return complain(stderr, exitUsage, fmt.Errorf("%w; %s", err, u.next(path, r.geocode.mode)))
}

// next says what to do with the households that lack a place, which stand in the file at path.
func (u *unplannable) next(path, mode string) string {
	n := len(u.night.Unplaced)
	vi := fmt.Sprintf("%d hộ chưa có vị trí chắc chắn ghi trong %s: dán tọa độ chép từ Google Maps vào ô vĩ độ (để trống độ tin cậy ở dòng đã soát), rồi chạy lại thêm --places TỆP", n, path)
	en := fmt.Sprintf("%d household(s) without a sure place: in that file paste coordinates from Google Maps into the latitude cell (empty the confidence where you have checked it) and run again with --places FILE", n)
	switch {
	case !u.hasMap:
		vi += "; hoặc thêm --roads với bản đồ OpenStreetMap .osm.pbf của địa phương (tải ở extract.bbbike.org hay download.geofabrik.de) để tìm theo địa chỉ; hoặc mở gonha serve để chỉ trên trang"
		en += "; or give --roads with an OpenStreetMap file (.osm.pbf) of the place, from extract.bbbike.org or download.geofabrik.de, to find addresses; or show the places on the page of gonha serve"
	case u.guesses > 0 && mode != "likely":
		vi += fmt.Sprintf("; %d hộ có vị trí ước chừng, thêm --geocode likely để đi theo đó", u.guesses)
		en += fmt.Sprintf("; --geocode likely goes by the likely places of %d", u.guesses)
	}
	return vi + " / " + en
}

// writePlaces writes places.xlsx of a night into a folder, over the one that is there, and gives where it is. Only the
// owner may read it.
func writePlaces(dir string, night *campaign.Night) (path string, err error) {
	if err := makeWritable(dir); err != nil {
		return "", err
	}
	f, err := os.CreateTemp(dir, ".places-*") // of mode 0600
	if err != nil {
		return "", err
	}
	defer os.Remove(f.Name())
	if err := errors.Join(output.PlacesXLSX(f, night, night.Options.Lang), f.Close()); err != nil {
		return "", err
	}
	path = filepath.Join(dir, placesName)
	if err := os.Rename(f.Name(), path); err != nil {
		return "", err
	}
	return absolute(path), nil
}
