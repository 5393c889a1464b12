# Refuses a plan that assigns a Calling Plan, or licenses the resource account of an auto attendant or a call queue, unless
# a data source of the teamsvoice provider in the plan shows that the feature is available in the country. For conftest, on
# the output of terraform show -json or tofu show -json: see README.md.
package main

import data.teamsvoice_skus.skus

# Where to find values. A data file with the key "teamsvoice" adds to this and takes precedence: conftest test --data FILE.
#
# A path leads to a value of a resource; "*" stands for every element of a list. A string on the way that holds JSON is
# parsed.
defaults := {
	# The resources that assign licenses: where the SKU is, by ID or part number, and the argument that names the user or
	# the group. A list of paths leads to the SKUs of all of them.
	"assignments": {
		# hashicorp/azuread, from 3.10 on
		"azuread_user_license": {"sku": ["sku_id"], "user": "user_object_id"},
		"azuread_group_license": {"sku": ["sku_id"], "user": "group_object_id"},
		# deploymenttheory/microsoft365: a user's licenses were a list at first. Source: docs/resources/ of its repository,
		# graph_beta_users_user_license_assignment.md and graph_beta_groups_license_assignment.md.
		"microsoft365_graph_beta_users_user_license_assignment": {"sku": [["sku_id"], ["add_licenses", "*", "sku_id"]], "user": "user_id"},
		"microsoft365_graph_beta_groups_license_assignment": {"sku": ["sku_id"], "user": "group_id"},
		# microsoft/msgraph, with assignLicense of a user or a group as the action or in the URL. Source: docs/resources/ of its
		# repository, resource_action.md and resource.md.
		"msgraph_resource_action": {"sku": ["body", "addLicenses", "*", "skuId"], "user": "resource_url"},
		"msgraph_resource": {"sku": ["body", "addLicenses", "*", "skuId"], "user": "url"},
	},
	# The resources and data sources that such an argument can refer to, and where their usage location is. A
	# msgraph_resource is a user or a group if its URL says so.
	"users": {
		"azuread_user": ["usage_location"],
		"microsoft365_graph_beta_users_user": ["usage_location"],
		"msgraph_resource": ["body", "usageLocation"],
	},
	# The same of groups, and the argument that names their members, if they have one, or the path to it.
	"groups": {
		"azuread_group": "members",
		"azuread_group_without_members": "",
		"microsoft365_graph_beta_groups_group": "",
		# docs/resources/groups_members.md of microsoft/msgraph
		"msgraph_resource": ["body", "members@odata.bind", "*"],
	},
	# The resources that put a user into a group: who is in a group that the plan licenses is judged.
	"memberships": {
		"azuread_group_member": {"group": "group_object_id", "user": "member_object_id"},
		# docs/resources/graph_beta_groups_group_member_assignment.md of deploymenttheory/microsoft365
		"microsoft365_graph_beta_groups_group_member_assignment": {"group": "group_id", "user": "member_id"},
		# docs/resources/ of microsoft/msgraph: resource.md, resource_action.md, resource_collection.md, update_resource.md
		"msgraph_resource": {"group": "url", "user": ["body", "@odata.id"]},
		"msgraph_resource_action": {"group": "resource_url", "user": [["body", "@odata.id"], ["body", "members@odata.bind", "*"]]},
		"msgraph_resource_collection": {"group": "url", "user": "reference_ids"},
		"msgraph_update_resource": {"group": "url", "user": ["body", "members@odata.bind", "*"]},
	},
	# The resources that set the usage location of a user whom another resource holds: the argument that names the user, and
	# where the location is.
	"locations": {
		"msgraph_resource_action": {"user": "resource_url", "country": ["body", "usageLocation"]},
		"msgraph_update_resource": {"user": "url", "country": ["body", "usageLocation"]},
	},
	# The attributes that say who a user or a group is. An argument that takes another one is not followed.
	"identities": ["id", "object_id", "user_principal_name", "resource_url"],
	# The countries of assignments whose user the plan does not hold, such as those to a group: a list of usage locations
	# by the address of the assignment, in which "*" stands for anything.
	"countries": {},
	# The part numbers that matter, and what each needs where its user is. Letter case does not matter; "*" at the end stands
	# for anything. What Microsoft's list of products has is in skus.rego, by ID.
	"skus": {
		"MCOPSTN1": "domestic_calling_plan",
		"MCOPSTN5": "domestic_calling_plan",
		"MCOPSTN6": "domestic_calling_plan",
		"MCOPSTN8": "domestic_calling_plan",
		"Microsoft_Teams_Domestic_Calling_Plan_(Mexico)": "domestic_calling_plan",
		"MCOPSTN9": "domestic_and_international_calling_plan",
		"Microsoft_Teams_Domestic_and_International_Calling_Plan_(Mexico)": "domestic_and_international_calling_plan",
		"Microsoft_Teams_Calling_Plan_pay_as_you_go_*": "pay_as_you_go_calling_plan",
		"MCOEV_VIRTUALUSER": "auto_attendants",
	},
	# Part numbers of other IDs. Those of a data source teamsvoice_tenant_licenses in the plan are known too.
	"sku_ids": {},
	# The provider whose answers count.
	"providers": ["registry.terraform.io/teamsvoice/teamsvoice", "registry.opentofu.org/teamsvoice/teamsvoice"],
	# Whether an answer that the provider's configuration set (override, or a dataset of one's own) is refused, not only
	# told.
	"refuse_overrides": false,
	# The newest snapshot of the dataset when this policy was written. An answer from an older one is told or refused likewise.
	"snapshot": "2026-08-21",
	# OpenTofu's plans do not say whether they are of the whole configuration. True says that the pipeline never uses
	# -target or -exclude.
	"complete_plans": false,
}

default overrides := {}

overrides := data.teamsvoice

config := object.union(defaults, overrides)

# A key of another type or name would silently be ignored, and with it what it is meant to refuse.
deny contains sprintf("the policy's data has no key %q under \"teamsvoice\": its keys are %s", [key, concat(", ", sort(object.keys(defaults)))]) if {
	some key, _ in overrides
	not key in object.keys(defaults)
}

deny contains sprintf("the policy's data has %s for %q, which needs %s", [type_name(value), key, type_name(defaults[key])]) if {
	some key, value in overrides
	type_name(value) != type_name(defaults[key])
}

deny contains sprintf("the policy's data has %s for \"teamsvoice\", which needs object", [type_name(overrides)]) if not is_object(overrides)

# Why the plan is refused.

deny contains sprintf("this is not a plan%s: give conftest the output of terraform show -json PLANFILE or tofu show -json PLANFILE", [kind_of_input]) if not is_plan

kind_of_input := " but a list of files, as conftest makes one with --combine" if {
	is_array(input)
} else := sprintf(" that the policy can read, as its format_version is %v and not 1.x", [input.format_version]) if {
	not startswith(input.format_version, "1.")
} else := ""

# A plan with errors is incomplete: an assignment may be missing in it.
deny contains "the plan ended with errors, so it cannot be judged: run terraform plan again" if input.errored

deny contains message if {
	count(touched) > 0
	reason := sort(incomplete)[0]
	message := sprintf("the plan is not of the whole configuration (%s), so it cannot be judged: an answer in it may come from an earlier plan. Plan without -target and -exclude", [reason])
}

deny contains "modules are nested too deep for this policy, which reads eight levels" if too_deep

deny contains message if {
	addresses := {a.address | some a in assignments; a.sku == "unknown"}
	count(addresses) > 0
	message := sprintf("%s a license whose SKU is not known before apply, so it cannot be judged: write the ID of the SKU, or read it with a data source", [subject(addresses)])
}

