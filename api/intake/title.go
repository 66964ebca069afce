package intake

import (
	"cmp"
	"regexp"
	"strings"

	"gonha/api/intake/phrase"
)

// titled maps the titles that somebody has put right to their columns, and says which columns are settled so.
type titled struct {
	columns map[string]column
	settled [numColumns]bool
}

// titledBy reads [Hints.Columns].
func titledBy(hints map[string]string) titled {
	t := titled{columns: map[string]column{}}
	for c := colUnknown + 1; c < numColumns; c++ {
		if title, given := hints[c.String()]; given {
			t.settled[c] = true
			if title != "" {
				t.columns[clean(title)] = c
			}
		}
	}
	return t
}

// column is the column of a title, with or without what it says in brackets: "Vĩ độ (lat)".
func (t *titled) column(title string, known vocabulary) column {
	if len(title) == 0 || len(title) > maxTitleBytes {
		return colUnknown
	}
	if len(t.columns) > 0 {
		if c, given := t.columns[clean(title)]; given {
			return c
		}
	}
	if c := titleColumn(title, known); !t.settled[c] {
		return c
	}
	return colUnknown
}

// alike is the column of a title by parts of it, where no title of the list is an exact one.
func (t *titled) alike(title string, known vocabulary) column {
	if known.alike == nil || len(title) == 0 || len(title) > maxTitleBytes {
		return colUnknown
	}
	if c := known.alike(fold(title)); !t.settled[c] {
		return c
	}
	return colUnknown
}

// titleColumn is the column that a title means by its words. Of a field of a survey within groups, as ODK writes it, the
// last name counts: ho-dia_chi.
func titleColumn(title string, known vocabulary) column {
	if c := known.column(fold(title)); c != colUnknown {
		return c
	}
	if before, _, found := strings.Cut(title, "("); found {
		return known.column(fold(before))
	}
	if at := strings.LastIndexAny(title, "-/"); at > 0 && !strings.ContainsAny(title, " \n") && strings.ContainsRune(title, '_') {
		return known.column(fold(title[at:]))
	}
	return colUnknown
}

// likeness is what parts of a folded title say of its column.
type likeness struct {
	column column
	title  *regexp.Regexp
}

func likenesses(lines ...any) []likeness {
	var all []likeness
	for i := 0; i+1 < len(lines); i += 2 {
		all = append(all, likeness{lines[i].(column), regexp.MustCompile(lines[i+1].(string))})
	}
	return all
}

// likeHousehold are the parts of titles of lists of households, the surer first. Columns about somebody else, such as a
// parent, an office or who has made the list, are none of the household's.
var likeHousehold = likenesses(
	colIdentity, `^(so|ma)?(the)?(cccd|cmnd|cmt|cancuoc|dinhdanh|ddcn|hochieu)|(socccd|socmnd|sodinhdanh|soddcn|sddcn)|^(ngay|nam|thang)[a-z]{0,12}sinh|sinhngay|gioitinhnamsinh`,
	colUnknown, `cha$|me$|bome|nguoithan|giamho|nguoilap|nguoikhai|canbo|congan|dieutra|email|congty|lamviec|coquan|noisinh|quequan|nguyenquan|capngay|noicap|ngaycap|khaisinhtai|noidangkykhaisinh|thongminh|smartphone|honnhan|suckhoe|nghenghiep|dantoc|tongiao|gioitinh|hocvan|bhyt|baohiem`,
	colActivated, `^(ngay|thoigian|thoidiem)[a-z]{0,8}kichhoat`,
	colPersons, `^(tong)?(so|sl|soluong)[a-z]*(chuakichhoat|chuakh|cankichhoat|conlai|chualam|canlam|chuaxong)|^(people|persons|residents|numberof(people|persons|residents))[a-z]*`,
	colMember, `^(hovaten|hoten|thanhvien|nhankhau|congdan|nguoi|nguoithu|hotenthanhvien|hovatenthanhvien|hotennguoi|tenthanhvien)(so|thu)?\d{1,2}$`,
	colStatus, `^muc(do)?(dinhdanh|taikhoan|tkdd|kichhoat|tk|ddt)|trangthai|tinhtrangkichhoat|tinhtrangtaikhoan|tinhtrangdinhdanh|^tinhtrang[a-z]*(kichhoat|vneid)|^ketqua`,
	colPermanent, `thuongtru|hktt|hokhau(thuongtru)?$|^hokhau`,
	colAddress, `^(dia|d)chi|^noio|^choo|^noicutru|tamtru|noidangcutru|noidango|^diadiemo`,
	colPhone, `^(so)?(dienthoai|dthoai|dtdd|sdt)|sodienthoai|dienthoai(lienhe|didong|lienlac)|^sodt|zalo$`,
	colHead, `^(ho|hova)?ten(cua)?chuho|^chuho`,
	colRelation, `quanhe[a-z]*chuho|^quanhe`,
	colName, `^hovaten|^hoten|^hochudem|^tencongdan|^tennguoi|^tennhankhau|^congdan$`,
	colCoordinates, `^toado|^vitri(nha|gps|diem|tren)|^dinhvi|googlemap|ggmap|^(link|xem)(google)?(map|bando|vitri)`,
	colWindows, `^gio(o|co)|gioconha|comato?nha|^khunggio|^thoigian[a-z]*(nha|hen|gap|ranh)|^gio[a-z]*(hen|gap|ranh)`,
	colGroup, `^(so|ten|thuoc|ma)?(to|todanpho|tdp|khupho|kp|khudancu|kdc|khu|khom|khoi|khoipho|ap|thon|xom|ban|buon|lang|cum|totdp)(so|va|hoac|to|todanpho|tdp|khupho|kp|khudancu|kdc|khu|khom|khoi|khoipho|ap|thon|xom|ban|buon|lang|cum|doi)*$`,
	colGroup, `todanpho|khupho|thontop?|^diabantd`,
	colPersons, `^(tong)?(so|sl|soluong)(nguoi|cd|congdan|nk|nhankhau|khau|thanhvien)(trongho|cuaho|trenho|moiho|trongnha|giadinh)?$`,
	colAddress, `^(full|home|house|street|current)?address|addressline`,
	colHead, `^(head|name)of(the)?household|^householdhead`,
	colName, `^(full|resident|person|citizen)?name(of)?(resident|person|citizen)?$`,
	colNote, `^ghichu|^luuy`,
	colMinutes, `^(so)?phut[a-z]*nguoi`,
	colSerial, `^stt|^sott|^sothutu`,
)

