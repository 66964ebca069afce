package geo_test

import (
	"context"
	"fmt"

	"gonha/geo"
)

// Four doors of a lane, some 22 metres apart.
var lane = []geo.Point{{Lat: 21.0300, Lon: 105.78}, {Lat: 21.0302, Lon: 105.78}, {Lat: 21.0304, Lon: 105.78}, {Lat: 21.0306, Lon: 105.78}}

func ExampleDistance() {
	haNoi, haiPhong := geo.Point{Lat: 21.0285, Lon: 105.8542}, geo.Point{Lat: 20.8449, Lon: 106.6881}
	fmt.Printf("%.1f km\n", geo.Distance(haNoi, haiPhong)/1000)
	// Output: 89.0 km
}

func ExampleNewStraight() {
	walk := geo.NewStraight(lane, geo.Detour, geo.WalkSpeed)
	seconds := make([]int32, 4)
	if err := walk.Table(context.Background(), []int32{0}, []int32{0, 1, 2, 3}, seconds); err != nil {
		fmt.Println(err)
	}
	fmt.Println(seconds)
	// Output: [0 27 54 81]
}

func ExampleStraight_Leg() {
	walk := geo.NewStraight(lane, geo.Detour, geo.WalkSpeed)
	seconds, metres := walk.Leg(0, 3)
	fmt.Println(seconds, "s,", metres, "m,", len(walk.Path(0, 3)), "points")
	// Output: 81 s, 100 m, 2 points
}

func ExampleSearcher_Nearest() {
	s := geo.NewGrid(lane).Searcher()
	fmt.Println(s.Nearest(lane[1], 2, 1, nil)) // two doors next to door 1
	// Output: [0 2]
}

func ExampleSearcher_Within() {
	s := geo.NewGrid(lane).Searcher()
	fmt.Println(s.Within(lane[0], 50, -1, nil)) // within 50 metres, itself included
	// Output: [0 1 2]
}

func ExampleGrid_Neighbours() {
	flat, per := geo.NewGrid(lane).Neighbours(2, 1)
	for i := range lane {
		fmt.Println(i, flat[i*per:(i+1)*per])
	}
	// Output:
	// 0 [1 2]
	// 1 [0 2]
	// 2 [1 3]
	// 3 [2 1]
}

func ExampleHull() {
	hull := geo.Hull([]geo.Point{{Lat: 0, Lon: 0}, {Lat: 1, Lon: 1}, {Lat: 2, Lon: 0}, {Lat: 2, Lon: 2}, {Lat: 0, Lon: 2}})
	fmt.Println(hull)
	fmt.Println(geo.Contains(hull, geo.Point{Lat: 1, Lon: 1}), geo.Contains(hull, geo.Point{Lat: 3, Lon: 1}))
	// Output:
	// [{0 0} {0 2} {2 2} {2 0}]
	// true false
}
