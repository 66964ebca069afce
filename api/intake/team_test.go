package intake

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"gonha/geo"
	"gonha/solver/campaign"
)

func TestTeams(t *testing.T) {
	base := geo.Point{Lat: 21, Lon: 105}
	plain := []campaign.Team{{ID: "T1", Members: 4, Start: base, End: base, Mode: campaign.Motorbike}}
	everything := []campaign.Team{{
		ID: "T1", Name: "Tổ 1", Members: 5, Start: base, End: geo.Point{Lat: 21.5, Lon: 105.5}, Shift: &campaign.Window{Open: 70200, Close: 77400},
		Mode: campaign.Walk, Groups: []string{"TDP-1", "TDP-2"}, MaxPersons: 40,
	}}
	for _, test := range []struct {
		file, text string
		want       []campaign.Team
	}{
		{"teams.csv", "id,start_lat,start_lon\nT1,21,105\n", plain},
		{"teams.csv", "id;start_lat;start_lon\nT1;21,0;105,0\nTổng cộng;;\n", plain},
		{"teams.csv", "Mã;Tọa độ\nT1;21 105\n", plain},
		{"teams.csv", "id,name,members,start_lat,start_lon,end_lat,end_lon,shift,mode,groups,max_persons\n" +
			"T1,Tổ 1,5,21,105,21.5,105.5,19:30-21:30,walk,TDP-1;TDP-2,40\n", everything},
		{"teams.csv", "DANH SÁCH TỔ;\nMã;Tên;Số người;Điểm xuất phát;Điểm kết thúc;Ca;Phương tiện;Tổ dân phố;Số người tối đa\n" +
			"T1;Tổ 1;5;21 105;21.5 105.5;19h30-21h30;Đi bộ;\"TDP-1; TDP-2,TDP-1\";40\n", everything},
		{"teams.geojson", `{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point","coordinates":[105,21]},` +
			`"properties":{"id":"T1","name":"Tổ 1","members":5,"end_lat":21.5,"end_lon":105.5,"shift":"19:30-21:30","mode":"walk","groups":["TDP-1","TDP-2"],"max_persons":40}}]}`, everything},
	} {
		got, rejected, err := Teams(t.Context(), test.file, []byte(test.text))
		if err != nil || len(rejected) > 0 {
			t.Errorf("%s: %v, %v", test.text, err, rejected)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.text, diff)
		}
	}
}

func TestRejectedTeams(t *testing.T) {
	const head = "id,start_lat,start_lon,end_lat,end_lon,members,shift,mode,max_persons\nT1,21,105\n"
	for _, test := range []struct {
		row    string
		column string
		why    reason
	}{
		{",21,105", "id", missingID},
		{"T1,21,105", "id", reason("trùng mã với dòng 2 / the id repeats that of row 2")},
		{"T2", "start_lat", missingStart},
		{"T2,105,21", "start_lat", swappedPoint},
		{"T2,1,1", "start_lat", outsideVietNam},
		{"T2,21,105,21", "end_lon", missingPoint},
		{"T2,21,105,21,bí mật", "end_lon", notNumber},
		{"T2,21,105,,,0", "members", badMembers},
		{"T2,21,105,,,13", "members", badMembers},
		{"T2,21,105,,,,tối", "shift", badShift},
		{"T2,21,105,,,,,tàu ngầm", "mode", badMode},
		{"T2,21,105,,,,,,-1", "max_persons", badMaxPersons},
		{"T2,21,105,,,,,,,thừa", "", tooManyCells},
	} {
		got, rejected, err := Teams(t.Context(), "teams.csv", []byte(head+test.row+"\n"))
		if err != nil || len(got) != 1 {
			t.Errorf("%s: %d teams, %v, want the first", test.row, len(got), err)
		}
		want := []campaign.Rejected{{File: "teams.csv", Row: 3, Column: test.column, Reason: string(test.why)}}
		if diff := cmp.Diff(want, rejected); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.row, diff)
		}
	}
}
