package policytest

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

const completeExample = "../../examples/complete"

// TestComplete takes examples/complete through the life of a rollout, with the
// policy on each plan, as its pipelines do.
func TestComplete(t *testing.T) {
	t.Setenv("TF_VAR_initial_password", "not-a-real-one")
	eachCLI(t, func(t *testing.T, _, cli string) {
		dir := t.TempDir()
		copyInto(t, dir, completeExample)
		apply := func(arguments ...string) {
			t.Helper()
			v := judge(t, plan(t, cli, dir, arguments...))
			compare(t, "refused", v.failures, nil)
			compare(t, "warned", v.warnings, nil)
			run(t, cli, dir, "apply", "-input=false", "-no-color", "plan")
		}
		expectUsers := func(accounts, licensed int) {
			t.Helper()
			if a, l := inState(t, cli, dir, "azuread_user"), inState(t, cli, dir, "azuread_user_license"); a != accounts || l != 2*licensed {
				t.Errorf("%d accounts and %d licenses, want %d and %d", a, l, accounts, 2*licensed)
			}
		}

		apply()
		expectUsers(8, 8)
		if said := string(run(t, cli, dir, "plan", "-input=false", "-no-color")); !strings.Contains(said, "No changes.") {
			t.Errorf("the second plan changes something:\n%s", said)
		}

		users := filepath.Join(dir, "users.csv")
		copyInto(t, dir, filepath.Join(dir, "tests")) // not-sold.csv
		if err := os.Rename(filepath.Join(dir, "not-sold.csv"), users); err != nil {
			t.Fatal(err)
		}
		mustFail(t, cli, dir, "Calling Plan is not sold in 1 country of this rollout: AE (1 user)", "plan", "-input=false", "-no-color")
		apply("-var=on_violation=warning")
		expectUsers(9, 8)

		// Who can no longer have a plan loses the license, and keeps the account.
		edit(t, users, "Sanne de Vries,Netherlands,+31 20 123 4567", "Sanne de Vries,United Arab Emirates,")
		apply("-var=on_violation=warning")
		expectUsers(9, 7)

		mustFail(t, cli, dir, "Calling Plan is not sold", "destroy", "-auto-approve", "-input=false", "-no-color")
		run(t, cli, dir, "destroy", "-auto-approve", "-input=false", "-no-color", "-var=on_violation=warning")
		expectUsers(0, 0)
	})
}

// TestCompleteWithoutGate takes the gate out of examples/complete: the policy
// refuses the plan for every country.
func TestCompleteWithoutGate(t *testing.T) {
	t.Setenv("TF_VAR_initial_password", "not-a-real-one")
	eachCLI(t, func(t *testing.T, _, cli string) {
		dir := t.TempDir()
		copyInto(t, dir, completeExample)
		for _, file := range []string{"gate.tf", "outputs.tf"} {
			if err := os.Remove(filepath.Join(dir, file)); err != nil {
				t.Fatal(err)
			}
		}
		users := filepath.Join(dir, "users.tf")
		edit(t, users, "  depends_on = [data.teamsvoice_rollout.voice]\n", "")
		edit(t, users, "data.teamsvoice_rollout.voice.ready_users", "local.users")
		v := judge(t, plan(t, cli, dir))
		compare(t, "refused", v.failures, []string{
			"to a user in DE, which needs domestic_calling_plan there, and this plan has no check",
			"to a user in ES", "to a user in FR", "to users in GB need domestic_calling_plan there", "to a user in IE", "to a user in NL", "to a user in US",
		})
	})
}

