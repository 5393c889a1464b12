package main_test

import data.main

# What the tests change is a correct plan of one user, one assignment and one check.

user(country) := {
	"address": "azuread_user.ada", "mode": "managed", "type": "azuread_user", "name": "ada",
	"change": {"actions": ["create"], "after": {"usage_location": country}, "after_unknown": {"object_id": true}},
}

license(sku) := {
	"address": "azuread_user_license.ada", "mode": "managed", "type": "azuread_user_license", "name": "ada",
	"change": {"actions": ["create"], "after": {"sku_id": sku}, "after_unknown": {"user_object_id": true}},
}

domestic := "0dab259f-bf13-4952-b7f8-7db8f131b28d"

check(code, required, statuses) := {
	"address": sprintf("data.teamsvoice_country_availability.%s", [lower(code)]), "mode": "data",
	"type": "teamsvoice_country_availability", "provider_name": "registry.opentofu.org/teamsvoice/teamsvoice",
	"values": {
		"country": code, "country_code": code, "required_features": required,
		"features": {f: {"status": s, "available": s in {"available", "conditional"}} | some f, s in statuses},
	},
}

plan(changes, checks) := {
	"format_version": "1.2",
	"complete": true,
	"planned_values": {},
	"resource_changes": changes,
	"prior_state": {"values": {"root_module": {"resources": checks}}},
	"configuration": {"root_module": {"resources": [
		{"address": "azuread_user.ada", "type": "azuread_user", "expressions": {}},
		{"address": "azuread_user_license.ada", "type": "azuread_user_license", "expressions": {"user_object_id": {"references": ["azuread_user.ada.object_id", "azuread_user.ada"]}}},
	]}},
}

passing_check := check("DE", ["calling_plan"], {"domestic_calling_plan": "available"})

good := plan([user("DE"), license(domestic)], [passing_check])

refused(input_plan, words) if {
	messages := main.deny with input as input_plan
	count(messages) == 1
	some message in messages
	contains(message, words)
}

passes(input_plan) if {
	messages := main.deny with input as input_plan
	count(messages) == 0
}

test_passing_check if passes(good)

test_conditional_is_available if passes(plan([user("MX"), license(domestic)], [check("MX", ["calling_plan"], {"domestic_calling_plan": "conditional"})]))

test_no_check if refused(plan([user("DE"), license(domestic)], []), "this plan has no check")

test_other_country if refused(plan([user("FR"), license(domestic)], [passing_check]), "no check in this plan covers FR: its checks cover DE")

# The answer decides, not what is required.
test_other_feature_required if passes(plan([user("DE"), license(domestic)], [check("DE", ["audio_conferencing"], {"domestic_calling_plan": "available"})]))

test_nothing_required if passes(plan([user("DE"), license(domestic)], [check("DE", null, {"domestic_calling_plan": "available"})]))

test_flat_statuses if {
	flat := {"address": "data.teamsvoice_country_availability.de", "values": {"features": null, "statuses": {"domestic_calling_plan": "available"}}}
	passes(plan([user("DE"), license(domestic)], [object.union(passing_check, flat)]))
}

# Any Calling Plan is required, and there is one, but not of this type.
test_other_plan_type if refused(
	plan([user("US"), license(domestic)], [check("US", ["calling_plan"], {"domestic_calling_plan": "unavailable"})]),
	"data.teamsvoice_country_availability.us says that it is unavailable",
)

test_check_of_another_provider if refused(
	plan([user("DE"), license(domestic)], [object.union(passing_check, {"provider_name": "registry.terraform.io/someone/else"})]),
	"this plan has no check",
)

test_check_block_that_fails if refused(
	plan([user("DE"), license(domestic)], [object.union(passing_check, {"values": {"country_code": null, "features": null}})]),
	"does not pass: see the warnings",
)

test_read_at_apply if refused(
	plan(
		[
			user("DE"), license(domestic),
			{
				"address": "data.teamsvoice_country_availability.x", "mode": "data", "type": "teamsvoice_country_availability",
				"action_reason": "read_because_config_unknown", "change": {"actions": ["read"], "after": {}},
			},
		],
		[],
	),
	"data.teamsvoice_country_availability.x is read only during apply",
)

