// Package policytest holds the tests of examples/policy over plans of
// Terraform and OpenTofu. scripts/policy-test runs them: it names the CLIs and
// conftest in the environment, and sets up the providers.
package policytest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

const policyFolder = "../../examples/policy"

// environment returns the value of an environment variable that scripts/policy-test
// sets.
func environment(t *testing.T, variable string) string {
	t.Helper()
	value := os.Getenv(variable)
	if value == "" {
		t.Skipf("%s is not set: run scripts/policy-test", variable)
	}
	return value
}

// verdict is what conftest says about a plan.
type verdict struct{ failures, warnings []string }

func judge(t *testing.T, plan string, options ...string) verdict {
	t.Helper()
	options = append([]string{"test", "--output", "json", "--policy", policyFolder, plan}, options...)
	command := exec.CommandContext(t.Context(), environment(t, "POLICY_CONFTEST"), options...)
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, _ := command.Output() // it fails where the plan is refused
	type message struct {
		Message string `json:"msg"`
	}
	var results []struct{ Failures, Warnings []message }
	if err := json.Unmarshal(out, &results); err != nil || len(results) != 1 {
		t.Fatalf("conftest: %v\n%s%s", err, out, stderr.Bytes())
	}
	texts := func(messages []message) (all []string) {
		for _, m := range messages {
			all = append(all, m.Message)
		}
		return all
	}
	return verdict{texts(results[0].Failures), texts(results[0].Warnings)}
}

// expected is what the comment at the top of a main.tf says: with which
// arguments the plan is made, and with which words the policy must refuse it
// or to warn, each in a message of its own. Any other message is one too many.
//
//	# plan: -target=azuread_user.ada
//	# refused: this plan has no check
//	# refused by tofu: the output voice is missing
//	# warned: it is not known what the SKU
type expected struct{ arguments, failures, warnings []string }

var directive = regexp.MustCompile(`(?m)^# (plan|refused|warned)(?: by (\w+))?: *(.*)$`)

func expectedOf(t *testing.T, file, cli string) (e expected) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range directive.FindAllStringSubmatch(string(text), -1) {
		switch what, by, words := m[1], m[2], m[3]; {
		case by != "" && by != cli:
		case what == "plan":
			e.arguments = strings.Fields(words)
		case what == "refused":
			e.failures = append(e.failures, words)
		case what == "warned":
			e.warnings = append(e.warnings, words)
		}
	}
	return e
}

// run runs the CLI in a folder.
func run(t *testing.T, cli, dir string, arguments ...string) []byte {
	t.Helper()
	command := exec.CommandContext(t.Context(), cli, arguments...)
	command.Dir = dir
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s%s", filepath.Base(cli), strings.Join(arguments, " "), err, out, stderr.Bytes())
	}
	return out
}