deny contains message if {
	addresses := {l.r.address | some l in licenses; l.made; l.lost}
	count(addresses) > 0
	message := sprintf("%s a license, and the plan has no SKU where the policy looks for it (%s): see \"assignments\" in the policy's data", [subject(addresses), listed({concat(".", p) | some l in licenses; l.r.address in addresses; some p in paths(config.assignments[l.r.type].sku)})])
}

# Reading a data source is enough for what it requests: it is too late to refuse that, but not to say it.
deny contains sprintf("%s assigns a license when it is read, which no policy can stop: write a resource", [d.address]) if {
	some d in array.concat(prior, [object.union(r, {"values": r.change.after}) | some r in changes])
	d.mode == "data"
	some path in paths(config.assignments[d.type].sku)
	count(values_at(d.values, path)) > 0
}

deny contains sprintf("%s assigns a license when it is destroyed, which this policy does not judge: write a resource that assigns it", [r.address]) if {
	some r in changes
	"delete" in r.change.actions
	r.change.before.when == "destroy"
	some path in paths(config.assignments[r.type].sku)
	count(values_at(r.change.before, path)) > 0
}

deny contains sprintf("%s sends a batch of requests, which this policy does not read: write a resource for each", [r.address]) if {
	some r in changes
	some argument in ["url", "resource_url"]
	contains(lower(r.change.after[argument]), "$batch")
}

deny contains sprintf("the plan does not show whose usage location %s sets: refer to the user's ID itself in %s, as azuread_user.NAME.object_id does", [l.address, l.argument]) if {
	some l in relocations
	l.lost
}

deny contains message if {
	some key, members in ungrounded
	addresses := {m.address | some m in members}
	who := listed({m.who | some m in members})
	message := sprintf(
		"%s %s, which needs %s in the country of the user, and the plan does not show the country: %s the countries in the policy's data: {\"teamsvoice\": {\"countries\": {%q: [\"DE\"]}}}",
		[subject(addresses), key.parts, key.needs, sprintf(way_out[key.why], [who]), pattern(addresses)],
	)
}

deny contains message if {
	some code in unmet_countries
	message := sprintf("%s%s", [concat("; ", sort({sentence(key) | some key in unmet; key[0] == code})), what_to_write(code)])
}

deny contains message if {
	config.refuse_overrides
	some message in rests_on_configuration
}

# What passes with a warning.

warn contains message if {
	not config.refuse_overrides
	some message in rests_on_configuration
}

warn contains message if {
	some sku in unknown_skus
	addresses := {a.address | some a in assignments; a.sku == sku}
	message := sprintf("it is not known what the SKU %s is, which %s. If it is no license of Teams voice, name it in the policy's data: {\"teamsvoice\": {\"sku_ids\": {%q: \"PART_NUMBER\"}}}", [sku, sprintf("%s assign%s", [listed(addresses), singular(addresses, "s", "")]), sku])
}

warn contains message if {
	some key in met
	answers_of := by_country[key[0]]
	yes := {a.address | some a in answers_of; a.fresh; key[1] in a.available}
	no := {a.address | some a in answers_of; a.fresh; a.denied[key[1]]}
	count(no) > 0
	message := sprintf("%s says that %s is available in %s, and %s that it is not: check which dataset each of them reads", [listed(yes), key[1], key[0], listed(no)])
}

# Plans.

is_plan if {
	startswith(input.format_version, "1.")
	some member in ["planned_values", "configuration", "resource_changes"] # a state has none of them
	input[member]
}

changes := [r | some r in object.get(input, "resource_changes", [])]

changed := {r.address | some r in changes}

# touched are the changes of resources that the policy judges.
touched := {r.address |
	some r in changes
	relevant[r.type]
	some action in r.change.actions
	action in {"create", "update"}
}

relevant[type] if {
	some part in ["assignments", "users", "groups", "memberships", "locations"]
	some type, _ in config[part]
}

# Why a plan is not of the whole configuration. Terraform's plans say so; OpenTofu's show it if they leave out an existing output
# or resource.
incomplete contains "it says so itself" if input.complete == false

incomplete contains sprintf("the output %s is missing", [name]) if {
	completeness_unsaid
	some name, _ in input.configuration.root_module.outputs
	not input.output_changes[name]
}

incomplete contains sprintf("%s exists and is missing", [r.address]) if {
	completeness_unsaid
	some r in prior
	r.mode == "managed"
}

completeness_unsaid if not is_boolean(object.get(input, "complete", null))

# Resources of the state before the plan, and modules of the configuration: level by level, as Rego has no recursion. The
# values of resources are not searched, so nothing in them can pass for a resource.

# prior are the resources that the changes do not have.
prior := [object.union(r, {"module_address": object.get(m, "address", "")}) |
	some m in prior_modules
	some r in object.get(m, "resources", [])
	not prior_of_a_change(r)
]

prior_of_a_change(r) if {
	r.mode == "managed"
	r.address in changed
}

prior_modules := array.flatten([p0, p1, p2, p3, p4, p5, p6, p7, p8])

p0 := [m | m := input.prior_state.values.root_module]

p1 := child_modules(p0)

p2 := child_modules(p1)

p3 := child_modules(p2)

p4 := child_modules(p3)

p5 := child_modules(p4)

p6 := child_modules(p5)

p7 := child_modules(p6)

p8 := child_modules(p7)

child_modules(parents) := [child | some m in parents; some child in object.get(m, "child_modules", [])]

# The modules of the configuration by their paths, such as "module.a.module.b".
modules := object.union_n([c0, c1, c2, c3, c4, c5, c6, c7, c8])

c0 := {"": {"parent": "", "call": {}, "module": m} | m := input.configuration.root_module}

c1 := called_by(c0)

c2 := called_by(c1)

c3 := called_by(c2)

c4 := called_by(c3)

c5 := called_by(c4)

c6 := called_by(c5)

c7 := called_by(c6)

c8 := called_by(c7)

called_by(parents) := {path: {"parent": parent, "call": call, "module": object.get(call, "module", {})} |
	some parent, m in parents
	some name, call in object.get(m.module, "module_calls", {})
	path := within(parent, sprintf("module.%s", [name]))
}

within(path, name) := trim_prefix(sprintf("%s.%s", [path, name]), ".")

too_deep if count(child_modules(p8)) > 0

too_deep if count(called_by(c8)) > 0

# Addresses.

index_pattern := `\["(?:[^"\\]|\\.)*"\]|\[[0-9]+\]`

without_indexes(address) := address if not contains(address, "[")

without_indexes(address) := regex.replace(address, index_pattern, "") if contains(address, "[")

indexes(address) := [] if not contains(address, "[")

indexes(address) := regex.find_n(index_pattern, address, -1) if contains(address, "[")

# last_index returns the index at the end of an address, or of the innermost module that has one; "" without any.
last_index(address) := all[count(all) - 1] if {
	all := indexes(address)
} else := ""

module_of(r) := object.get(r, "module_address", "")

# configured_as returns where the configuration has a resource: the path of its module, and its address there.
configured_as(r) := [without_indexes(module_of(r)), sprintf("%s%s.%s", [{"managed": "", "data": "data."}[r.mode], r.type, r.name])]

# Users and groups.

entities := {address: relocated(e) | some address, e in entities_alone}

# entities_alone are they without what other resources change of them.
entities_alone := object.union(
	{r.address: entity(r, r.change.after, unknowns(r), object.get(r.change, "before", null)) |
		some r in changes
		is_object(r.change.after)
		is_one(r.type, r.change.after)
	},
	{r.address: entity(r, r.values, {}, null) |
		some r in prior
		not r.address in changed # a data source is in both
		is_one(r.type, r.values)
	},
)

