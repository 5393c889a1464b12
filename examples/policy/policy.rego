# Refuses a plan that assigns a Calling Plan, or makes a resource account of an auto attendant or a call queue, in a
# country for which the plan holds no passing check by the teamsvoice provider. For conftest, over the output of
# terraform show -json or tofu show -json: see README.md.
package main

# What is where. A data file with the key "teamsvoice" adds to this and goes before it: conftest test --data FILE.
#
# A path leads to a value of a resource; "*" stands for every element of a list. A string on the way that holds JSON is
# read as such.
defaults := {
	# The resources that assign licences: where the SKU is, by ID or part number, and the argument that refers to the user.
	"assignments": {
		# hashicorp/azuread, from 3.10 on
		"azuread_user_license": {"sku": ["sku_id"], "user": "user_id"},
		"azuread_group_license": {"sku": ["sku_id"], "user": "group_id"},
		# deploymenttheory/microsoft365
		"microsoft365_graph_beta_users_user_license_assignment": {"sku": ["sku_id"], "user": "user_id"},
		"microsoft365_graph_beta_groups_license_assignment": {"sku": ["sku_id"], "user": "group_id"},
		# microsoft/msgraph, with the action assignLicense of a user or a group
		"msgraph_resource_action": {"sku": ["body", "addLicenses", "*", "skuId"], "user": "resource_url"},
	},
	# The resources and data sources that such an argument can refer to, and where their usage location is.
	"users": {
		"azuread_user": ["usage_location"],
		"microsoft365_graph_beta_users_user": ["usage_location"],
		"msgraph_resource": ["body", "usageLocation"],
	},
	# The countries of assignments whose user the plan does not hold, such as those to a group: a list of usage locations
	# by the address of the assignment, in which "*" stands for anything.
	"countries": {},
	# The part numbers that matter, and what each needs where its user is. Letter case does not matter; "*" at the end stands
	# for anything.
	"skus": {
		"MCOPSTN1": "domestic_calling_plan",
		"MCOPSTN5": "domestic_calling_plan",
		"MCOPSTN_5": "domestic_calling_plan",
		"MCOPSTN6": "domestic_calling_plan",
		"MCOPSTN_6": "domestic_calling_plan",
		"MCOPSTN8": "domestic_calling_plan",
		"Microsoft_Teams_Domestic_Calling_Plan_(Mexico)": "domestic_calling_plan",
		"MCOPSTN2": "domestic_and_international_calling_plan",
		"MCOPSTN9": "domestic_and_international_calling_plan",
		"Microsoft_Teams_Domestic_and_International_Calling_Plan_(Mexico)": "domestic_and_international_calling_plan",
		"Microsoft_Teams_Calling_Plan_pay_as_you_go_*": "pay_as_you_go_calling_plan",
		"MCOTEAMS_ESSENTIALS": "domestic_calling_plan",
		"PHONESYSTEM_VIRTUALUSER": "auto_attendants",
		"MCOEV_VIRTUALUSER": "auto_attendants",
	},
	# Their IDs, which are the same in every tenant. Others are found by a data source teamsvoice_tenant_licenses in the
	# plan, or are added here.
	"sku_ids": {
		"0dab259f-bf13-4952-b7f8-7db8f131b28d": "MCOPSTN1",
		"d3b4fe1f-9992-4930-8acb-ca6ec609365e": "MCOPSTN2",
		"54a152dc-90de-4996-93d2-bc47e670fc06": "MCOPSTN5",
		"11dee6af-eca8-419f-8061-6864517c1875": "MCOPSTN_5",
		"440eaaa8-b3e0-484b-a8be-62870b9ba70a": "PHONESYSTEM_VIRTUALUSER",
	},
	# A teamsvoice_country_availability may require one of these in the place of the feature itself, which still has to be
	# available there. A teamsvoice_rollout tells only of what it requires.
	"or_required": {
		"domestic_calling_plan": ["calling_plan"],
		"domestic_and_international_calling_plan": ["calling_plan"],
		"pay_as_you_go_calling_plan": ["calling_plan"],
		"auto_attendants": ["call_queues", "phone_system"],
	},
}

default overrides := {}

overrides := data.teamsvoice

config := object.union(defaults, overrides)

