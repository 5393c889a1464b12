# An ID that comes and goes.
variable "object_id" {
  type = string
}

output "object_id" {
  value = var.object_id
}
