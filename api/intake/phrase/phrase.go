// Package phrase understands what people write into one cell or one line: when somebody is home, what came of a
// visit, which residential group, how a team travels and who is in it. It works on words alone, without files,
// households or places, and never guesses: what it does not understand it says so.
//
//	Window("19h30-21h")         one span of time            (campaign.Window, error)
//	Windows("sau 20h; 18-19h")  when somebody is home       ([]campaign.Window, error)
//	Note("tối T7, gọi trước")   what a note asks for        Noted
//	Status("2 KH, 1 V")         what came of a visit        (Outcome, bool)
//	ParseGroup("TDP số 01")     the group of a cell         (Group, bool)
//	Groups("TDP 1-3; KP 2")     the groups of a cell        []Group
//	GroupIn("38 Cát Linh, …")   the group in an address     (Group, bool)
//	Section("I. Thôn Đông")     the group that a row heads  (Group, bool)
//	Title("DANH SÁCH TDP 4")    the group that a title names (Group, bool)
//	Match(g, list)              which of the groups is g    (int, bool)
//	TeamLine("Tổ 1: An, Bình")  a line of a list of teams   (Team, bool)
//	Mode("xm")                  how a team travels          (mode, exact, ok)
//	Members("An, Bình, Chi")    how many are in a team      (n, counted, ok)
//	Numeral("hai người")        a number in words           (int, bool)
//	Date("20/11/2026")          a date as 2026-11-20        (string, bool)
//	Duration("2 phút")          a length of time            (time.Duration, bool)
//	Example("Ví dụ: …")         a cell of an example row    bool
//
// Case, punctuation, and composed or decomposed accents make no difference. Words are known with their accents or,
// in a text that has none at all, without. Nothing that these functions return as an error repeats the text.
package phrase