# What stands in the way of the plan.

deny contains message if {
	not input.resource_changes
	message := "this is no plan: give conftest the output of terraform show -json PLANFILE or tofu show -json PLANFILE"
}

# A plan with errors is incomplete: an assignment may be missing in it.
deny contains message if {
	input.errored
	message := "the plan ended with errors, so that it cannot be judged: run terraform plan again"
}

deny contains message if {
	some a in assignments
	a.sku == "unknown"
	message := sprintf("%s assigns a licence whose SKU is not known before apply, so that it cannot be judged: write the ID of the SKU, or read it with a data source", [a.address])
}

deny contains message if {
	some a in assignments
	feature := needed[a]
	some who in without_country(a)
	message := sprintf(
		"%s assigns %s, and it is not known for which country: it needs %s there. Set usage_location of %s in this configuration, or name the countries in the policy's data: {\"teamsvoice\": {\"countries\": {%q: [\"DE\"]}}}",
		[a.address, part_number(a.sku), feature, who, a.address],
	)
}

deny contains message if {
	some a in assignments
	feature := needed[a]
	some code in countries_of(a)
	unmet[[code, feature]]
	message := sprintf("%s assigns %s to a user in %s, which needs %s there, and %s. Write\n\n%s\n", [
		a.address,
		part_number(a.sku),
		code,
		feature,
		why(code, feature),
		snippet(code, feature),
	])
}

snippet(code, feature) := sprintf("    data \"teamsvoice_country_availability\" \"%s\" {\n      country           = %q\n      required_features = [%q]\n    }", [lower(code), code, feature])

# The assignments: one for each SKU that is assigned.

assignments contains {"address": r.address, "sku": sku} if {
	some r in judged
	rule := config.assignments[r.type]
	some sku in values_at(r.change.after, rule.sku)
	is_string(sku)
}

assignments contains {"address": r.address, "sku": "unknown"} if {
	some r in judged
	rule := config.assignments[r.type]
	some is_unknown in values_at(object.get(r.change, "after_unknown", {}), rule.sku)
	is_unknown == true
}

# A whole list of licences that is not known yet, or a body.
assignments contains {"address": r.address, "sku": "unknown"} if {
	some r in judged
	rule := config.assignments[r.type]
	some n in numbers.range(1, count(rule.sku) - 1)
	prefix := array.slice(rule.sku, 0, n)
	some is_unknown in values_at(object.get(r.change, "after_unknown", {}), prefix)
	is_unknown == true
}

# The assignments that the plan makes or changes, and those that stay, of users who move.

judged contains r if {
	some r in changes
	config.assignments[r.type]
}

judged contains r if {
	some r in input.resource_changes
	config.assignments[r.type]
	r.change.actions == ["no-op"]
	some u in users_of(r)
	u.moves
}

changes contains r if {
	some r in input.resource_changes
	r.mode == "managed"
	some action in r.change.actions
	action in {"create", "update"}
}

# part_number returns the part number of a SKU in capital letters; an ID that is not known stays as it is.
part_number(sku) := upper(object.get(part_numbers, lower(sku), sku))

part_numbers := object.union(
	{lower(id): name | some id, name in config.sku_ids},
	{lower(s.sku_id): s.sku_part_number |
		some d in teamsvoice_data
		d.type == "teamsvoice_tenant_licenses"
		some s in d.values.skus
	},
)

# needed is the feature that an assignment needs, for those that matter.
needed[a] := feature if {
	some a in assignments
	some name, feature in config.skus
	names_sku(upper(name), part_number(a.sku))
}

names_sku(name, number) if name == number

names_sku(name, number) if {
	endswith(name, "*")
	startswith(number, trim_suffix(name, "*"))
}

# The countries of an assignment: those that the data names, or those of the users it refers to.

countries_of(a) := named_countries(a) if {
	count(named_countries(a)) > 0
} else := {code |
	some r in judged
	r.address == a.address
	some u in users_of(r)
	some code in locations(u)
}

named_countries(a) := {upper(code) |
	some pattern, codes in config.countries
	glob.match(escaped(pattern), null, a.address)
	some code in codes
}

# without_country returns whose country is not known: the user, or one of the users that an assignment refers to.