test_what_to_write if refused(plan([user("DE"), license(domestic)], []), `required_features = ["domestic_calling_plan"]`)

# Licenses.

test_other_license if passes(plan([user("DE"), license("6fd2c87f-b296-42f0-b197-1e91e994b900")], []))

test_resource_account if refused(plan([user("DE"), license("440eaaa8-b3e0-484b-a8be-62870b9ba70a")], [passing_check]), "PHONESYSTEM_VIRTUALUSER")

test_part_number if refused(plan([user("DE"), license("mcopstn2")], []), "assigns MCOPSTN2 to a user in DE, which needs domestic_and_international_calling_plan there")

test_id_that_the_tenant_tells if refused(
	plan([user("DE"), license("11111111-AAAA-1111-1111-111111111111")], [{
		"address": "data.teamsvoice_tenant_licenses.all", "mode": "data", "type": "teamsvoice_tenant_licenses",
		"provider_name": "registry.terraform.io/teamsvoice/teamsvoice",
		"values": {"skus": [{"sku_id": "11111111-aaaa-1111-1111-111111111111", "sku_part_number": "MCOPSTN8"}]},
	}]),
	"assigns MCOPSTN8 to a user in DE",
)

test_sku_not_known_yet if refused(
	plan([user("DE"), object.union(license(""), {"change": {"after": {}, "after_unknown": {"sku_id": true}}})], [passing_check]),
	"SKU is not known before apply",
)

test_removed_license if passes(plan([user("DE"), object.union(license(domestic), {"change": {"actions": ["delete"], "after": null}})], []))

test_unchanged_license if passes(plan([user("DE"), object.union(license(domestic), {"change": {"actions": ["no-op"]}})], []))

test_replaced_license if refused(plan([user("DE"), object.union(license(domestic), {"change": {"actions": ["delete", "create"]}})], []), "no check")

test_body_of_a_graph_request if {
	some body in [{"addLicenses": [{"skuId": domestic}]}, `{"addLicenses": [{"skuId": "0dab259f-bf13-4952-b7f8-7db8f131b28d"}]}`]
	refused(
		object.union(
			plan(
				[user("DE"), {
					"address": "msgraph_resource_action.ada", "mode": "managed", "type": "msgraph_resource_action", "name": "ada",
					"change": {"actions": ["create"], "after": {"action": "assignLicense", "body": body}, "after_unknown": {}},
				}],
				[],
			),
			{"configuration": {"root_module": {"resources": [{
				"address": "msgraph_resource_action.ada",
				"type": "msgraph_resource_action",
				"expressions": {"resource_url": {"references": ["azuread_user.ada.object_id", "azuread_user.ada"]}},
			}]}}},
		),
		"msgraph_resource_action.ada assigns MCOPSTN1 to a user in DE",
	)
}

# A data source sends its request while planning.
test_license_of_a_data_source if {
	assigning := {
		"address": "data.msgraph_resource_action.ada", "mode": "data", "type": "msgraph_resource_action",
		"values": {"action": "assignLicense", "body": {"addLicenses": [{"skuId": domestic}]}},
	}
	refused(plan([], [assigning]), "data.msgraph_resource_action.ada assigns a license when it is read")
	refused(plan([{
		"address": assigning.address, "mode": "data", "type": assigning.type, "name": "ada",
		"change": {"actions": ["read"], "after": assigning.values, "after_unknown": {}},
	}], []), "data.msgraph_resource_action.ada assigns a license when it is read")
	passes(plan([], [object.union(assigning, {"values": {"action": "getMemberGroups", "body": {"addLicenses": []}}})]))
}

# What has no SKU where the policy looks for it would pass whatever it assigns.
test_no_sku if {
	refused(plan([user("AE"), license(null)], []), "azuread_user_license.ada assigns a license, and the plan has no SKU where the policy looks for it (sku_id)")
	passes(plan([user("AE"), object.union(license(null), {"change": {"actions": ["no-op"]}})], []))
}

