# What the state has before the plan.
module "check" {
  source = "./check"
}

resource "terraform_data" "network" {}
