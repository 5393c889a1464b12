module github.com/teamsvoice/terraform-provider-teamsvoice/tools/numbering

go 1.26.0

replace github.com/teamsvoice/terraform-provider-teamsvoice => ../..

require (
	github.com/nyaruka/phonenumbers v1.8.1
	github.com/teamsvoice/terraform-provider-teamsvoice v0.0.0
)

require (
	github.com/agext/levenshtein v1.2.3 // indirect
	golang.org/x/text v0.44.0 // indirect
	google.golang.org/protobuf v1.36.11 // indirect
)