action(after) := {
	"address": "msgraph_resource_action.ada", "mode": "managed", "type": "msgraph_resource_action", "name": "ada",
	"change": {"actions": ["create"], "before": null, "after": after, "after_unknown": {}},
}

# Of a request for a license, an empty list is the only one that assigns none.
test_request_without_sku if {
	every after in [
		{"resource_url": "users/ada", "action": "assignLicense", "body": {"AddLicenses": [{"skuId": domestic}]}},
		{"resource_url": "users/ada/AssignLicense", "body": `[]`},
		{"resource_url": "users/ada", "action": "/assignLicense"},
	] {
		refused(plan([action(after)], []), "msgraph_resource_action.ada assigns a license, and the plan has no SKU where the policy looks for it (body.addLicenses.*.skuId)")
	}
	passes(plan([action({"resource_url": "users/ada", "action": "assignLicense", "body": {"addLicenses": [], "removeLicenses": [domestic]}})], []))
	passes(plan([action({"resource_url": "users/ada", "action": "sendMail"})], []))
}

test_request_at_the_end if {
	at_the_end := object.union(action(null), {"change": {"actions": ["delete"], "before": {"when": "destroy", "resource_url": "users/ada", "body": {"addLicenses": [{"skuId": domestic}]}}}})
	refused(plan([at_the_end], []), "msgraph_resource_action.ada assigns a license when it is destroyed")
	passes(plan([object.union(at_the_end, {"change": {"before": {"when": "create"}}})], []))
}

test_body_not_known_yet if refused(
	plan([object.union(action({"resource_url": "users/ada"}), {"change": {"after_unknown": {"body": true}}})], []),
	"SKU is not known before apply",
)

# Who joins a group of which all IDs are known.
test_known_member if {
	changes := [
		object.union(user("AE"), {"change": {"actions": ["no-op"], "after": {"object_id": "ada"}, "after_unknown": {"object_id": false}}}),
		{
			"address": "azuread_group_license.sales", "mode": "managed", "type": "azuread_group_license", "name": "sales",
			"change": {"actions": ["no-op"], "after": {"group_object_id": "sales", "sku_id": domestic}},
		},
	]
	every member in [
		{"address": "azuread_group_member.ada", "type": "azuread_group_member", "change": {"after": {"group_object_id": "sales", "member_object_id": "ada"}}},
		{"address": "msgraph_resource_collection.all", "type": "msgraph_resource_collection", "change": {"after": {"url": "groups/sales/members/$ref", "reference_ids": ["ada"]}}},
	] {
		refused(plan(array.concat(changes, [object.union({"mode": "managed", "name": "m", "change": {"actions": ["create"], "after_unknown": {}}}, member)]), [passing_check]), "assigns MCOPSTN1 to a user in AE")
	}
}

# A msgraph_resource for a membership has the ID of the member, and is not a user for it.
test_membership_has_the_id_of_its_member if passes(plan(
	[
		object.union(user("DE"), {"change": {"after": {"object_id": "ada"}, "after_unknown": {"object_id": false}}}),
		object.union(license(domestic), {"change": {"after": {"user_object_id": "ada"}, "after_unknown": {"user_object_id": false}}}),
		{
			"address": "msgraph_resource.member", "mode": "managed", "type": "msgraph_resource", "name": "member",
			"change": {"actions": ["no-op"], "after": {"id": "ada", "url": "groups/sales/members/$ref", "body": {"@odata.id": "https://graph.microsoft.com/v1.0/users/ada"}}},
		},
	],
	[passing_check],
))

# Countries.

test_no_usage_location if refused(plan([user(null), license(domestic)], [passing_check]), "the plan does not show the country")

update(actions, after, after_unknown) := {
	"address": "msgraph_update_resource.ada", "mode": "managed", "type": "msgraph_update_resource", "name": "ada",
	"change": {"actions": actions, "after": after, "after_unknown": after_unknown},
}