is_entity(type) if config.users[type]

is_entity(type) if config.groups[type]

is_one(type, after) if is_user(type, after)

is_one(type, after) if is_group(type, after)

is_user(type, after) if {
	config.users[type]
	collection(type, after) in {"", "users"}
}

is_group(type, after) if {
	config.groups[type]
	collection(type, after) in {"", "groups"}
}

# collection returns what a resource of any kind is one of; "" for a resource of one kind.
collection(type, _) := "" if type != "msgraph_resource"

collection(type, after) := regex.replace(trim_suffix(lower(after.url), "/"), `^.*/|\?.*$`, "")

unknowns(r) := object.get(r.change, "after_unknown", {})

entity(r, after, after_unknown, before) := {
	"address": r.address,
	"configured": configured_as(r),
	"module": module_of(r),
	"index": last_index(r.address),
	"identities": {identity(after[name]) | some name in config.identities; identifies(name, after[name])},
	"anonymous": count([name | some name in config.identities; has(after, after_unknown, name)]) == 0,
	"open": {name | some name, found in after_unknown; found == true} - {name | some name in config.identities},
	"countries": countries,
	"gap": why,
	"gaps": {{"why": why, "who": r.address} | why != ""},
	"groups": {r.address | why == "group"},
	"moves": moves(r.type, before, countries, after_unknown),
	"doubts": set(),
} if {
	countries := locations(r.type, after)
	why := gap(r.type, after, countries, after_unknown)
}

has(after, _, name) if is_string(after[name])

has(_, after_unknown, name) if after_unknown[name]

# An ID may come with the collection before it, as /users/ID.
identity(value) := lower(steps[count(steps) - 1]) if steps := split(value, "/")

identifies(name, value) if {
	is_string(value)
	value != ""
	name != "user_principal_name"
}

identifies("user_principal_name", value) if contains(value, "@")

locations(type, value) := codes_at(value, config.users[type])

default locations(_, _) := set()

codes_at(value, path) := {upper(trim_space(code)) |
	some code in values_at(value, path)
	trim_space(code) != ""
}

# Why the country of a user is not known; "" if it is known.
gap(type, after, countries, after_unknown) := "group" if {
	is_group(type, after)
} else := "unknown" if {
	any_unknown(after_unknown, config.users[type])
} else := "none" if {
	count(countries) == 0
} else := ""

# moves reports whether the plan changes the usage location of an existing user.
default moves(_, _, _, _) := false

moves(type, before, countries, after_unknown) if {
	is_object(before)
	config.users[type]
	stays := [1 | locations(type, before) == countries; not any_unknown(after_unknown, config.users[type])]
	count(stays) == 0
}

# The usage locations that other resources set.

relocations := [{
	"address": r.address,
	"argument": rule.user,
	"made": changes_something(r),
	"countries": countries,
	"unknown": unknown,
	"ids": ids,
	"configured": {c | some t in reached; some c in (t.entities | t.managers)},
	"lost": lost(r, ids, reached),
} |
	some r in changes
	rule := config.locations[r.type]
	countries := codes_at(r.change.after, rule.country)
	unknown := count([1 | any_unknown(unknowns(r), rule.country)]) > 0
	count(countries) + count([1 | unknown]) > 0
	ids := {segment | some value in strings_at(r.change.after, [rule.user]); some segment in split(lower(value), "/")}
	reached := [t | count(ids) == 0; some t in targets[expression_node(configured_as(r), rule.user)]]
]

# lost reports whether a location is set of somebody whom the plan does not show.
default lost(_, _, _) := false

lost(r, ids, reached) if {
	changes_something(r)
	count(ids) == 0
	not found_all(reached)
}

found_all(reached) if {
	count(reached) > 0
	every t in reached { count(t.entities) > 0; count(t.hidden | t.refused | t.unfollowed) == 0 }
}

relocated(e) := e if {
	count(relocations_of(e)) == 0
} else := object.union(e, {
	"countries": countries,
	"gap": why,
	"gaps": {{"why": why, "who": e.address} | why != ""},
	"moves": count([1 | some m in [e.moves, count([1 | some l in found; l.made]) > 0]; m]) > 0,
}) if {
	found := relocations_of(e)
	countries := e.countries | union({l.countries | some l in found})
	why := relocated_gap(e.gap, found)
}

relocations_of(e) := [l | some l in relocations; sets_location_of(l, e)]

sets_location_of(l, e) if count(l.ids & e.identities) > 0

sets_location_of(l, e) if {
	some c in l.configured
	c.configured == e.configured
}

relocated_gap(why, found) := "unknown" if {
	some l in found
	l.unknown
} else := "" if {
	why == "none"
} else := why

# Indexes over them. Each is a comprehension in a comprehension, which OPA builds in one go; a partial rule such as
# by_identity[id] contains address takes far longer.

by_identity := {id: addresses |
	some pair in identity_pairs
	id := pair.id
	addresses := {p.address | some p in identity_pairs; p.id == id}
}

identity_pairs := [{"id": id, "address": e.address} | some e in entities_alone; some id in e.identities]

placed := [{"configured": e.configured, "by_index": [e.configured, e.index], "address": e.address} | some e in entities_alone]

by_index := {key: addresses |
	some pair in placed
	key := pair.by_index
	addresses := {p.address | some p in placed; p.by_index == key}
}

instances_of := {key: addresses |
	some pair in placed
	key := pair.configured
	addresses := {p.address | some p in placed; p.configured == key}
}

# by_module has the users in an instance of a module and in the modules that it calls, "" for all of them.
by_module := {key: summary(addresses) | some key, addresses in instances_by_module}

instances_by_module := {key: addresses |
	some pair in module_pairs
	key := pair.key
	addresses := {p.address | some p in module_pairs; p.key == key}
}

module_pairs := [{"key": [e.configured, first_steps(e.module, n)], "address": e.address} |
	some e in entities_alone
	some n in numbers.range(0, count(module_steps(e.module)))
]

# summary returns the countries of the users and groups that an assignment names, and which of them have no
# known country.
summary(addresses) := entities[address] if {
	count(addresses) == 1
	some address in addresses
} else := {
	"countries": union({entities[address].countries | some address in addresses}),
	"gaps": {{"why": why, "who": listed(who)} |
		some why in ["group", "unknown", "none"]
		who := {address | some address in addresses; entities[address].gap == why}
		count(who) > 0
	},
	"groups": {address | some address in addresses; entities[address].gap == "group"},
	"moves": count([1 | some address in addresses; entities[address].moves]) > 0,
	"anonymous": count([1 | some address in addresses; not entities[address].anonymous]) == 0,
	"doubts": set(),
}

nobody := {"countries": set(), "gaps": set(), "groups": set(), "moves": false, "anonymous": false, "doubts": set()}

gap_only(why, who) := object.union(nobody, {"gaps": {{"why": why, "who": who}}})

merged(summaries) := summaries[0] if {
	count(summaries) == 1
} else := {
	"countries": union({s.countries | some s in summaries}),
	"gaps": union({s.gaps | some s in summaries}),
	"groups": union({s.groups | some s in summaries}),
	"moves": count([1 | some s in summaries; s.moves]) > 0,
	"anonymous": count([1 | some s in summaries; not s.anonymous]) == 0,
	"doubts": union({s.doubts | some s in summaries}),
}

# doubted adds to a summary why a country is judged that may not be the user's.
doubted(s, doubt) := object.union(s, {"doubts": {[code, doubt] | some code in s.countries}})

