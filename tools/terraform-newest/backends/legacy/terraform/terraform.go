// Package terraform is imported by tests of Terraform only: see the go.mod of the tool.
package terraform