# A request for another property moves nobody, and one of an earlier plan needs no user.
test_request_for_a_location if {
	stays := object.union(license(domestic), {"change": {"actions": ["no-op"], "after": {"user_object_id": "ada"}, "after_unknown": {"user_object_id": false}}})
	ada := object.union(user("AE"), {"change": {"actions": ["no-op"], "after": {"object_id": "ada"}, "after_unknown": {"object_id": false}}})
	passes(plan([ada, stays, update(["create"], {"url": "users/ada", "body": {"department": "Sales"}}, {})], [passing_check]))
	refused(plan([ada, stays, update(["create"], {"url": "users/ada", "body": {"usageLocation": "SA"}}, {})], [check("AE", [], {"domestic_calling_plan": "available"})]), "to a user in SA")
	passes(plan([ada, stays, update(["no-op"], {"url": "users/ada", "body": {"usageLocation": "SA"}}, {})], [passing_check]))
	refused(plan([update(["create"], {"body": {"usageLocation": "SA"}}, {"url": true})], []), "the plan does not show whose usage location msgraph_update_resource.ada sets")
	passes(plan([update(["no-op"], {"body": {"usageLocation": "SA"}}, {"url": true})], []))
}

# Some of the members have IDs that are known, and some do not.
test_members_of_whom_some_are_new if {
	ada := object.union(user("DE"), {"change": {"actions": ["no-op"], "after": {"object_id": "ada"}, "after_unknown": {"object_id": false}}})
	boss := object.union(user("AE"), {"address": "azuread_user.boss", "name": "boss"})
	group := {
		"address": "azuread_group.sales", "mode": "managed", "type": "azuread_group", "name": "sales",
		"change": {"actions": ["update"], "after": {"object_id": "sales", "members": ["ada"]}, "after_unknown": {"members": [false, true]}},
	}
	licensed := {
		"address": "azuread_group_license.sales", "mode": "managed", "type": "azuread_group_license", "name": "sales",
		"change": {"actions": ["no-op"], "after": {"group_object_id": "sales", "sku_id": domestic}},
	}
	configuration := {"configuration": {"root_module": {"resources": [{
		"address": "azuread_group.sales", "type": "azuread_group",
		"expressions": {"members": {"references": ["azuread_user.ada.object_id", "azuread_user.ada", "azuread_user.boss.object_id", "azuread_user.boss"]}},
	}]}}}
	refused(object.union(plan([ada, boss, group, licensed], [passing_check]), configuration), "azuread_group.sales assigns MCOPSTN1 to a user in AE")
}

test_blank_usage_location if refused(plan([user(" "), license(domestic)], [passing_check]), "usage_location of azuread_user.ada is not set")

# A data source that is deferred to apply may still have its answer of an earlier plan.
test_user_read_at_apply if {
	known := {"address": "data.azuread_user.ada", "mode": "data", "type": "azuread_user", "name": "ada", "values": {"object_id": "ada", "usage_location": "DE"}}
	deferred := object.union(object.remove(known, ["values"]), {"change": {"actions": ["read"], "after": {}, "after_unknown": {"object_id": true, "usage_location": true}}})
	referring_to_data := {"configuration": {"root_module": {"resources": [{
		"address": "azuread_user_license.ada", "type": "azuread_user_license",
		"expressions": {"user_object_id": {"references": ["data.azuread_user.ada.object_id", "data.azuread_user.ada"]}},
	}]}}}
	passes(object.union(plan([license(domestic)], [passing_check, known]), referring_to_data))
	refused(object.union(plan([deferred, license(domestic)], [passing_check, known]), referring_to_data), "usage location of data.azuread_user.ada is known only after apply")
}

# Neither what has the ID of the user and is none, nor a user without an ID, nor one that the plan removes is the user.
test_who_is_not_the_user if {
	ada := object.union(user("DE"), {"change": {"after": {"object_id": "ada"}, "after_unknown": {"object_id": false}}})
	of_ada := object.union(license(domestic), {"change": {"after": {"user_object_id": "/users/ada"}, "after_unknown": {"user_object_id": false}}})
	client := {"address": "data.azuread_client_config.me", "mode": "data", "type": "azuread_client_config", "name": "me", "values": {"object_id": "ada"}}
	nameless := object.union(user("AE"), {"address": "azuread_user.nameless", "name": "nameless", "change": {"after": {"object_id": ""}, "after_unknown": {"object_id": false}}})
	passes(plan([ada, of_ada, nameless], [passing_check, client]))
	changes := [removed_if_zoe(r) | some r in several.resource_changes]
	passes(object.union(referring(["azuread_user.all"]), {"resource_changes": changes}))
}