// TestCompleteWithAccountsOfOthers follows what the README says about accounts that
// Terraform does not create.
func TestCompleteWithAccountsOfOthers(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(completeExample, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?ms)^```terraform\n(data \"azuread_user\".*?)^```$").FindSubmatch(readme)
	if block == nil {
		t.Fatal("README.md has no data source azuread_user")
	}
	t.Setenv("TF_VAR_initial_password", "not-a-real-one")
	eachCLI(t, func(t *testing.T, _, cli string) {
		dir := t.TempDir()
		copyInto(t, dir, completeExample)
		users := filepath.Join(dir, "users.tf")
		text, err := os.ReadFile(users)
		if err != nil {
			t.Fatal(err)
		}
		resource := regexp.MustCompile(`(?ms)^resource "azuread_user" .*?^}$`)
		changed := resource.ReplaceAll(text, block[1])
		if err := os.WriteFile(users, []byte(strings.ReplaceAll(string(changed), " azuread_user.this", " data.azuread_user.this")), 0o600); err != nil {
			t.Fatal(err)
		}
		edit(t, filepath.Join(dir, "outputs.tf"), "azuread_user.this", "data.azuread_user.this")
		// The stand-in takes the country of an account from the first two letters of its name.
		list := "UserPrincipalName,DisplayName,UsageLocation,PhoneNumber\nde.konrad@example.com,Konrad,Germany,\n"
		if err := os.WriteFile(filepath.Join(dir, "users.csv"), []byte(list), 0o600); err != nil {
			t.Fatal(err)
		}
		v := judge(t, plan(t, cli, dir))
		compare(t, "refused", v.failures, nil)
		edit(t, filepath.Join(dir, "users.csv"), "Germany", "France")
		mustFail(t, cli, dir, "de.konrad@example.com has the usage location DE in Entra ID, and FR in the list.", "plan", "-input=false", "-no-color")
	})
}

// TestModuleReadme plans what the README of the module voice-gate says to
// write, as it is.
func TestModuleReadme(t *testing.T) {
	const module = "../../examples/modules/voice-gate"
	readme, err := os.ReadFile(filepath.Join(module, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	block := regexp.MustCompile("(?ms)^```terraform\n(.*?)^```$").FindSubmatch(readme)
	if block == nil {
		t.Fatal("README.md has no configuration")
	}
	eachCLI(t, func(t *testing.T, _, cli string) {
		dir := t.TempDir()
		copyInto(t, filepath.Join(dir, "voice-gate"), module)
		main := filepath.Join(dir, "main.tf")
		if err := os.WriteFile(main, block[1], 0o600); err != nil {
			t.Fatal(err)
		}
		edit(t, main, "github.com/teamsvoice/terraform-provider-teamsvoice//examples/modules/voice-gate?ref=v0.2.0", "./voice-gate")
		// The stand-in takes the country of an account from the first two letters of its name.
		edit(t, main, "ada@example.com", "de.ada@example.com")
		v := judge(t, plan(t, cli, dir))
		compare(t, "refused", v.failures, nil)
		compare(t, "warned", v.warnings, nil)
	})
}

// edit replaces a text in a file, which must have it.
func edit(t *testing.T, file, text, with string) {
	t.Helper()
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(before), text) {
		t.Fatalf("%s has no %q", file, text)
	}
	if err := os.WriteFile(file, []byte(strings.ReplaceAll(string(before), text, with)), 0o600); err != nil {
		t.Fatal(err)
	}
}

// mustFail runs the CLI, which must fail with these words.
func mustFail(t *testing.T, cli, dir, words string, arguments ...string) {
	t.Helper()
	command := exec.CommandContext(t.Context(), cli, arguments...)
	command.Dir = dir
	out, err := command.CombinedOutput()
	if said := strings.Join(strings.Fields(strings.ReplaceAll(string(out), "│", " ")), " "); err == nil || !strings.Contains(said, words) {
		t.Errorf("it should fail with the words: %s\n%v\n%s", words, err, out)
	}
}

// inState returns how many instances of a resource type the state has.
func inState(t *testing.T, cli, dir, kind string) int {
	t.Helper()
	var state struct {
		Values struct {
			RootModule struct {
				Resources []struct{ Type, Mode string }
			} `json:"root_module"`
		}
	}
	if err := json.Unmarshal(run(t, cli, dir, "show", "-json"), &state); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, r := range state.Values.RootModule.Resources {
		if r.Type == kind && r.Mode == "managed" {
			n++
		}
	}
	return n
}
