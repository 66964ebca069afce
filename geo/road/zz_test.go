package road
import "testing"
func BenchmarkWhole(b *testing.B){
 for _,name:=range []string{"Delaware","BTL"}{
 path:=map[string]func() string{"Delaware":func()string{return delaware(b)},"BTL":func()string{return shared(b,"btl_drive.osm.pbf")}}[name]()
 b.Run(name,func(b *testing.B){ for b.Loop(){ n:=loaded(b,path); n.crossAreas(); n.closeGaps(); if _,err:=newRoads(n,Motorbike());err!=nil{b.Fatal(err)}}})
 }
}
