package road

import (
	"encoding/binary"

	"google.golang.org/protobuf/encoding/protowire"
)

// fields walks over the fields of a protobuf message: varints in value, the rest in bytes.
type fields struct {
	data   []byte
	number protowire.Number
	value  uint64
	bytes  []byte
	bad    bool // the message is damaged from here on
}

// next goes to the next field and is false at the end.
func (f *fields) next() bool {
	if len(f.data) == 0 || f.bad {
		return false
	}
	number, kind, n := protowire.ConsumeTag(f.data)
	if n < 0 {
		f.bad = true
		return false
	}
	f.number, f.value, f.bytes, f.data = number, 0, nil, f.data[n:]
	switch kind {
	case protowire.VarintType:
		f.value, n = protowire.ConsumeVarint(f.data)
	case protowire.BytesType:
		f.bytes, n = protowire.ConsumeBytes(f.data)
	default:
		n = protowire.ConsumeFieldValue(number, kind, f.data)
	}
	if n < 0 {
		f.bad = true
		return false
	}
	f.data = f.data[n:]
	return true
}

// varints walks over a packed list.
type varints struct {
	data []byte
	bad  bool
}

// next gives the next number; at the end and in damaged data it is 0 and false.
func (v *varints) next() (uint64, bool) {
	if len(v.data) == 0 {
		return 0, false
	}
	if b := v.data[0]; b < 0x80 {
		v.data = v.data[1:]
		return uint64(b), true
	}
	x, n := binary.Uvarint(v.data)
	if n <= 0 {
		v.bad, v.data = true, nil
		return 0, false
	}
	v.data = v.data[n:]
	return x, true
}

// delta gives the next number of a list of zigzag differences.
func (v *varints) delta(sum *int64) bool {
	x, ok := v.next()
	*sum += protowire.DecodeZigZag(x)
	return ok
}
