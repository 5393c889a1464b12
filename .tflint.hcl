# The examples are what people copy, so they keep to the recommended rules of Terraform's own rule set, which is bundled
# with tflint: nothing is downloaded.
plugin "terraform" {
  enabled = true
  preset  = "recommended"
}

# The snippets of the registry's pages leave out the terraform block; what runs them puts it in.
rule "terraform_required_version" {
  enabled = false
}

rule "terraform_required_providers" {
  enabled = false
}

# A gate is a data source whose only work is to fail; nothing has to refer to it.
rule "terraform_unused_declarations" {
  enabled = false
}

rule "terraform_naming_convention" {
  enabled = true
}
