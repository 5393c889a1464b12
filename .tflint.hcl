# People copy the examples, so they follow the recommended rules of Terraform's own rule set, which is bundled
# with tflint: nothing is downloaded.
plugin "terraform" {
  enabled = true
  preset  = "recommended"
}

# The snippets on the registry's pages leave out the terraform block; the tests add it.
rule "terraform_required_version" {
  enabled = false
}

rule "terraform_required_providers" {
  enabled = false
}

# A gate is a data source whose only job is to fail, so nothing needs to refer to it.
rule "terraform_unused_declarations" {
  enabled = false
}

rule "terraform_naming_convention" {
  enabled = true
}