# The users and groups that an argument of a resource names: by its value if known, otherwise by its references.

named(r, after, after_unknown, path) := merged([by_value(r, path, value) | some value in values]) if {
	not any_unknown(after_unknown, path)
	values := strings_at(after, path)
	count(values) > 0
} else := by_reference(r, path)

by_value(r, path, value) := summary(owners) if {
	owners := union({by_identity[segment] | some segment in split(lower(value), "/"); by_identity[segment]})
	count(owners) > 0
} else := s if {
	# A user whose ID the plan does not show can only be found by reference.
	s := by_reference(r, path)
	s.anonymous
} else := gap_only("outside", value)

by_reference(r, path) := merged(found) if {
	found := [of_target(r, t) | some t in targets[expression_node(configured_as(r), path[0])]]
	count(found) > 0
} else := gap_only("reference", sprintf("%s of %s", [path[0], without_indexes(r.address)]))

# of_target returns the users and groups that one reference can mean for the instance r.
of_target(r, t) := merged(array.flatten([
	[instances(r, t, u) | some u in t.entities],
	[doubted(instances(r, t, u), t.doubt) | some u in t.managers],
	[gap_only("attribute", what) | some what in t.hidden],
	[gap_only("reference", what) | some what in t.refused],
	[gap_only("reference", what) | some what in t.unfollowed; not settled(r, t)],
]))

# settled reports whether the key of r names instances of all that the reference leads to, so that what else it leads
# to only says which of them there are.
settled(r, t) if {
	count(t.entities) > 0
	t.by_key
	t.shows_identity
	every u in t.entities { count(with_key(r, u)) > 0 }
}

instances(r, t, u) := summary(found) if {
	u.index != ""
	found := {a | some a in by_index[[u.configured, u.index]]; compatible(r, u.configured, entities[a])}
	count(found) > 0
} else := found if {
	t.module != ""
	found := by_module[[u.configured, within(module_of(r), t.module)]]
} else := summary(found) if {
	t.index != ""
	found := {a | some a in by_index[[u.configured, t.index]]; compatible(r, u.configured, entities[a])}
	count(found) > 0
} else := summary(found) if {
	t.by_key
	not t.chosen
	found := with_key(r, u)
	count(found) > 0
} else := doubted(found, which_of(u)) if {
	found := by_module[[u.configured, in_common(r, u.configured)]]
} else := gap_only("reference", u.configured[1])

which_of(u) := sprintf("the plan does not show which of %s is meant, so all of them are judged: use a literal key or each.key as the index", [u.configured[1]]) if {
	count(instances_of[u.configured]) > 1
} else := ""

# with_key returns the instances that have the key of r: its own where both are in one module, else that of a module too.
with_key(r, u) := {a |
	some index in keys_of(r, u.configured[0])
	some a in by_index[[u.configured, index]]
	compatible(r, u.configured, entities[a])
}

keys_of(r, path) := {last_index(substring(r.address, count(module_of(r)), -1))} - {""} if {
	path == without_indexes(module_of(r))
} else := {i | some i in indexes(r.address)}

# compatible reports whether r can see an instance: not one in another instance of a module that both are in.
compatible(r, configured, e) if {
	common := in_common(r, configured)
	startswith(sprintf("%s.", [e.module]), sprintf("%s.", [common]))
}

compatible(r, configured, _) if in_common(r, configured) == ""

# in_common returns the innermost instance of a module that r and a resource at another place of the configuration are
# both in; "" for the root module.
in_common(r, configured) := "" if {
	configured[0] == ""
} else := "" if {
	module_of(r) == ""
} else := first_steps(module_of(r), count([1 | some i, _ in mine; array.slice(mine, 0, i + 1) == array.slice(its, 0, i + 1)])) if {
	mine := module_steps(without_indexes(module_of(r)))
	its := module_steps(configured[0])
}

# The calls in the address of a module, such as module.a["x"] and module.b.
module_steps(address) := [] if address == ""

module_steps(address) := regex.find_n(`module\.[^.\[]+(?:\["(?:[^"\\]|\\.)*"\]|\[[0-9]+\])?`, address, -1) if address != ""

first_steps(address, n) := concat(".", array.slice(module_steps(address), 0, n))

# What expressions refer to. A node of the graph is an expression (of an argument, a for_each, a variable of a module or
# an output), a resource, or what cannot be followed.

expression_node(configured, argument) := concat("|", ["argument", configured[0], configured[1], argument])

# targets are the references of the arguments that name users and groups, by their nodes: one for each reference.
targets := {node: found |
	some path, m in modules
	some resource in object.get(m.module, "resources", [])
	some argument in naming_arguments(resource.type)
	node := expression_node([path, resource.address], argument)
	scope := {"path": path, "each": for_each_node(path, resource)}
	references := heads(references_in(object.get(resource.expressions, argument, {})))
	found := [t | some reference in references; t := target(reference, references, scope)]
}

naming_arguments(type) := {argument |
	some part in ["assignments", "memberships", "locations"]
	some side in ["group", "user"]
	some path in paths(config[part][type][side])
	argument := path[0]
} | ({path[0] | some path in paths(config.groups[type])} - {""})

for_each_node(path, resource) := concat("|", ["for_each", path, resource.address])

# target returns what one reference leads to. A mere index leads nowhere: it has no target.
target(reference, references, scope) := {
	"entities": found,
	"managers": entity_references_of(others, "entities") - found,
	"hidden": {reference | count(entity_references_of(others, "unfollowed")) > 0},
	"doubt": sprintf("the plan does not show which attribute of %s is taken, so the users whom it refers to are judged too: write each.value.object_id in a for_each over %s", [reference, reference]),
	"refused": refused,
	"unfollowed": unfollowed,
	"module": matched(`^(module\.[^.\[]+(?:\["(?:[^"\\]|\\.)*"\]|\[[0-9]+\]))\.`, reference),
	"index": trailing_index(reference),
	"by_key": by_key(reference, references, reached),
	"chosen": chosen(reached),
	"shows_identity": takes_identity(reference, reached),
} if {
	starts := nodes_of(reference, scope)
	reached := reachable(starts)
	found := {entity_of(node) | some node in reached; startswith(node, "entity|")}
	refused := {reference | takes_another_attribute(reference, found)}
	others := {e.configured | some e in found; not shows_identity(reference, starts); count(refused) == 0}
	unfollowed := unfollowed_of(reference, references, reached)
	count(found) + count(unfollowed) > 0
}

entity_of(node) := {"configured": [parts[1], parts[2]], "index": concat("|", array.slice(parts, 3, count(parts)))} if parts := split(node, "|")

matched(expression, text) := regex.find_all_string_submatch_n(expression, text, 1)[0][1] if {
	regex.match(expression, text)
} else := ""

# trailing_index returns the index of a reference to an element of a variable or an output, such as var.users["ada"].id.
trailing_index(reference) := matched(`^(?:var\.[^.\[]+|module\.[^.\[]+(?:\["(?:[^"\\]|\\.)*"\]|\[[0-9]+\])?\.[^.\[]+)(\["(?:[^"\\]|\\.)*"\]|\[[0-9]+\])`, reference)

# by_key reports whether the key of an instance says which instance the reference means: USER[each.key], or each.value
# of a for_each that goes through users. USER[each.value] can be any of them.
by_key(reference, references, reached) if {
	used := {h | some h in references} | {h | some node in reached; some h in expression_heads[node]}
	some h in used
	selects(h)
	not mixed(references)
	not reached_mixed(reached)
}

default by_key(_, _, _) := false