removed_if_zoe(r) := object.union(r, {"change": {"actions": ["delete"], "after": null}}) if {
	contains(r.address, "zoe")
} else := r

test_country_by_data if {
	messages := main.deny with input as plan([license(domestic)], [passing_check])
		with data.teamsvoice as {"countries": {"azuread_user_license.*": ["DE", "FR"]}}
	count(messages) == 1
	some message in messages
	contains(message, "to a user in FR")
}

instance(type, key, after) := {
	"address": sprintf("module.voice[\"a\"].%s.all[%q]", [type, key]), "module_address": "module.voice[\"a\"]", "mode": "managed",
	"type": type, "name": "all", "index": key, "change": {"actions": ["create"], "after": after},
}

# One user of each key: only the one of the same key counts, in the same instance of a module.
test_instances_in_a_module if {
	changes := [
		instance("azuread_user", "ada", {"usage_location": "DE"}), instance("azuread_user", "brigid", {"usage_location": "IE"}),
		instance("azuread_user_license", "ada", {"sku_id": domestic}), instance("azuread_user_license", "brigid", {"sku_id": domestic}),
	]
	refused(
		object.union(plan(changes, [passing_check]), {"configuration": {"root_module": {"module_calls": {"voice": {"module": {"resources": [
			{"address": "azuread_user.all", "type": "azuread_user", "expressions": {}},
			{"address": "azuread_user_license.all", "type": "azuread_user_license", "expressions": {"user_object_id": {"references": ["azuread_user.all", "each.key"]}}},
		]}}}}}}),
		"module.voice[\"a\"].azuread_user_license.all[\"brigid\"] assigns MCOPSTN1 to a user in IE",
	)
}

# Who has the same key in another instance of the module is another user.
test_same_key_in_another_instance if {
	other := object.union(instance("azuread_user", "ada", {"usage_location": "AE"}), {
		"address": `module.voice["b"].azuread_user.all["ada"]`, "module_address": `module.voice["b"]`,
	})
	changes := [instance("azuread_user", "ada", {"usage_location": "DE"}), other, instance("azuread_user_license", "ada", {"sku_id": domestic})]
	passes(object.union(plan(changes, [passing_check]), {"configuration": {"root_module": {"module_calls": {"voice": {"module": {"resources": [
		{"address": "azuread_user.all", "type": "azuread_user", "expressions": {}},
		{"address": "azuread_user_license.all", "type": "azuread_user_license", "expressions": {"user_object_id": {"references": ["azuread_user.all", "each.key"]}}},
	]}}}}}}))
}

# Rollouts: the answer by country is what counts, whatever is required of whom.

rollout(by_country) := {
	"address": "data.teamsvoice_rollout.wave_1", "mode": "data", "type": "teamsvoice_rollout",
	"provider_name": "registry.terraform.io/teamsvoice/teamsvoice", "values": {"by_country": by_country},
}

test_rollout if passes(plan([user("DE"), license(domestic)], [rollout({"DE": {"available_features": ["domestic_calling_plan", "voicemail"]}})]))

test_rollout_of_other_countries if refused(
	plan([user("DE"), license(domestic)], [rollout({"FR": {"available_features": ["domestic_calling_plan"]}})]),
	"its checks cover FR",
)

# An operator sells its own plans in Australia, so that there is a Calling Plan and no Domestic one.
test_rollout_that_says_no if refused(
	plan([user("AU"), license(domestic)], [rollout({"AU": {"available_features": ["calling_plan"]}})]),
	"data.teamsvoice_rollout.wave_1 says that users in AU cannot have domestic_calling_plan",
)

test_rollout_of_an_old_provider if refused(
	plan([user("DE"), license(domestic)], [rollout({"DE": {"missing_features": []}})]),
	"data.teamsvoice_rollout.wave_1 is of a version of the provider before 0.2",
)

