package benchmarks

import (
	"fmt"
	"strconv"
	"testing"
)

// thousands writes a whole number with commas: 10,941.
func thousands(x int64) string {
	if x < 0 {
		return "-" + thousands(-x)
	}
	if x < 1000 {
		return strconv.FormatInt(x, 10)
	}
	return fmt.Sprintf("%s,%03d", thousands(x/1000), x%1000)
}

// percent is how much more got is than base, in per cent with its sign.
func percent(got, base int64) string {
	if base == 0 {
		return none
	}
	return fmt.Sprintf("%+.1f", 100*(float64(got)/float64(base)-1))
}

// gap is how much less got is than most, in per cent of most.
func gap(most, got int64) string {
	if most == 0 {
		return none
	}
	return fmt.Sprintf("%.2f", 100*float64(most-got)/float64(most))
}

// share100 writes a share of 1 in per cent.
func share100(share float64) string { return fmt.Sprintf("%.1f", 100*share) }

// decimals writes four significant digits at most, two below 1.
func decimals(x float64) string {
	if x < 1 {
		return strconv.FormatFloat(x, 'g', 2, 64)
	}
	return fmt.Sprintf("%.4g", x)
}

func hours(seconds int64) string { return fmt.Sprintf("%.1f", float64(seconds)/3600) }

// megabytes writes bytes in units of 10^6.
func megabytes(bytes int64) string {
	if bytes == 0 {
		return none
	}
	return thousands((bytes + 500_000) / 1_000_000)
}

func onOff(is bool) string {
	if is {
		return "on"
	}
	return "off"
}

func TestCells(t *testing.T) {
	cases := []struct{ got, want string }{
		{thousands(0), "0"},
		{thousands(999), "999"},
		{thousands(1000), "1,000"},
		{thousands(10_941), "10,941"},
		{thousands(1_002_003), "1,002,003"},
		{thousands(-1234), "-1,234"},
		{percent(460, 450), "+2.2"},
		{percent(440, 450), "-2.2"},
		{percent(450, 450), "+0.0"},
		{percent(1, 0), none},
		{gap(1000, 985), "1.50"},
		{gap(1000, 1000), "0.00"},
		{gap(0, 0), none},
		{share100(0.1234), "12.3"},
		{decimals(0), "0"},
		{decimals(0.0456), "0.046"},
		{decimals(1.5), "1.5"},
		{decimals(10.004), "10"},
		{decimals(119.96), "120"},
		{hours(9000), "2.5"},
		{megabytes(0), none},
		{megabytes(47_600_000), "48"},
		{megabytes(3_200_000_000), "3,200"},
		{onOff(true) + onOff(false), "onoff"},
	}
	for _, c := range cases {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}
