# The text of a rollout, handed to a function that does not look at it: what
# the way to a provider and back costs by itself.
terraform {
  required_providers {
    empty = {
      source = "teamsvoice/empty"
    }
  }
}

output "violations" {
  value = provider::empty::check(file("${path.module}/users.csv"))
}