// alikeHousehold is the column of a folded title by parts of it.
func alikeHousehold(folded string) column { return alikeOf(folded, likeHousehold) }

var likeTeam = likenesses(
	colUnknown, `sdt|dienthoai|chucvu|ghichu|ngay`,
	colName, `^ten(to|doi|nhom)|^(to|doi|nhom|mui)congtac|^(to|doi|nhom)so|^(to|doi|nhom)$`,
	colNames, `^thanhvien|^hovaten|^hoten|^canbo|^thanhphan|truong(to|doi|nhom)?$|^lucluong`,
	colMembers, `^so(luong|nguoi|canbo|thanhvien|dongchi)|^quanso|^tongso`,
	colMode, `phuongtien|dibang|^xe$`,
	colStart, `xuatphat|tapket|taptrung`,
	colGroups, `diaban|phutrach|^(todanpho|tdp|khupho|thon|ap)`,
)

// alikeTeam is the same of a list of teams.
func alikeTeam(folded string) column { return alikeOf(folded, likeTeam) }

func alikeOf(folded string, list []likeness) column {
	for i := range list {
		if list[i].title.MatchString(folded) {
			return list[i].column
		}
	}
	return colUnknown
}

// currentHome says whether a title of an address is of where people live now.
var currentHome = regexp.MustCompile(`hiennay|hientai|hnay|thucte|tamtru|dangsinhsong|dango|dangcutru|^noio|^choo`)

// settleHousehold brings order into columns that mean alike. The head of the household is a person where no column names
// them; of numbers of people the one of those still to activate counts; an address beside that of where people live now
// is the permanent one.
func settleHousehold(h *header) {
	if h.has(colHead) && !h.has(colName) {
		h.rename(colHead, colName)
	}
	still := func(title string) bool {
		return strings.Contains(title, "chua") || strings.Contains(title, "can") || strings.Contains(title, "conlai")
	}
	h.prefer(colPersons, colUnknown, still)
	if !h.has(colPermanent) {
		h.prefer(colAddress, colPermanent, currentHome.MatchString)
	}
	for i, c := range h.columns {
		if c == colUnknown || c == colStatus {
			h.tick(i)
		}
	}
	for _, c := range streetParts {
		if h.has(c) && !h.parts {
			h.parts = true
			h.titles[colStreet] = cmp.Or(h.titles[colStreet], h.titles[c])
		}
	}
	h.second(colStatus, colOtherStatus)
	h.second(colGroup, colOuterGroup)
}

// second makes of the second column of a kind one of another.
func (h *header) second(c, other column) {
	met := false
	for i := range h.columns {
		switch {
		case h.columns[i] != c:
		case met:
			h.columns[i] = other
			h.titles[other] = cmp.Or(h.titles[other], h.all[i])
		default:
			met = true
		}
	}
}

// rename makes of all columns of a kind those of another.
func (h *header) rename(from, to column) {
	for i := range h.columns {
		if h.columns[i] == from {
			h.columns[i] = to
		}
	}
	h.titles[to], h.titles[from] = h.titles[from], ""
}

// prefer keeps, of several columns of a kind with different titles, those whose title is the better where there is one, and
// makes the others those of another kind.
func (h *header) prefer(c, other column, better func(folded string) bool) {
	best, rest := "", ""
	for i := range h.columns {
		switch {
		case h.columns[i] != c:
		case better(fold(h.all[i])):
			best = cmp.Or(best, h.all[i])
		default:
			rest = cmp.Or(rest, h.all[i])
		}
	}
	if best == "" || rest == "" {
		return
	}
	for i := range h.columns {
		if h.columns[i] == c && !better(fold(h.all[i])) {
			h.columns[i] = other
		}
	}
	h.titles[c] = best
	if other != colUnknown {
		h.titles[other] = rest
		h.known++
	}
}

// doneCount are titles of how many are done: "Số người đã kích hoạt".
var doneCount = regexp.MustCompile(`^(tong)?(so|sl|soluong)[a-z]*da(kichhoat|kh|lam|xong|hoanthanh)`)

// tick makes a column one of ticks where its title is an outcome: of several words, as "Đã kích hoạt", or of one below a
// title such as "Kết quả".
func (h *header) tick(i int) {
	lowest := h.own[i].lowest
	below := h.own[i].over == colStatus
	if lowest == "" || !below && (h.columns[i] != colUnknown || len(strings.Fields(lowest)) < 2) {
		return
	}
	if doneCount.MatchString(fold(lowest)) {
		lowest = "đã kích hoạt"
	} else if _, ok := phrase.Status(lowest); !ok {
		return
	}
	if h.words == nil {
		h.words = make([]string, len(h.columns))
		h.known++
	}
	h.columns[i], h.words[i] = colTick, lowest
	h.titles[colTick] = cmp.Or(h.titles[colTick], h.all[i])
	h.titles[colStatus] = cmp.Or(h.titles[colStatus], h.all[i])
}
