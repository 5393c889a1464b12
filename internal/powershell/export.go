// Package powershell reads what ConvertTo-Json of PowerShell 5.1 and 7 writes
// for the output of a cmdlet: UTF-16 or UTF-8, with or without a byte order
// mark; an array of one element as that element; null for an empty array;
// property names in any letter case; the dates of either version. A value that
// was cut off because of -Depth is refused when it is needed, because it looks
// like an answer and is not one.
//
// The package opens no file and has no clock.
package powershell

import (
	"errors"
	"fmt"
	"time"
)

// Export is a file that one of the export scripts wrote: when, by which tenant, and
// the elements of its content.
type Export struct {
	ExportedAt time.Time // in UTC
	TenantID   string    // "" where the file does not say
	Content    Value     // an array, see [Value.Each]
}

// Read reads an export, an object with the members ExportedAt, TenantId and one
// that holds the content. Its errors name the place in the file.
func Read(data []byte, content string) (e Export, err error) {
	file, err := parse(data)
	if err != nil {
		return e, err
	}
	if _, isArray := file.v.(array); isArray {
		return e, fmt.Errorf("the file is an array; an object with ExportedAt, TenantId and %s is expected, as the export script writes it", content)
	}
	if err := file.Object(); err != nil {
		return e, err
	}
	exportedAt, found := file.Member("ExportedAt")
	if !found || exportedAt.v == nil {
		return e, errors.New("the file has no ExportedAt, the date of the export, so it cannot be used")
	}
	if e.ExportedAt, err = exportedAt.Time(); err != nil {
		return e, err
	}
	tenantID, _ := file.Member("TenantId")
	if e.TenantID, _, err = tenantID.Text(); err != nil {
		return e, err
	}
	if e.Content, found = file.Member(content); !found {
		return e, fmt.Errorf("the file has no %s", content)
	}
	return e, nil
}