without_country(a) := {"its user"} if {
	count(countries_of(a)) == 0
} else := {u.address |
	count(named_countries(a)) == 0
	some r in judged
	r.address == a.address
	some u in users_of(r)
	count(locations(u)) == 0
}

users_of(r) := {u |
	some reference in references(r)
	some u in users
	same_module(u, r)
	refers(reference, u, r)
}

locations(u) := {upper(code) |
	some code in values_at(u.values, config.users[u.type])
	is_string(code)
	code != ""
}

# Brackets are part of an address, not of a pattern.
escaped(pattern) := replace(replace(pattern, "[", "\\["), "]", "\\]")

users contains u if {
	some r in input.resource_changes
	config.users[r.type]
	is_object(r.change.after)
	u := {
		"address": r.address,
		"module": object.get(r, "module_address", ""),
		"type": r.type,
		"values": r.change.after,
		"moves": moves(r),
	}
}

# moves reports whether the plan gives a user another usage location.
default moves(_) := false

moves(r) if {
	is_object(r.change.before)
	path := config.users[r.type]
	values_at(r.change.before, path) != values_at(r.change.after, path)
}

users contains {"address": r.address, "module": module_of(r.address), "type": r.type, "values": r.values, "moves": false} if {
	some r in prior
	r.mode == "data"
	config.users[r.type]
}

module_of(address) := trim_suffix(regex.find_n(`^(module\.[^.\[]+(\[[^\]]*\])?\.)*`, address, 1)[0], ".")

same_module(u, r) if u.module == object.get(r, "module_address", "")

# local_address is an address as it is written inside its module.
local_address(address) := trim_prefix(trim_prefix(address, module_of(address)), ".")

# references returns what the argument refers to that names the user.
references(r) := {reference |
	wanted := {
		"module": regex.replace(object.get(r, "module_address", ""), `\[[^\]]*\]`, ""),
		"address": local_address(regex.replace(r.address, `\[[^\]]*\]`, "")),
	}
	some c in configured
	c.module == wanted.module
	c.resource.address == wanted.address
	walk(c.resource.expressions[config.assignments[r.type].user], [path, value])
	path[count(path) - 2] == "references"
	reference := value
}

configured contains {"module": module, "resource": resource} if {
	walk(input.configuration.root_module, [path, resource])
	count(path) % 3 == 2
	path[count(path) - 2] == "resources"
	module := concat(".", [sprintf("module.%s", [path[i]]) |
		some i in numbers.range(0, count(path) - 3)
		i % 3 == 1
	])
}

# refers reports whether a reference of r means the instance u: the very instance, or the one with the same key, or
# every instance where it does not say which.
refers(reference, u, _) if reference_to(reference, local_address(u.address))

refers(reference, u, r) if {
	whole := regex.replace(local_address(u.address), `\[[^\]]*\]$`, "")
	whole != local_address(u.address)
	reference_to(reference, whole)
	not names_an_instance(r, whole)
	same_key(u, r)
}

reference_to(reference, address) if reference == address

reference_to(reference, address) if startswith(reference, sprintf("%s.", [address]))

# A reference to one instance comes with one to the whole resource beside it.
names_an_instance(r, whole) if {
	some reference in references(r)
	startswith(reference, sprintf("%s[", [whole]))
}

same_key(u, r) if key(u.address) == key(r.address)

same_key(_, r) if key(r.address) == ""

key(address) := regex.find_n(`\[[^\]]*\]$`, address, 1)[0] if {
	endswith(address, "]")
} else := ""

# The checks of the provider.

prior contains resource if {
	walk(input.prior_state, [path, resource])
	path[count(path) - 2] == "resources"
}

teamsvoice_data contains r if {
	some r in prior
	r.mode == "data"
	endswith(r.provider_name, "/teamsvoice/teamsvoice")
}

availability contains d if {
	some d in teamsvoice_data
	d.type == "teamsvoice_country_availability"
}

rollouts contains d if {
	some d in teamsvoice_data
	d.type == "teamsvoice_rollout"
}

requires(list, feature) if feature in list

requires(list, feature) if {
	some f in config.or_required[feature]
	f in list
}

passing(code, feature) if {
	some d in availability
	d.values.country_code == code
	requires(d.values.required_features, feature)
	d.values.features[feature].available
}

