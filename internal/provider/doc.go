// Package provider is the Terraform surface: it turns what a practitioner types
// into questions to the packages below, and their answers into Terraform
// values. It decides nothing about Teams voice itself.
//
// There is one file for each data source and function, named after what the
// practitioner types, its test beside it. What functions share is in
// function.go, what data sources share in data_source.go, and the availability
// object is described once, in availability_model.go (see describe.go).
package provider