# chosen reports whether an expression on the way may choose users by something else that the plan does not show: in
# {for key, name in local.delegates : key => USER[name]} the key is not the user's. An expression that begins with the
# users, as in {for key, user in USER : key => user if contains(local.licensed, key)}, only leaves some of them out.
chosen(reached) if {
	some node in reached
	references := expression_heads[node]
	starts := nodes_of(references[0], scope_of(node))
	not leads_to_entity(starts)
	some other in reachable(starts)
	startswith(other, "unknown|")
	leads_to_entity(reference_graph[node])
}

default chosen(_) := false

leads_to_entity(starts) if {
	some node in reachable(starts)
	startswith(node, "entity|")
}

# takes_identity reports whether a reference, or an each.value on its way, ends in the ID of a user. Any other may be a value
# that the users only come with, as in {for key, user in USER : key => local.ids[key]}.
takes_identity(reference, reached) if {
	some h in {reference} | {h | some node in reached; some h in expression_heads[node]; is_each_value(h)}
	not parsed(h)
	last_step(h) in config.identities
}

default takes_identity(_, _) := false

selects("each.key")

selects(h) if is_each_value(h)

is_each_value("each.value")

is_each_value(h) if startswith(h, "each.value.")

is_each_value(h) if startswith(h, "each.value[")

# mixed reports whether each.value may be an index into something else.
mixed(references) if {
	some h in references
	is_each_value(h)
	some other in references
	may_be_indexed(other)
}

reached_mixed(reached) if {
	some node in reached
	mixed(expression_heads[node])
}

may_be_indexed(reference) if regex.match(`^(module|var)\.`, reference)

may_be_indexed(reference) if {
	e := parsed(reference)
	e.index == ""
	e.attribute == ""
}

# unfollowed_of returns what a reference leads to that a plan does not show. each.value as an index needs no following.
unfollowed_of(reference, references, reached) := set() if {
	is_each_value(reference)
	mixed(references)
} else := {concat("|", array.slice(parts, 2, count(parts))) |
	some node in reached
	startswith(node, "unknown|")
	parts := split(node, "|")
}

# takes_another_attribute reports whether a reference that leads to a user by way of a for_each or a module takes an
# argument of the user that is not the ID, such as each.value.manager_id.
takes_another_attribute(reference, found) if {
	not parsed(reference)
	attribute := last_step(reference)
	not attribute in config.identities
	some e in found
	attribute in entity_arguments[e.configured]
}

last_step(reference) := regex.replace(regex.replace(reference, `^.*\.`, ""), index_pattern, "")

# shows_identity reports whether a reference shows that it takes the ID of a user. USER[each.key].object_id does not: in a
# plan, USER[each.key].manager_id looks the same.
shows_identity(reference, _) if {
	parsed(reference).attribute in config.identities
}

shows_identity(reference, _) if {
	not parsed(reference)
	last_step(reference) in config.identities
}

# A variable or an output whose expression shows it.
shows_identity(reference, starts) if {
	not parsed(reference)
	count(starts) > 0
	every node in starts {
		count(expression_heads[node]) > 0
		every h in expression_heads[node] { shown(h) }
	}
}

shown(h) if not parsed(h)

shown(h) if parsed(h).attribute in config.identities

# The arguments of users in the configuration, and the users that they refer to.

entity_arguments := {[path, resource.address]: object.keys(resource.expressions) |
	some path, m in modules
	some resource in object.get(m.module, "resources", [])
	config.users[resource.type]
	is_object(resource.expressions)
}

# entity_references are the users that a user refers to itself, such as by manager_id, and what else such an ID leads to:
# by the arguments that are known only after apply, as an ID that is known is looked up.
entity_references := {[path, resource.address]: {
	"entities": {entity_of(node) | some node in reachable(starts); startswith(node, "entity|")},
	"unfollowed": {node |
		some name in open
		endswith(name, "_id")
		some node in reachable(starts_of(resource.expressions[name], scope))
		startswith(node, "unknown|")
	},
} |
	some path, m in modules
	some resource in object.get(m.module, "resources", [])
	open := entity_arguments[[path, resource.address]] & open_arguments[[path, resource.address]]
	count(open) > 0
	scope := {"path": path, "each": for_each_node(path, resource)}
	starts := union({starts_of(resource.expressions[name], scope) | some name in open})
}

starts_of(expression, scope) := union({nodes_of(h, scope) | some h in heads(references_in(expression)); not shows_another_attribute(h)})

entity_references_of(configured, kind) := union({entity_references[c][kind] | some c in configured; entity_references[c]})

# The arguments of users that the plan does not know.
open_arguments := {key: union({entities_alone[address].open | some address in addresses}) | some key, addresses in instances_of}

shows_another_attribute(reference) if {
	attribute := parsed(reference).attribute
	attribute != ""
	not attribute in config.identities
}

# expression_heads are the references in the expressions that others go through, by their nodes.
expression_heads := object.union_n([
	{for_each_node(path, resource): heads(references_in(resource.for_each_expression)) |
		some path, m in modules
		some resource in object.get(m.module, "resources", [])
		resource.for_each_expression
	},
	{concat("|", ["module", path]): heads(references_in(object.get(m.call, "for_each_expression", {}))) | some path, m in modules},
	{concat("|", ["variable", path, name]): heads(references_in(expression)) |
		some path, m in modules
		some name, expression in object.get(m.call, "expressions", {})
	},
	{concat("|", ["output", path, name]): heads(references_in(object.get(output, "expression", {}))) |
		some path, m in modules
		some name, output in object.get(m.module, "outputs", {})
	},
])

reference_graph := object.union(
	{node: union({nodes_of(h, scope_of(node)) | some h in references}) | some node, references in expression_heads},
	# Which output of a module is meant does not show where the module has a computed index.
	{concat("|", ["outputs", path]): {node |
		some name, _ in object.get(m.module, "outputs", {})
		some node in reference_targets_of_output(path, name)
		not startswith(node, "unknown|")
	} |
		some path, m in modules
	},
)

# reachable returns the nodes that others lead to, these included.
reachable(starts) := (starts | inner) | union({reference_graph[node] | some node in inner}) if {
	inner := graph.reachable(reference_graph, starts)
}

reference_targets_of_output(path, name) := union({nodes_of(h, scope_of(node)) | some h in expression_heads[node]}) if {
	node := concat("|", ["output", path, name])
}

# scope_of returns where the expression of a node is.
scope_of(node) := {"path": modules[parts[1]].parent, "each": concat("|", ["module", parts[1]])} if {
	parts := split(node, "|")
	parts[0] in {"module", "variable"}
} else := {"path": split(node, "|")[1], "each": node}

# nodes_of returns where a reference leads.
nodes_of(reference, scope) := {scope.each} if {
	is_each_value(reference)
} else := set() if {
	regex.match(`^(each\.key|count\.index|self\.|path\.|terraform\.)`, reference)
} else := {concat("|", ["entity", scope.path, e.resource, e.index])} if {
	e := parsed(reference)
	not shows_another_attribute(reference)
} else := root_variable(reference) if {
	startswith(reference, "var.")
	scope.path == ""
} else := {concat("|", ["variable", scope.path, matched(`^var\.([^.\[]+)`, reference)])} if {
	startswith(reference, "var.")
} else := {concat("|", ["output", within(scope.path, sprintf("module.%s", [m[1]])), m[2]])} if {
	m := regex.find_all_string_submatch_n(`^module\.([^.\[]+)(?:\["(?:[^"\\]|\\.)*"\]|\[[0-9]+\])?\.([^.\[]+)`, reference, 1)[0]
} else := {concat("|", ["outputs", within(scope.path, sprintf("module.%s", [name]))])} if {
	name := matched(`^module\.([^.\[]+)`, reference)
	name != ""
} else := {concat("|", ["unknown", scope.path, reference])}