// plan makes the plan of what is in a folder, and returns the path of the JSON.
func plan(t *testing.T, cli, dir string, arguments ...string) string {
	t.Helper()
	run(t, cli, dir, "get", "-no-color")
	run(t, cli, dir, append([]string{"plan", "-input=false", "-no-color", "-out=plan"}, arguments...)...)
	name := filepath.Join(dir, "plan.json")
	if err := os.WriteFile(name, run(t, cli, dir, "show", "-json", "plan"), 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}

// eachCLI runs a test on every CLI that exists.
func eachCLI(t *testing.T, test func(t *testing.T, name, cli string)) {
	environment(t, "POLICY_CONFTEST")
	for _, name := range []string{"terraform", "tofu"} {
		t.Run(name, func(t *testing.T) { test(t, name, environment(t, "POLICY_"+name)) })
	}
}

// TestPlans makes the plan of each folder of testdata. Each gets a copy of
// versions.tf. What is in its before/ is applied first, and its data.yaml is
// given to the policy.
func TestPlans(t *testing.T) {
	folders, err := filepath.Glob(policyFolder + "/testdata/*/main.tf")
	if err != nil || len(folders) < 20 {
		t.Fatal(len(folders), err)
	}
	eachCLI(t, func(t *testing.T, name, cli string) {
		for _, file := range folders {
			folder := filepath.Dir(file)
			t.Run(filepath.Base(folder), func(t *testing.T) {
				t.Parallel()
				e := expectedOf(t, file, name)
				examples := t.TempDir() // as in the repository, for a folder that uses a module
				dir := filepath.Join(examples, "policy", "testdata", filepath.Base(folder))
				copyInto(t, filepath.Join(examples, "modules"), "../../examples/modules")
				copyInto(t, filepath.Join(dir, "versions.tf"), policyFolder+"/testdata/versions.tf")
				before := filepath.Join(folder, "before")
				if _, err := os.Stat(before); err == nil {
					copyInto(t, dir, before)
					run(t, cli, dir, "get", "-no-color")
					run(t, cli, dir, "apply", "-auto-approve", "-input=false", "-no-color")
				}
				copyInto(t, dir, folder)
				json := plan(t, cli, dir, e.arguments...)
				var options []string
				if data := filepath.Join(folder, "data.yaml"); exists(data) {
					options = []string{"--data", data}
				}
				v := judge(t, json, options...)
				compare(t, "refused", v.failures, e.failures)
				compare(t, "warned", v.warnings, e.warnings)
			})
		}
	})
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// copyInto copies a file or a folder over another.
func copyInto(t *testing.T, dir, from string) {
	t.Helper()
	err := filepath.WalkDir(from, func(name string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		relative, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		to := filepath.Join(dir, relative)
		if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
			return err
		}
		return os.WriteFile(to, text, 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
}

// compare looks for each of the words in a message of its own.
func compare(t *testing.T, what string, messages, words []string) {
	t.Helper()
	left := slices.Clone(messages)
	for i, text := range left {
		left[i] = strings.Join(strings.Fields(text), " ")
	}
	for _, w := range words {
		i := slices.IndexFunc(left, func(text string) bool { return strings.Contains(text, w) })
		if i < 0 {
			t.Errorf("%s without the words: %s", what, w)
			continue
		}
		left = slices.Delete(left, i, i+1)
	}
	for _, text := range left {
		t.Errorf("%s besides: %s", what, text)
	}
}

// TestGrowth holds the work on a plan to its size. The two plans are judged
// side by side on one machine, so that only their ratio counts.
func TestGrowth(t *testing.T) {
	environment(t, "POLICY_CONFTEST")
	const factor = 8
	small, large := manyUsers(t, 300), manyUsers(t, 300*factor)
	// The fastest of three: what else the machine does only adds to it.
	cost := func(plan string) time.Duration {
		best := time.Duration(math.MaxInt64)
		for range 3 {
			best = min(best, judgeTime(t, plan))
		}
		return best
	}
	if a, b := cost(small), cost(large); b > 3*factor*a {
		t.Errorf("%d times the users take %.0f times as long: %v and %v", factor, float64(b)/float64(a), a, b)
	}
}

// judgeTime returns how much processor time conftest takes for a plan that
// passes.
func judgeTime(t *testing.T, plan string) time.Duration {
	t.Helper()
	command := exec.CommandContext(t.Context(), environment(t, "POLICY_CONFTEST"), "test", "--policy", policyFolder, plan)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return command.ProcessState.UserTime()
}

// manyUsers writes a plan of n users with a license each, every other one
// created by it, in the form of terraform show -json.
func manyUsers(t *testing.T, n int) string {
	t.Helper()
	type object = map[string]any
	changes := []object{}
	add := func(i int, kind string, after, unknown object) {
		action := "create"
		if i%2 == 0 {
			action = "no-op"
		}
		key := fmt.Sprintf("user%d", i)
		changes = append(changes, object{
			"address": fmt.Sprintf("%s.all[%q]", kind, key), "mode": "managed", "type": kind, "name": "all", "index": key,
			"change": object{"actions": []string{action}, "after": after, "after_unknown": unknown},
		})
	}
	for i := range n {
		user, license := object{"usage_location": "DE"}, object{"sku_id": "0dab259f-bf13-4952-b7f8-7db8f131b28d"}
		userUnknown, licenseUnknown := object{}, object{}
		if i%2 == 0 {
			user["object_id"], license["user_object_id"] = fmt.Sprint("id-", i), fmt.Sprint("id-", i)
		} else {
			userUnknown["object_id"], licenseUnknown["user_object_id"] = true, true
		}
		add(i, "azuread_user", user, userUnknown)
		add(i, "azuread_user_license", license, licenseUnknown)
	}
	text, err := json.Marshal(object{
		"format_version": "1.2", "complete": true, "planned_values": object{}, "resource_changes": changes,
		"prior_state": object{"values": object{"root_module": object{"resources": []object{{
			"address": "data.teamsvoice_country_availability.de", "mode": "data", "type": "teamsvoice_country_availability", "name": "de",
			"provider_name": "registry.terraform.io/teamsvoice/teamsvoice",
			"values":        object{"country_code": "DE", "statuses": object{"domestic_calling_plan": "available"}},
		}}}}},
		"configuration": object{"root_module": object{"resources": []object{
			{"address": "azuread_user.all", "type": "azuread_user", "expressions": object{}},
			{
				"address": "azuread_user_license.all", "type": "azuread_user_license",
				"expressions": object{"user_object_id": object{"references": []string{"azuread_user.all", "each.key"}}},
			},
		}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "plan.json")
	if err := os.WriteFile(name, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return name
}