# A rollout that requires it of every user, and of that country every user can have it.
passing(code, feature) if {
	some d in rollouts
	feature in d.values.features
	not spares(d, feature)
	found := d.values.by_country[code]
	not feature in found.missing_features
}

# spares reports whether a rollout does not require the feature of some users, who have features of their own.

spares(d, feature) if {
	some u in d.values.users
	is_array(u.features)
	not feature in u.features
}

spares(d, _) if regex.match(`(?i)^(#TYPE[^\n]*\n|\s*\n)*[^\n]*features`, d.values.users_csv)

# Why no check passes, as far as the plan tells: sentences by country and feature.

unmet contains [code, feature] if {
	some a in assignments
	feature := needed[a]
	some code in countries_of(a)
	not passing(code, feature)
}

problems[[code, feature]] contains problem if {
	some [code, feature] in unmet
	some d in availability
	d.values.country_code == code
	not requires(object.get(d.values, "required_features", []), feature)
	problem := sprintf("%s checks %s without requiring %s", [d.address, code, feature])
}

problems[[code, feature]] contains problem if {
	some [code, feature] in unmet
	some d in availability
	d.values.country_code == code
	requires(d.values.required_features, feature)
	problem := sprintf("%s says that it is %s", [d.address, d.values.features[feature].status])
}

# A data source inside a check block that fails has no answer.
problems[[code, feature]] contains problem if {
	some [code, feature] in unmet
	some d in availability
	not is_string(object.get(d.values, "country_code", null))
	upper(d.values.country) == code
	problem := sprintf("%s does not pass: see the warnings of its check block", [d.address])
}

problems[[code, feature]] contains problem if {
	some [code, feature] in unmet
	some r in input.resource_changes
	r.type in {"teamsvoice_country_availability", "teamsvoice_rollout"}
	r.action_reason in {"read_because_config_unknown", "read_because_dependency_pending"}
	may_be_of(r, code)
	problem := sprintf("%s is read only during apply, when it can no longer stop the plan: take out of it what is not known yet, and depends_on", [r.address])
}

problems[[code, feature]] contains problem if {
	some [code, feature] in unmet
	some d in rollouts
	feature in d.values.by_country[code].missing_features
	problem := sprintf("%s says that users in %s cannot have %s", [d.address, code, concat(", ", d.values.by_country[code].missing_features)])
}

problems[[code, feature]] contains problem if {
	some [code, feature] in unmet
	some d in rollouts
	d.values.by_country[code]
	not feature in object.get(d.values, "features", [])
	problem := sprintf("%s checks %s without %s in its features", [d.address, code, feature])
}

problems[[code, feature]] contains problem if {
	some [code, feature] in unmet
	some d in rollouts
	d.values.by_country[code]
	feature in d.values.features
	spares(d, feature)
	problem := sprintf("%s does not require %s of users with features of their own", [d.address, feature])
}

checked contains code if {
	some d in availability
	code := d.values.country_code
	is_string(code)
}

checked contains code if {
	some d in rollouts
	some code, _ in d.values.by_country
}

why(code, feature) := concat("; ", sort(problems[[code, feature]])) if {
	problems[[code, feature]]
} else := sprintf("no check in this plan is of %s: those there are of %s", [code, concat(", ", sort(checked))]) if {
	count(checked) > 0
} else := "no check in this plan is of any country"

# may_be_of reports whether a check that is not read yet may be of a country: it is, or that is not known.
may_be_of(r, code) if upper(r.change.after.country) == code

may_be_of(r, _) if not is_string(object.get(r.change.after, "country", null))

# values_at returns the values at a path, which has at most four steps.
values_at(value, path) := [w |
	padded := array.concat(path, ["", "", "", ""])
	some x in children(value, padded[0])
	some y in children(x, padded[1])
	some z in children(y, padded[2])
	some w in children(z, padded[3])
]

# children returns the values one step down; without a step, the value itself.
children(value, "") := [value]

children(value, step) := [found | found := decoded(value)[step]] if not step in {"", "*"}

children(value, "*") := [found | some found in decoded(value)]

decoded(value) := json.unmarshal(value) if {
	is_string(value)
	json.is_valid(value)
} else := value
