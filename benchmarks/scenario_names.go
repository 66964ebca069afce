package benchmarks

import (
	"fmt"
	"math/rand/v2"

	"gonha/solver/campaign"
)

// The parts that names are combined from: common ones, so that no name points at anybody.
var (
	familyNames = [...]string{"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"}
	womenNames  = [...]string{"Thị An", "Thị Bình", "Thị Chi", "Thu Hà", "Thu Hương", "Thị Lan", "Ngọc Mai", "Thị Nga", "Thị Oanh", "Minh Phương", "Thanh Thảo", "Thị Yến"}
	menNames    = [...]string{"Văn An", "Văn Bình", "Đức Cường", "Văn Dũng", "Minh Đức", "Văn Giang", "Quang Hải", "Văn Khánh", "Hữu Long", "Quốc Nam", "Văn Sơn", "Anh Tuấn"}
	notes       = [...]string{"gọi điện trước khi đến", "nhà có chó", "nhà cuối ngõ", "cửa sau"}
)

// noteOneIn is how few households have a note: one in so many.
const noteOneIn = 20

// drawNames gives each household an invented name and phone, and a few a note.
func drawNames(o WardOptions, households []campaign.Household) {
	names, noted := o.stream(streamNames), o.stream(streamNotes)
	for i := range households {
		h := &households[i]
		h.Name, h.Phone = personName(names), phone(i+1)
		if noted.IntN(noteOneIn) == 0 {
			h.Note = notes[noted.IntN(len(notes))]
		}
	}
}

func personName(random *rand.Rand) string {
	family := familyNames[random.IntN(len(familyNames))]
	if random.IntN(2) == 0 {
		return family + " " + womenNames[random.IntN(len(womenNames))]
	}
	return family + " " + menNames[random.IntN(len(menNames))]
}

// phone is a number of ten digits as Vietnamese mobile phones have that rings nowhere: 00 is the
// international prefix in Viet Nam, and no country code begins with 0 (ITU-T E.164, list of
// assigned country codes). Numbers repeat every million households.
func phone(n int) string { return fmt.Sprintf("0000 %03d %03d", n/1000%1000, n%1000) }
