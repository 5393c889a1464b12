variable "location" {
  type = string
}

module "user" {
  source   = "./user"
  count    = 1
  location = var.location
}

module "licenses" {
  source = "./licenses"
  users  = { main = module.user[0].user }
}
