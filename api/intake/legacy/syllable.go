package legacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Vietnamese is written syllable by syllable: an onset, a rime and a tone. All rimes are here, with the final k of
// place names of the highlands (Đắk Lắk); those that end in c, ch, k, p or t have no tone but sắc and nặng.
// After Đoàn Thiện Thuật, Ngữ âm tiếng Việt, 1977.
const (
	onsetList = " b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
	rimeList  = `a ac ach ai ak am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oi om on ong ooc oong op ot oc
ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uâ uân uâng uât uây uê uêch uênh
uy uya uych uyn uynh uyt uyu uyên uyêt uơ uô uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu
ươ ươc ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu`
)

// commonList are frequent words in names, addresses and lists whose Latin-1 letters spell another Vietnamese word when
// they are taken for a font's, or that another word's font letters spell.
const commonList = `có số hộ bộ bố một giờ chờ nhờ tờ nhỏ bỏ cũ vũ lũ tú phú thú phụ vụ từ sự tự kỳ quý lý không còn ngô
võ hà lã tô hồ thị sĩ chị thơ cơ sơ hòa hoà hòn phó khó và là cá lá hoá hóa toà tòa ý trí chí vĩ mã ghi chú phòng vắng
công cô chồng ông con bà gái trai mẹ đã chưa rồi xã tổ xóm thôn số khu phường huyện ngõ ngách hẻm đường nhà tên ngày`

var (
	onsets   = strings.Split(onsetList, " ")
	rimes    = setOf(rimeList)
	commons  = setOf(commonList)
	toneMark = map[rune]tone{0x300: grave, 0x301: acute, 0x303: tilde, 0x309: hook, 0x323: dot}
)

type tone uint8

const (
	level tone = iota
	grave
	acute
	tilde
	hook
	dot
)

func setOf(list string) map[string]bool {
	set := make(map[string]bool)
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}

// common is 1 for a frequent word and 0 for others.
func common(word string) int {
	if commons[strings.ToLower(norm.NFC.String(word))] {
		return 1
	}
	return 0
}

// isSyllable says whether a word is spelled as one Vietnamese syllable, in small letters, in capitals or with the
// first letter a capital.
func isSyllable(word string) bool {
	if len(word) > 24 || !isCased(word) {
		return false
	}
	plain, mark, sound := plainOf(word)
	if !sound {
		return false
	}
	for _, onset := range onsets {
		rime, found := strings.CutPrefix(plain, onset)
		if !found || rime == "" {
			continue
		}
		if onset == "qu" && rimes["u"+rime] && !rimes[rime] {
			rime = "u" + rime
		}
		if rimes[rime] && fits(onset, rime, mark) {
			return true
		}
	}
	return false
}

// fits says whether a rime may follow the onset and bear the tone.
func fits(onset, rime string, mark tone) bool {
	switch rime[len(rime)-1] {
	case 'c', 'p', 't':
		if mark != acute && mark != dot {
			return false
		}
	case 'h':
		if strings.HasSuffix(rime, "ch") && mark != acute && mark != dot {
			return false
		}
	}
	first, _ := utf8.DecodeRuneInString(rime)
	front := first == 'e' || first == 'ê' || first == 'i' || first == 'y'
	switch onset {
	case "c", "ng":
		return !front
	case "gh", "ngh":
		return front
	case "k":
		return front || rime[0] == 'a' || rime[0] == 'o' // Kạn, Kon Tum
	}
	return true
}

// isCased says whether only the first letter of a word, or every one, or none is a capital.
func isCased(word string) bool {
	upper, lower, first := 0, 0, false
	for i, r := range word {
		switch {
		case unicode.IsUpper(r):
			upper++
			first = first || i == 0
		case unicode.IsLower(r):
			lower++
		}
	}
	return upper == 0 || lower == 0 || upper == 1 && first
}

// plainOf gives a word in small letters without its tone, and the tone; not sound where it has two or other letters.
func plainOf(word string) (plain string, mark tone, sound bool) {
	var b strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(word)) {
		t, isTone := toneMark[r]
		switch {
		case isTone && mark == level:
			mark = t
		case r >= 'a' && r <= 'z', r == 'đ', r == 0x302, r == 0x306, r == 0x31B:
			b.WriteRune(r)
		default:
			return "", level, false
		}
	}
	return norm.NFC.String(b.String()), mark, true
}