test_zone_of_pay_as_you_go if refused(
	plan([user("DE"), license("Microsoft_Teams_Calling_Plan_pay_as_you_go_(country_zone_2)")], [passing_check]),
	"needs pay_as_you_go_calling_plan there",
)

# Users who move, several users, and one instance of several.

now_in_ae(before) := object.union(user("AE"), {"change": {"actions": ["update"], "before": {"usage_location": before}}})

test_user_who_moves if {
	stays := object.union(license(domestic), {"change": {"actions": ["no-op"]}})
	refused(plan([now_in_ae("DE"), stays], [passing_check]), "to a user in AE")
	passes(plan([now_in_ae("AE"), stays], [passing_check]))
}

several := {
	"format_version": "1.2", "complete": true, "planned_values": {},
	"resource_changes": [
		object.union(user("DE"), {"address": `azuread_user.all["ada"]`, "name": "all"}),
		object.union(user(null), {"address": `azuread_user.all["zoe"]`, "name": "all"}),
		license(domestic),
	],
	"prior_state": {"values": {"root_module": {"resources": [passing_check]}}},
}

referring(references) := object.union(several, {"configuration": {"root_module": {"resources": [{
	"address": "azuread_user_license.ada", "type": "azuread_user_license",
	"expressions": {"user_object_id": {"references": references}},
}]}}})

test_one_of_several_without_a_location if refused(referring(["azuread_user.all"]), `usage_location of azuread_user.all["zoe"] is not set`)

test_literal_key if passes(referring([`azuread_user.all["ada"].object_id`, `azuread_user.all["ada"]`, "azuread_user.all"]))

# nested returns the configuration of modules within modules.
nested(levels) := json.unmarshal(sprintf("%s{}%s", [
	concat("", [`{"module_calls": {"a": {"module": ` | some _ in numbers.range(1, levels)]),
	concat("", ["}}}" | some _ in numbers.range(1, levels)]),
]))

test_nested_modules if {
	passes(object.union(plan([], []), {"configuration": {"root_module": nested(8)}}))
	refused(object.union(plan([], []), {"configuration": {"root_module": nested(9)}}), "nested too deep")
	passes(object.union(plan([], []), {"prior_state": {"values": {"root_module": nested_state(8)}}}))
	refused(object.union(plan([], []), {"prior_state": {"values": {"root_module": nested_state(9)}}}), "nested too deep")
}

nested_state(levels) := json.unmarshal(sprintf("%s{}%s", [
	concat("", [`{"child_modules": [` | some _ in numbers.range(1, levels)]),
	concat("", ["]}" | some _ in numbers.range(1, levels)]),
]))

test_no_plan if refused({"format_version": "1.0"}, "this is not a plan: give")

test_no_document if {
	every document in [null, "", {}, 1] { refused(document, "this is not a plan: give") }
}

test_combined_files if refused([{"path": "plan.json", "contents": good}], "this is not a plan but a list of files")

test_plan_of_another_format if refused(object.union(good, {"format_version": "2.0"}), "its format_version is 2.0 and not 1.x")

# A mistake in the policy's data does not switch anything off.
test_wrong_data if {
	every wrong in [
		[{"refuse_override": true}, `no key "refuse_override"`], [{"complete_plans": "false"}, `has string for "complete_plans", which needs boolean`],
		[{"assignments": []}, `has array for "assignments", which needs object`], [["complete_plans"], `has array for "teamsvoice", which needs object`],
	] {
		messages := main.deny with input as good with data.teamsvoice as wrong[0]
		some message in messages
		contains(message, wrong[1])
	}
}

test_plan_with_errors if refused(object.union(good, {"errored": true}), "ended with errors")

# A state is not a plan, although it has a format version too.
test_state_is_no_plan if refused({"format_version": "1.0", "terraform_version": "1.11.4", "values": {"root_module": {}}}, "this is not a plan")

test_plan_without_resources if passes({"format_version": "1.2", "planned_values": {}, "configuration": {"root_module": {}}, "prior_state": {"values": {"root_module": {"resources": [passing_check]}}}})

# Ways around.