# A variable of the root module has a value in the plan: if it is not a string, it names nobody.
root_variable(reference) := set() if {
	value := input.variables[matched(`^var\.([^.\[]+)`, reference)].value
	not is_string(value)
	not is_object(value)
	not is_array(value)
} else := {concat("|", ["unknown", "", reference])}

# parsed returns a reference to a user or a group: the resource, the index, and the attribute after it.
parsed(reference) := {"resource": resource, "index": m[4], "attribute": trim_prefix(m[5], ".")} if {
	m := regex.find_all_string_submatch_n(`^(data\.)?([A-Za-z0-9_]+)\.([A-Za-z0-9_-]+)(\["(?:[^"\\]|\\.)*"\]|\[[0-9]+\])?(.*)$`, reference, 1)[0]
	is_entity(m[2])
	resource := sprintf("%s%s.%s", [m[1], m[2], m[3]])
}

references_in(expression) := expression.references if {
	is_array(expression.references)
} else := [reference |
	walk(expression, [path, reference])
	is_string(reference)
	path[count(path) - 2] == "references"
]

# heads returns the references without what follows each of them: azuread_user.ada.object_id comes with azuread_user.ada.
heads(references) := [reference | some i, reference in references; not follows(references, i)]

follows(references, i) if {
	extends(references[i - 1], references[i])
	not after_module_instance(references, i)
}

extends(longer, shorter) if startswith(longer, sprintf("%s.", [shorter]))

extends(longer, shorter) if startswith(longer, sprintf("%s[", [shorter]))

# module.a["x"].out is followed by module.a["x"], and that by nothing of its own.
after_module_instance(references, i) if {
	regex.match(`^module\.[^.\[]+$`, references[i])
	endswith(references[i - 1], "]")
	extends(references[i - 2], references[i - 1])
}

# Assignments: one for each SKU that a license assigns, or that a group brings to its new member.

assignments := array.flatten([
	[a | some l in licenses; l.judged; some a in assigned(l.r.address, l.skus, l.who)],
	[a |
		some m in members
		m.judged
		some g in m.groups
		some a in assigned(m.address, group_skus[g], m.who)
	],
	[a |
		some m in members
		m.judged
		some g, _ in group_skus
		not g in m.groups
		hidden := ({g} & hidden_groups) | {h | some h in m.groups; startswith(h, "local.")}
		count(hidden) > 0
		some a in assigned(m.address, group_skus[g], doubted(m.who, sprintf("the plan does not show which group %s is, and it may be this one", [concat(" or ", sort(hidden))])))
	],
])

# hidden_groups are the groups that a license names by a local value, which a plan does not contain.
hidden_groups := {g |
	some l in licenses
	not startswith(paths(config.assignments[l.r.type].user)[0][0], "user")
	some g in groups_of(l.who)
	startswith(g, "local.")
}

assigned(address, skus_assigned, who) := [{
	"address": address,
	"sku": sku,
	"who": with_named_countries(address, who),
} |
	some sku in skus_assigned
]

with_named_countries(address, who) := object.union(nobody, {"countries": codes}) if {
	codes := {upper(code) |
		some names, list in config.countries
		glob.match(escaped(names), null, address)
		some code in list
	}
	count(codes) > 0
} else := who

# Brackets are part of an address, not of a pattern.
escaped(names) := replace(replace(names, "[", "\\["), "]", "\\]")

licenses := array.concat(
	[license(r, r.change.after, unknowns(r), changes_something(r)) | some r in changes; config.assignments[r.type]; r.mode == "managed"; is_object(r.change.after)],
	[license(r, r.values, {}, false) | some r in prior; config.assignments[r.type]; r.mode == "managed"],
)

default changes_something(_) := false

changes_something(r) if {
	some action in r.change.actions
	action in {"create", "update"}
}

license(r, after, after_unknown, made) := {
	"r": r,
	"skus": assigned_here,
	"who": who,
	"made": made,
	"lost": lost_sku(sku_paths, assigned_here, after),
	"judged": judged(made, who),
} if {
	rule := config.assignments[r.type]
	sku_paths := paths(rule.sku)
	assigned_here := {lower(trim(sku, " {}")) | some path in sku_paths; some sku in values_at(after, path); is_string(sku)} | {"unknown" | some path in sku_paths; any_unknown(after_unknown, path)}
	who := named(r, after, after_unknown, paths(rule.user)[0])
}

# lost_sku reports whether a license has no SKU where there must be one. A list may be empty.
default lost_sku(_, _, _) := false

lost_sku(sku_paths, assigned_here, _) if {
	count(assigned_here) == 0
	every path in sku_paths { not "*" in path }
}

lost_sku(_, assigned_here, after) if {
	count(assigned_here) == 0
	some argument in ["action", "url", "resource_url"]
	contains(lower(after[argument]), "assignlicense")
	values_at(after, ["body", "addLicenses"]) != [[]]
}

# paths returns one path, an argument, or a list of paths as a list of paths.
paths(path) := [[path]] if is_string(path)

paths(path) := [path] if is_string(path[0])

paths(path) := path if is_array(path[0])

# Judged are the assignments that the plan makes or changes, and those that stay with users who move.
judged(made, who) if made

judged(_, who) if who.moves

default judged(_, _) := false

members := array.concat(
	[{
		"address": r.address,
		"groups": groups_of(named(r, r.change.after, unknowns(r), paths(rule.group)[0])),
		"who": who,
		"judged": judged(changes_something(r), who),
	} |
		some r in changes
		rule := config.memberships[r.type]
		is_object(r.change.after)
		some path in paths(rule.user)
		names_members(r, path)
		who := named(r, r.change.after, unknowns(r), path)
	],
	[{
		"address": r.address,
		"groups": {r.address},
		"who": who,
		"judged": judged(changes_something(r), who),
	} |
		some r in changes
		is_object(r.change.after)
		is_group(r.type, r.change.after)
		path := paths(config.groups[r.type])[0]
		path != [""]
		names_members(r, path)
		who := named(r, r.change.after, unknowns(r), path)
	],
)

names_members(r, path) if count(strings_at(r.change.after, path)) > 0

names_members(r, path) if any_unknown(unknowns(r), path)

group_skus := {group: found |
	some pair in group_pairs
	group := pair.group
	found := {p.sku | some p in group_pairs; p.group == group}
}

group_pairs := [{"group": group, "sku": sku} | some l in licenses; some group in groups_of(l.who); some sku in l.skus]

# groups_of returns the groups that an argument names. One that the plan does not hold goes by its ID, or by what the
# argument refers to: a license and a membership that name the same are of the same group.
groups_of(who) := who.groups | {without_identity(identity(without_action(g.who))) | some g in who.gaps; g.why in {"outside", "reference"}}

# without_action returns the URL of a group without what is done with it, as in groups/ID/members/$ref.
without_action(url) := regex.replace(url, `(?i)(/members(/\$ref)?|/assignLicense)/?$`, "")

without_identity(name) := concat(".", array.slice(steps, 0, count(steps) - 1)) if {
	steps := split(name, ".")
	steps[count(steps) - 1] in config.identities
} else := name

# SKUs.

part_numbers := object.union(
	{lower(id): name | some id, name in config.sku_ids},
	{lower(s.sku_id): s.sku_part_number |
		some d in teamsvoice_data
		d.type == "teamsvoice_tenant_licenses"
		some s in d.values.skus
	},
)

assigned_skus := {a.sku | some a in assignments} - {"unknown"}

