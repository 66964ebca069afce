// Package address finds places by Vietnamese addresses as people write them, "12/34 ngõ 68 Cầu Giấy" or
// "12/3A/5 Lê Văn Sỹ, P.14, Q.3", from the house numbers and named alleys of an OpenStreetMap extract and from
// the doors whose place is known already. It says how sure it is, and never guesses silently. It knows points
// and texts, no households, and keeps no text in errors: addresses are personal data.
//
// Start with [Parse] for what an address says and [Index.Find] for where it is. From a text to a place the way is:
//
//   - words.go makes words of a text by which it is known however it is written, with or without tone marks;
//   - keywords.go knows what words like ngõ, phường or TDP announce, parse.go finds the parts of an address;
//   - readings.go tells the ways to read it: "34/12/68" is house 34 in alley 68/12, or house 68 in alley 34/12;
//   - index.go holds streets, their alleys and the houses in them; builder.go gathers them, read.go from a map;
//   - find.go looks a reading up, between.go places among known numbers, choose.go decides between the places found;
//   - region.go knows the outlines of wards;
//   - sites.go and named.go find buildings and other places by the names that people call them;
//   - identity.go tells whether two texts are one address.
package address

// Address is what a text says of a place. Texts in it are as words.go makes them; what is not said is empty.
type Address struct {
	House    string  // the number in small letters: "25", "3a", "97bis", "17-19"; with its slashes where there are some
	Alleys   []Alley // as they stand in the text
	Street   Name    // the street, or an alley that has a name in place of a number
	Group    string  // tổ, khu phố, thôn, ấp and the like, without that word
	Ward     Name    // phường, xã, thị trấn
	Wards    []Name  // other names of it: "nay là phường Xuân Hòa", and the parts of one that was joined of two
	District Name    // quận, huyện, thị xã
	Building string  // block or tower: "ct2"
	Estate   Name    // block of flats, housing estate or building with a name: chung cư, khu tập thể, tòa nhà
	Flat     string  // flat or room; a floor is left out
	Areas    []Name  // names without a word that says what they are of
	Vague    bool    // it says opposite, near or behind

	// EitherWay says that one word, "P. Hàng Bông", stands for a street's name and for the ward's.
	EitherWay bool
}

// Alley is a ngõ, ngách, hẻm or kiệt with its number, which may hold slashes.
type Alley struct {
	Rank   int // 1 ngõ, kiệt; 2 ngách; 3 hẻm: the deeper, the higher
	Number string
}

// Name is a name with and without its tone marks and other signs.
type Name struct {
	Plain string // without any sign: "le van si"
	Full  string // with them, in one spelling; empty where the text had none
	Kind  Kind
}

// Kind says what a name is of.
type Kind int

// The kinds of names.
const (
	Unsaid     Kind = iota // no word before it says
	Road                   // đường, phố, đại lộ
	NamedAlley             // ngõ Thông Phong
)