test_same_name_on_another_host if refused(
	plan([user("DE"), license(domestic)], [object.union(passing_check, {"provider_name": "example.com/teamsvoice/teamsvoice"})]),
	"this plan has no check",
)

test_id_in_another_form if {
	every id in [upper(domestic), sprintf("{%s}", [domestic]), sprintf(" %s ", [domestic])] {
		refused(plan([user("AE"), license(id)], [passing_check]), "assigns MCOPSTN1 to a user in AE")
	}
}

test_room_is_no_user if passes(plan([user("AE"), license("6070a4c8-34c6-4937-8dfb-39bbc6397a60")], []))

test_unknown_sku_warns if {
	messages := main.warn with input as plan([user("AE"), license("11111111-1111-1111-1111-111111111111")], [])
	count(messages) == 1
	some message in messages
	contains(message, "azuread_user_license.ada assigns")
	unknown := license("11111111-1111-1111-1111-111111111111")
	some of_two in main.warn with input as plan([user("AE"), unknown, object.union(unknown, {"address": "azuread_user_license.bob"})], [])
	contains(of_two, "azuread_user_license.ada, azuread_user_license.bob assign.")
}

# The ID of the license is known, and it is not the one of the user that the argument seems to refer to.
test_known_id_of_somebody_else if {
	ada := object.union(user("DE"), {"change": {"actions": ["no-op"], "after": {"object_id": "ada", "manager_id": "boss"}, "after_unknown": {"object_id": false}}})
	refused(plan([ada, object.union(license(domestic), {"change": {"after": {"user_object_id": "boss"}, "after_unknown": {"user_object_id": false}}})], [passing_check]), "no user of this plan is boss")
	passes(plan([ada, object.union(license(domestic), {"change": {"after": {"user_object_id": "/users/ADA"}, "after_unknown": {"user_object_id": false}}})], [passing_check]))
}

# The ID of the user is known only after apply, so a known one is somebody else's.
test_known_id_beside_an_unknown_one if refused(
	plan([user("DE"), object.union(license(domestic), {"change": {"after": {"user_object_id": "boss"}, "after_unknown": {"user_object_id": false}}})], [passing_check]),
	"no user of this plan is boss",
)

test_user_by_principal_name if {
	ada := object.union(user("AE"), {"change": {"after": {"user_principal_name": "ada@example.com"}}})
	refused(plan([ada, object.union(license(domestic), {"change": {"after": {"user_object_id": "Ada@example.com"}, "after_unknown": {"user_object_id": false}}})], [passing_check]), "to a user in AE")
}

# A user principal name is no way to claim another's ID.
test_claimed_id if {
	fake := object.union(user("DE"), {"change": {"after": {"user_principal_name": "boss"}}})
	refused(plan([fake, object.union(license(domestic), {"change": {"after": {"user_object_id": "boss"}, "after_unknown": {"user_object_id": false}}})], [passing_check]), "no user of this plan is boss")
}

test_dataset_of_ones_own_warns if {
	messages := main.warn with input as object.union(good, {"configuration": {"provider_config": {"teamsvoice": {
		"full_name": "registry.terraform.io/teamsvoice/teamsvoice",
		"expressions": {"dataset_file": {"constant_value": "voice.json"}},
	}}}})
	some message in messages
	contains(message, "dataset_file of the provider teamsvoice")
}

reading_snapshot(expression) := object.union(good, {
	"variables": {"new": {"value": "2026-08-21"}, "old": {"value": "2021-08-03"}},
	"configuration": {"provider_config": {"teamsvoice": {"full_name": "registry.terraform.io/teamsvoice/teamsvoice", "expressions": {"snapshot": expression}}}},
})

test_old_snapshot_warns if {
	every expression, words in {{"constant_value": "2021-08-03"}: "the snapshot 2021-08-03 of the provider teamsvoice", {"references": ["var.old"]}: "the snapshot var.old"} {
		messages := main.warn with input as reading_snapshot(expression)
		some message in messages
		contains(message, words)
	}
	every expression in [{"constant_value": "2026-08-21"}, {"constant_value": "2027-01-01"}, {"references": ["var.new"]}] {
		messages := main.warn with input as reading_snapshot(expression)
		count(messages) == 0
	}
	refusing := main.deny with input as reading_snapshot({"constant_value": "2021-08-03"}) with data.teamsvoice as {"refuse_overrides": true}
	count(refusing) == 1
}