part_number(sku) := upper(object.get(part_numbers, sku, object.get(skus, [sku, "part_number"], sku)))

# needs are the features that a SKU needs where its user is.
needs := {sku: found |
	some sku in assigned_skus
	found := ({f | some f in object.get(skus, [sku, "needs"], [])} | {f | some name, f in config.skus; names_sku(upper(name), part_number(sku))}) | {f |
		some s in skus
		upper(s.part_number) == part_number(sku)
		some f in s.needs
	}
}

names_sku(name, number) if name == number

names_sku(name, number) if {
	endswith(name, "*")
	startswith(number, trim_suffix(name, "*"))
}

unknown_skus := {sku |
	some sku in assigned_skus
	not skus[sku]
	not part_numbers[sku]
	count(needs[sku]) == 0
	not sku in {lower(s.part_number) | some s in skus}
}

# What must be available in which country: by country and feature, the assignments that need it.

required := {key: list |
	some pair in requirement_pairs
	key := pair.key
	list := [p | some p in requirement_pairs; p.key == key]
}

requirement_pairs := [{"key": [code, feature], "address": a.address, "part": part_number(a.sku), "doubts": doubts} |
	some a in assignments
	some feature in needs[a.sku]
	some code in a.who.countries
	doubts := {doubt | some [c, doubt] in a.who.doubts; c == code; doubt != ""}
]

# The assignments whose country is not known, grouped by message.

ungrounded := {key: list |
	some pair in gap_pairs
	key := pair.key
	list := [p | some p in gap_pairs; p.key == key]
}

gap_pairs := [{"key": key, "address": a.address, "who": g.who} |
	some a in assignments
	count(needs[a.sku]) > 0
	some g in gaps_of(a)
	key := {"resource": without_indexes(a.address), "parts": part_number(a.sku), "needs": concat(" and ", sort(needs[a.sku])), "why": why_of(a.address, g.why)}
]

# Whatever an argument for a group leads to is a group.
why_of(address, why) := "group" if {
	why in {"outside", "reference"}
	some type, rule in config.assignments
	startswith(paths(rule.user)[0][0], "group")
	contains(address, sprintf("%s.", [type]))
} else := why

gaps_of(a) := a.who.gaps if {
	count(a.who.gaps) > 0
} else := {{"why": "reference", "who": a.address}} if {
	count(a.who.countries) == 0
} else := set()

# The answers of the provider.

teamsvoice_data contains r if {
	some r in prior
	r.mode == "data"
	r.provider_name in config.providers
}

# A data source that this plan leaves to apply may still have its answer of an earlier one.
deferred := {r.address |
	some r in changes
	r.mode == "data"
	"read" in r.change.actions
	object.get(r, "action_reason", "") != "read_because_check_nested"
}

answers := array.concat(
	[{
		"address": d.address,
		"code": d.values.country_code,
		"available": {f | some f, s in statuses; s in {"available", "conditional"}},
		"denied": {f: sprintf("says that it is %s", [s]) | some f, s in statuses; not s in {"available", "conditional"}},
		"overridden": {f | some f, v in object.get(d.values, "features", {}); v.overridden},
		"fresh": fresh(d),
	} |
		some d in teamsvoice_data
		d.type == "teamsvoice_country_availability"
		is_string(d.values.country_code)
		statuses := object.union(
			{f: v.status | some f, v in object.get(d.values, "features", {})},
			{f: s | some f, s in object.get(d.values, "statuses", {})},
		)
	],
	[{
		"address": d.address,
		"code": code,
		"available": {f | some f in found.available_features},
		"denied": {f: sprintf("says that users in %s cannot have %s", [code, f]) | some [c, f] in object.keys(required); c == code; not f in found.available_features},
		"overridden": {f | some f in object.get(found, "overridden_features", [])},
		"fresh": fresh(d),
	} |
		some d in teamsvoice_data
		d.type == "teamsvoice_rollout"
		some code, found in d.values.by_country
		is_array(found.available_features)
	],
)

by_country := {code: list |
	some answer in answers
	code := answer.code
	list := [a | some a in answers; a.code == code]
}

passing := {[a.code, f] | some a in answers; a.fresh; some f in a.available}

unmet := object.keys(required) - passing

met := object.keys(required) & passing

unmet_countries := {key[0] | some key in unmet}

# fresh reports whether this plan read a data source, and did not find its answer in the state. Terraform's plans say
# whether they are complete. Other plans must show it: nothing was applied before, a change or an output of the plan refers
# to the data source, or it is in a check block that is evaluated again.
default fresh(_) := false

fresh(d) if {
	not d.address in deferred
	surely_read(d)
}

surely_read(_) if input.complete == true

surely_read(_) if {
	not is_boolean(object.get(input, "complete", null))
	config.complete_plans
}

surely_read(_) if {
	not is_boolean(object.get(input, "complete", null))
	nothing_applied
}

surely_read(d) if configured_as(d) in referred_to

surely_read(d) if {
	some path in modules_referred_to
	startswith(sprintf("%s.", [configured_as(d)[0]]), sprintf("%s.", [path]))
}

surely_read(d) if {
	some r in changes
	r.address == d.address
}

nothing_applied if {
	count([1 | some m in prior_modules; some r in object.get(m, "resources", []); r.mode == "managed"]) == 0
	count(object.get(input, ["prior_state", "values", "outputs"], {})) == 0
}

referred_to := {[parts[1], resource] |
	some node in reachable(planned_references)
	startswith(node, "unknown|")
	parts := split(node, "|")
	resource := matched(`^(data\.teamsvoice_[a-z_]+\.[A-Za-z0-9_-]+)`, parts[2])
	resource != ""
}

planned_references := union({nodes_of(h, {"path": "", "each": "none"}) |
	some name, _ in object.get(input, "output_changes", {})
	some h in heads(references_in(input.configuration.root_module.outputs[name].expression))
}) | union({nodes_of(h, {"path": path, "each": for_each_node(path, resource)}) |
	some [path, resource] in planned_resources
	some h in heads(references_in(object.remove(resource, ["provisioners"])))
}) | union({nodes_of(h, {"path": path, "each": "none"}) | some [path, h] in planned_dependencies})

planned_resources := [[path, resource] |
	planned := {configured_as(r) | some r in changes; r.mode == "managed"}
	some path, m in modules
	some resource in object.get(m.module, "resources", [])
	[path, resource.address] in planned
]

# The depends_on of what the plan has: of resources, and of the modules that they are in.
planned_dependencies := {[path, h] |
	some [path, resource] in planned_resources
	some h in object.get(resource, "depends_on", [])
} | {[m.parent, h] |
	planned := {path | some [path, _] in planned_resources}
	some path, m in modules
	some inner in planned
	startswith(sprintf("%s.", [inner]), sprintf("%s.", [path]))
	some h in object.get(m.call, "depends_on", [])
}

# What depends on a module depends on all that is in it.
modules_referred_to := {within(path, h) | some [path, h] in planned_dependencies; regex.match(`^module\.[^.\[]+$`, h)}

# Answers that come from the provider's configuration.

rests_on_configuration contains message if {
	some key in met
	found := {a.address | some a in by_country[key[0]]; a.fresh; key[1] in a.available; key[1] in a.overridden}
	count(found) > 0
	message := sprintf("%s in %s is available because the provider's configuration says so (%s): see %s", [key[1], key[0], reasons(key[1]), listed(found)])
}

rests_on_configuration contains message if {
	count(met) > 0
	some name, provider in input.configuration.provider_config
	provider.full_name in config.providers
	some argument in ["dataset_file", "dataset_url", "overrides_file"]
	provider.expressions[argument]
	message := sprintf("what is available is said by data of your own: %s of the provider %s", [argument, name])
}

