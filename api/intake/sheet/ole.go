package sheet

import "context"

func openOLE(context.Context, []byte) (Book, error) { return nil, errAncientExcel }