# OpenTofu does not say whether a plan is complete.

later(plan_as_is) := object.union(object.remove(plan_as_is, ["complete"]), {"prior_state": {"values": {"outputs": {"applied": {"value": true}}}}})

test_answer_of_an_earlier_plan if {
	refused(later(good), "the plan does not show that it read data.teamsvoice_country_availability.de")
	passes(object.remove(good, ["complete"]))
	messages := main.deny with input as later(good) with data.teamsvoice as {"complete_plans": true}
	count(messages) == 0
}

test_check_block_is_read_again if passes(later(plan(
	[user("DE"), license(domestic), {
		"address": passing_check.address, "mode": "data", "type": passing_check.type,
		"action_reason": "read_because_check_nested", "change": {"actions": ["read"], "after": {}},
	}],
	[passing_check],
)))

test_plan_of_a_part if {
	some message in main.deny with input as object.union(good, {"complete": false})
	contains(message, "the plan is not of the whole configuration (it says so itself)")
}

test_part_that_changes_nothing if {
	changes := [object.union(user("DE"), {"change": {"actions": ["no-op"]}}), object.union(license(domestic), {"change": {"actions": ["delete"], "after": null}})]
	passes(object.union(plan(changes, []), {"complete": false}))
}

# A plan that says that it is complete need not show it.
test_complete_plan_without_outputs if passes(object.union(good, {"configuration": {"root_module": {"outputs": {"voice": {"expression": {}}}}}}))

# Failures of one country are one, with counts, and what to write is said once.
test_grouped_by_country if {
	names := ["a", "b", "c", "d", "e"]
	changes := [r | some n in names; some r in [
		object.union(user("AE"), {"address": sprintf("azuread_user.all[%q]", [n]), "name": "all"}),
		object.union(license(domestic), {"address": sprintf("azuread_user_license.all[%q]", [n]), "name": "all"}),
	]]
	configuration := {"root_module": {"resources": [
		{"address": "azuread_user.all", "type": "azuread_user", "expressions": {}},
		{"address": "azuread_user_license.all", "type": "azuread_user_license", "expressions": {"user_object_id": {"references": ["azuread_user.all", "each.key"]}}},
	]}}
	refused(
		object.union(plan(changes, [passing_check]), {"configuration": configuration}),
		`5 assignments of MCOPSTN1 to users in AE need domestic_calling_plan there (azuread_user_license.all["a"], azuread_user_license.all["b"], azuread_user_license.all["c"] and 2 more)`,
	)
}

# What to write for several countries is one block for those that need the same.
test_what_to_write_for_several if {
	changes := [r | some code in ["AE", "SA", "QA"]; some r in [
		object.union(user(code), {"address": sprintf("azuread_user.all[%q]", [code]), "name": "all"}),
		object.union(license({"AE": domestic, "SA": domestic, "QA": "MCOPSTN2"}[code]), {"address": sprintf("azuread_user_license.all[%q]", [code]), "name": "all"}),
	]]
	configuration := {"root_module": {"resources": [
		{"address": "azuread_user.all", "type": "azuread_user", "expressions": {}},
		{"address": "azuread_user_license.all", "type": "azuread_user_license", "expressions": {"user_object_id": {"references": ["azuread_user.all", "each.key"]}}},
	]}}
	messages := main.deny with input as object.union(plan(changes, []), {"configuration": configuration})
	count(messages) == 3
	text := concat("", messages)
	contains(text, "data \"teamsvoice_country_availability\" \"qa\" {\n      country           = \"QA\"\n      required_features = [\"domestic_and_international_calling_plan\"]")
	contains(text, "data \"teamsvoice_country_availability\" \"voice_2\" {\n      for_each          = toset([\"AE\", \"SA\"])\n      country           = each.key\n      required_features = [\"domestic_calling_plan\"]")
}