rests_on_configuration contains message if {
	count(met) > 0
	some name, provider in input.configuration.provider_config
	provider.full_name in config.providers
	snapshot := provider.expressions.snapshot
	not newest(snapshot)
	message := sprintf("what is available is said by the snapshot %s of the provider %s: the one of %s may say otherwise", [named_snapshot(snapshot), name, config.snapshot])
}

# A date in the form YYYY-MM-DD sorts as a string.
newest(snapshot) if snapshot.constant_value >= config.snapshot

# The plan has the value of a variable of the root module, which the argument may be.
newest(snapshot) if {
	some reference in references_in(snapshot)
	value := input.variables[trim_prefix(reference, "var.")].value
	value >= config.snapshot
	count(references_in(snapshot)) == 1
}

named_snapshot(snapshot) := snapshot.constant_value if {
	is_string(snapshot.constant_value)
} else := concat(", ", references_in(snapshot))

# reasons returns why a feature is overridden, if the configuration says so in plain text.
reasons(feature) := concat("; ", sort(found)) if {
	found := {block.reason.constant_value |
		some provider in input.configuration.provider_config
		some block in provider.expressions.override
		block.feature.constant_value == feature
	}
	count(found) > 0
} else := "an override"

# Why no check passes, if the plan shows it.

problems(code, feature) := (({p |
	some a in object.get(by_country, code, [])
	p := problem(a, feature)
} | {sprintf("%s does not pass: see the warnings of its check block", [d.address]) |
	# A data source inside a check block that fails has no answer.
	some d in teamsvoice_data
	d.type == "teamsvoice_country_availability"
	not is_string(object.get(d.values, "country_code", null))
	upper(d.values.country) == code
}) | {sprintf("%s is read only during apply, too late to stop the plan: remove its depends_on, and give it only values that are known while planning", [r.address]) |
	some r in changes
	r.address in deferred
	r.type in {"teamsvoice_country_availability", "teamsvoice_rollout"}
	may_be_of(r, code)
}) | {sprintf("%s is of a version of the provider before 0.2, which does not say there what is available", [d.address]) |
	some d in teamsvoice_data
	d.type == "teamsvoice_rollout"
	is_object(d.values.by_country[code])
	not d.values.by_country[code].available_features
}

problem(a, feature) := sprintf("the plan does not show that it read %s, whose answer may come from an earlier plan: OpenTofu's plans do not say whether they are complete. Let the license depend on it (depends_on), let an output show its answer, or set complete_plans in the policy's data if you never use -target or -exclude", [a.address]) if {
	not a.fresh
	not a.address in deferred
	feature in a.available
} else := sprintf("%s %s", [a.address, a.denied[feature]])

# may_be_of reports whether a check that is not read yet may be of a country: it is, or that is not known.
may_be_of(r, code) if upper(r.change.after.country) == code

may_be_of(r, _) if not is_string(object.get(r.change.after, "country", null))

why(code, feature) := concat("; ", array.slice(all, 0, 5)) if {
	all := sort(problems(code, feature))
	count(all) > 0
} else := sprintf("no check in this plan covers %s: its checks cover %s", [code, concat(", ", sort(object.keys(by_country)))]) if {
	count(by_country) > 0
} else := "this plan has no check"

# Words.

sentence(key) := sprintf("%s assigns %s to a user in %s, which needs %s there, and %s%s", [one.address, one.part, key[0], key[1], why(key[0], key[1]), doubts_of(key)]) if {
	addresses := {m.address | some m in required[key]}
	count(addresses) == 1
	one := {"address": listed(addresses), "part": listed({m.part | some m in required[key]})}
} else := sprintf("%d assignments of %s to users in %s need %s there (%s), and %s%s", [
	count(addresses), listed({m.part | some m in required[key]}), key[0], key[1], listed(addresses), why(key[0], key[1]), doubts_of(key),
]) if {
	addresses := {m.address | some m in required[key]}
}

doubts_of(key) := concat("", [sprintf(" (%s)", [d]) | some d in array.slice(sort(union({m.doubts | some m in required[key]})), 0, 3)])

# listed names three of them.
listed(names) := concat(", ", sort(names)) if {
	count(names) <= 3
} else := sprintf("%s and %d more", [concat(", ", array.slice(sort(names), 0, 3)), count(names) - 3])

subject(addresses) := sprintf("%s assigns", [listed(addresses)]) if {
	count(addresses) == 1
} else := sprintf("%d assignments (%s) assign", [count(addresses), listed(addresses)])

singular(set_of_things, one, _) := one if count(set_of_things) == 1

singular(set_of_things, _, several) := several if count(set_of_things) != 1

# pattern names assignments of one resource, for the policy's data.
pattern(addresses) := listed(addresses) if {
	count(addresses) == 1
} else := sprintf("%s[*]", [without_indexes(sort(addresses)[0])])

way_out := {
	"group": "%s is a group, and a plan does not show all of its members. Name",
	"unknown": "the usage location of %s is known only after apply. Write one that is known while planning, or name",
	"none": "usage_location of %s is not set. Set it in this configuration, or name",
	"outside": "no user of this plan is %s. Read the user with a data source such as azuread_user, or name",
	"attribute": "it does not show which attribute of %s the license takes. Write each.value.object_id in a for_each over it, or name",
	"reference": "it does not show which user %s leads to. Refer to the user's ID itself, as azuread_user.NAME[each.key].object_id does, or name",
}

# What to write if no data source is of the country: once for all countries.

unchecked := {code: features |
	some code in unmet_countries
	not by_country[code]
	features := {f | some [c, f] in unmet; c == code}
}

what_to_write(code) := sprintf(". Write\n\n%s\n", [concat("\n\n", [block(i, features) | some i, features in feature_sets])]) if {
	code == sort(object.keys(unchecked))[0]
} else := "."

feature_sets := sort({sort(features) | some features in unchecked})

block(i, features) := sprintf("    data \"teamsvoice_country_availability\" %q {\n%s\n      required_features = [%s]\n    }", [
	block_name(i, codes),
	block_country(codes),
	concat(", ", [sprintf("%q", [f]) | some f in features]),
]) if {
	codes := sort({code | some code, set_of_features in unchecked; sort(set_of_features) == features})
}

block_name(_, codes) := lower(codes[0]) if count(codes) == 1

block_name(i, codes) := sprintf("voice_%d", [i + 1]) if count(codes) > 1

block_country(codes) := sprintf("      country           = %q", [codes[0]]) if count(codes) == 1

block_country(codes) := sprintf("      for_each          = toset([%s])\n      country           = each.key", [concat(", ", [sprintf("%q", [code]) | some code in codes])]) if count(codes) > 1

# Values at paths.

# values_at returns the values at a path, which has at most four steps.
values_at(value, path) := [found | found := value[path[0]]] if {
	count(path) == 1
	is_object(value)
	not path[0] in {"", "*"}
} else := [w |
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

strings_at(value, path) := {text |
	some found in values_at(value, path)
	some text in texts_in(found)
	text != ""
}

texts_in(value) := {value} if is_string(value)

texts_in(value) := {text | walk(value, [_, text]); is_string(text)} if not is_string(value)

# any_unknown reports whether a value at a path, or one that it is in, is known only after apply.
any_unknown(after_unknown, path) if {
	after_unknown != {}
	some n in numbers.range(1, count(path))
	some found in values_at(after_unknown, array.slice(path, 0, n))
	is_unknown(found, n == count(path))
}

is_unknown(true, _)

is_unknown(found, true) if {
	walk(found, [_, value])
	value == true
}
