package cluster_test

import (
	"context"
	"fmt"

	"gonha/geo"
	"gonha/geo/cluster"
)

// Six doors of two lanes, some 500 metres apart.
var doors = []geo.Point{
	{Lat: 21.0300, Lon: 105.780}, {Lat: 21.0301, Lon: 105.780}, {Lat: 21.0302, Lon: 105.780},
	{Lat: 21.0300, Lon: 105.785}, {Lat: 21.0301, Lon: 105.785}, {Lat: 21.0302, Lon: 105.785},
}

func ExampleTurfs() {
	in := cluster.Input{
		Points: doors,
		Weight: []float64{6, 6, 10, 6, 10, 6}, // minutes
		Group:  []int32{0, 0, 0, 1, 1, 1},
		Teams: []cluster.Team{
			{Start: geo.Point{Lat: 21.03, Lon: 105.786}, Capacity: 120},
			{Start: geo.Point{Lat: 21.03, Lon: 105.779}, Capacity: 120},
		},
	}
	turf := cluster.Turfs(context.Background(), in)
	fmt.Println(turf)
	q := cluster.Measure(in, turf)
	fmt.Printf("imbalance %.2f, split groups %d, overlap %.2f\n", q.Imbalance, q.SplitGroups, q.Overlap)
	// Output:
	// [1 1 1 0 0 0]
	// imbalance 0.00, split groups 0, overlap 0.00
}

func ExampleBisect() {
	fmt.Println(cluster.Bisect(doors, nil, 3))
	// Output: [0 0 1 1 2 2]
}

func ExampleBisectShares() {
	fmt.Println(cluster.BisectShares(doors, nil, []float64{1, 5}))
	// Output: [0 1 1 1 1 1]
}

func ExampleCentres() {
	in := cluster.Input{Points: doors, Teams: make([]cluster.Team, 2)}
	for _, c := range cluster.Centres(in, []int32{0, 0, 0, 1, 1, 1}) {
		fmt.Printf("%.4f %.4f\n", c.Lat, c.Lon)
	}
	// Output:
	// 21.0301 105.7800
	// 21.0301 105.7850
}
