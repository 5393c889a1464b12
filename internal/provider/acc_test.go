package provider

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/testkit"
)

// What the tests share. Those of one function or data source are beside it, in
// two kinds: TestName asks the provider's protocol server, without a CLI, and
// TestAccName runs the CLI that TF_ACC_TERRAFORM_PATH names.

// TestMain sets what must be the same for every acceptance test.
func TestMain(m *testing.M) {
	for variable, value := range map[string]string{
		"TF_ACC_PROVIDER_NAMESPACE": "teamsvoice", // the second part of the provider's source address
		datasetVariable:             edition,      // for a provider that a CLI starts
	} {
		if err := os.Setenv(variable, value); err != nil {
			panic(err)
		}
	}
	testkit.Main(m)
}

// today is the day on which the tests are run, as far as the provider knows.
const today = "2023-06-01"

// edition is the embedded snapshot that the tests read unless they name another:
// a newer one does not turn them red. The few that name the newest deliberately
// set [datasetVariable] to "".
const edition = "2023-01-25"

// fixedClock always tells the same time.
type fixedClock struct{ now time.Time }

func (c fixedClock) Now() time.Time { return c.now }

// on returns the clock of a day, in its last hour.
func on(day string) fixedClock {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		panic(err)
	}
	return fixedClock{t.Add(23 * time.Hour)}
}

// environment is what the provider reads instead of the process's variables.
type environment map[string]string

func (e environment) get(name string) string {
	value, set := e[name]
	if name == datasetVariable && !set {
		return edition
	}
	return value
}

// providerOn returns the provider of a day and an environment.
func providerOn(day string, env environment) provider.Provider {
	return newWith("test", on(day), env.get)()
}

// factories gives the provider to the testing framework, made for every
// command.
func factories(make func() provider.Provider) map[string]func() (tfprotov6.ProviderServer, error) {
	return map[string]func() (tfprotov6.ProviderServer, error){
		"teamsvoice": func() (tfprotov6.ProviderServer, error) {
			return Server(make()), nil
		},
	}
}

// acceptance runs steps on the CLI, with the current provider.
func acceptance(t *testing.T, steps ...resource.TestStep) {
	t.Helper()
	acceptanceIn(t, nil, steps...)
}

// acceptanceIn is acceptance in an environment.
func acceptanceIn(t *testing.T, env environment, steps ...resource.TestStep) {
	t.Helper()
	acceptanceOf(t, func() provider.Provider { return providerOn(today, env) }, steps...)
}

// acceptanceOf is acceptance with a provider of one's own.
func acceptanceOf(t *testing.T, make func() provider.Provider, steps ...resource.TestStep) {
	t.Helper()
	resource.ParallelTest(t, resource.TestCase{ProtoV6ProviderFactories: factories(make), Steps: steps})
}

// header is what every configuration begins with.
const header = `
terraform {
  required_providers {
    teamsvoice = {
      source = "teamsvoice/teamsvoice"
    }
  }
}
`

// answers is a step whose configuration is planned, with checks of what its
// outputs will be. Nothing else is in its plan, so applying it would show
// nothing more.
func answers(configuration string, checks ...outputCheck) resource.TestStep {
	step := resource.TestStep{Config: header + configuration, PlanOnly: true, ExpectNonEmptyPlan: true}
	for _, check := range checks {
		step.ConfigPlanChecks.PostApplyPreRefresh = append(step.ConfigPlanChecks.PostApplyPreRefresh, check)
	}
	return step
}

// applies is a step whose configuration is applied.
func applies(configuration string, checks ...statecheck.StateCheck) resource.TestStep {
	return resource.TestStep{Config: header + configuration, ConfigStateChecks: checks}
}

// fails is a step whose plan fails, with the phrases in this order in what the
// CLI says. Where it breaks lines does not matter.
func fails(configuration string, phrases ...string) resource.TestStep {
	return resource.TestStep{Config: header + configuration, PlanOnly: true, ExpectError: says(phrases...)}
}

// says matches text that has the phrases in this order.
func says(phrases ...string) *regexp.Regexp {
	for i, phrase := range phrases {
		words := strings.Fields(phrase)
		for j, word := range words {
			words[j] = regexp.QuoteMeta(word)
		}
		phrases[i] = strings.Join(words, `[\s│]+`)
	}
	return regexp.MustCompile(`(?s)` + strings.Join(phrases, `.*`))
}

// output checks an output of the type that T unmarshals. An object that
// jsonencode made is unwrapped.
func output[T any](name string, check func(T) error) outputCheck {
	return func(outputs map[string]any) error {
		value, ok := outputs[name]
		if !ok {
			return fmt.Errorf("there is no output %q", name)
		}
		data, ok := value.(string)
		if !ok || !strings.HasPrefix(data, "{") {
			encoded, err := json.Marshal(value)
			if err != nil {
				return err
			}
			data = string(encoded)
		}
		var got T
		if err := json.Unmarshal([]byte(data), &got); err != nil {
			return fmt.Errorf("output %q: %w", name, err)
		}
		if err := check(got); err != nil {
			return fmt.Errorf("output %q: %w", name, err)
		}
		return nil
	}
}

// outputIs checks that an output is a value, given as JSON.
func outputIs(name, want string) outputCheck {
	return output(name, func(got any) error { return sameJSON(got, want) })
}

func sameJSON(got any, want string) error {
	var wanted any
	if err := json.Unmarshal([]byte(want), &wanted); err != nil {
		return fmt.Errorf("what the test wants is no JSON: %w", err)
	}
	g, err := json.Marshal(got)
	if err != nil {
		return err
	}
	w, err := json.Marshal(wanted)
	if err != nil {
		return err
	}
	if string(g) != string(w) {
		return fmt.Errorf("got %s, want %s", g, w)
	}
	return nil
}

// outputCheck is a check of the outputs of the root module, planned or applied.
type outputCheck func(outputs map[string]any) error

// CheckPlan implements [plancheck.PlanCheck].
func (c outputCheck) CheckPlan(_ context.Context, req plancheck.CheckPlanRequest, resp *plancheck.CheckPlanResponse) {
	resp.Error = c.check(req.Plan.PlannedValues.Outputs)
}

// CheckState implements [statecheck.StateCheck].
func (c outputCheck) CheckState(_ context.Context, req statecheck.CheckStateRequest, resp *statecheck.CheckStateResponse) {
	resp.Error = c.check(req.State.Values.Outputs)
}

func (c outputCheck) check(outputs map[string]*tfjson.StateOutput) error {
	values := make(map[string]any)
	for name, o := range outputs {
		values[name] = o.Value
	}
	return c(values)
}
