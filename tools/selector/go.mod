module github.com/teamsvoice/terraform-provider-teamsvoice/tools/selector

go 1.26.0

replace github.com/teamsvoice/terraform-provider-teamsvoice => ../..

require (
	github.com/chromedp/cdproto v0.159.0
	github.com/chromedp/chromedp v0.23.0
	github.com/teamsvoice/terraform-provider-teamsvoice v0.0.0-00010101000000-000000000000
)

require (
	github.com/agext/levenshtein v1.2.3 // indirect
	github.com/go-json-experiment/json v1.27.2 // indirect
	golang.org/x/text v0.44.0 // indirect
)
