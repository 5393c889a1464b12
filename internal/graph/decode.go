package graph

import (
	"encoding/json"
	"errors"
	"fmt"
)

// decode reads one page of a list. Fields that it does not know are passed
// over, for Graph adds some from time to time.
func decode[T any](body []byte) (values []T, nextLink string, err error) {
	var page struct {
		Value    *[]T   `json:"value"`
		NextLink string `json:"@odata.nextLink"`
	}
	if err := json.Unmarshal(body, &page); err != nil {
		var kind *json.UnmarshalTypeError
		if errors.As(err, &kind) {
			return nil, "", fmt.Errorf("the answer is not what Graph documents: %q is a JSON %s", kind.Field, kind.Value)
		}
		return nil, "", errors.New("the answer is not JSON, as from a proxy, or was cut off")
	}
	if page.Value == nil {
		return nil, "", errors.New(`the answer is not what Graph documents: it has no list "value"`)
	}
	return *page.Value, page.NextLink, nil
}
