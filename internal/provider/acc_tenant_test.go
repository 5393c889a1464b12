package provider

import (
	"context"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/terraform"

	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/graph/graphtest"
	"github.com/teamsvoice/terraform-provider-teamsvoice/internal/powershell/powershelltest"
)

const (
	tenantID     = "11111111-1111-1111-1111-111111111111"
	clientID     = "22222222-2222-2222-2222-222222222222"
	clientSecret = "the-cl1ent~s3cret"
)

// The certificate of every TLS server of httptest is the same. The provider of
// the tests runs in this process and trusts what SSL_CERT_FILE names when the
// first certificate is verified, so it must be set before any test.
var trustLoopback = func() error {
	s := httptest.NewTLSServer(nil)
	defer s.Close()
	name := filepath.Join(os.TempDir(), fmt.Sprintf("teamsvoice-loopback-%d.pem", os.Getuid()))
	block := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: s.Certificate().Raw})
	if err := os.WriteFile(name, block, 0o600); err != nil {
		return err
	}
	return os.Setenv("SSL_CERT_FILE", name)
}()

// voiceTenant has the licenses and numbers of a small organization.
func voiceTenant() graphtest.Tenant {
	return graphtest.Tenant{
		ID: tenantID, ClientID: clientID, ClientSecret: clientSecret,
		SKUs: []graphtest.SKU{
			graphtest.License("MCOEV", 25, 14),
			graphtest.License("MCOPSTN1", 20, 17),
			graphtest.License("MCOMEETADV", 10, 0),
			graphtest.License("EXCHANGESTANDARD", 5, 5),
		},
		Numbers: []graphtest.Number{
			voiceNumber("+12052582895", "callingPlan", "unassigned", "US", "Birmingham", "userAssignment"),
			voiceNumber("+12052582896", "callingPlan", "userAssigned", "US", "Birmingham", "userAssignment"),
			voiceNumber("+18002752273", "callingPlan", "unassigned", "US", "", "conferenceAssignment", "voiceApplicationAssignment"),
			voiceNumber("+498912345678", "directRouting", "unassigned", "", "", "userAssignment"),
			voiceNumber("+4989123456", "operatorConnect", "unassigned", "DE", "München", "conferenceAssignment", "voiceApplicationAssignment"),
			voiceNumber("+493012345678", "operatorConnect", "somethingNew", "DE", "Berlin", "userAssignment"),
		},
	}
}

func voiceNumber(number, numberType, status, code, city string, capabilities ...string) graphtest.Number {
	n := graphtest.Number{
		ID: "id-" + number, TelephoneNumber: number, NumberType: numberType, ActivationState: "activated", Capabilities: capabilities,
		AssignmentStatus: status, NumberSource: "online",
	}
	if code != "" {
		n.ISOCountryCode = &code
	}
	if city != "" {
		n.City = &city
	}
	return n
}

// startTenant starts a server, and returns it with an environment in which the
// provider finds it.
func startTenant(t *testing.T, tenant graphtest.Tenant) (*graphtest.Server, environment) {
	t.Helper()
	if trustLoopback != nil {
		t.Fatal(trustLoopback)
	}
	s := graphtest.NewServer(t, tenant)
	return s, environment{
		"ARM_TENANT_ID": tenantID, "ARM_CLIENT_ID": clientID, "ARM_CLIENT_SECRET": clientSecret, "AZURE_AUTHORITY_HOST": s.URL,
	}
}

// readTenant reads a data source of a tenant.
func readTenant(t *testing.T, name string, tenant graphtest.Tenant, arguments object, faults ...func(*graphtest.Server)) (object, diagnostics) {
	t.Helper()
	s, env := startTenant(t, tenant)
	for _, fault := range faults {
		fault(s)
	}
	answer, said := newServer(t, env).data(name, object{"graph_endpoint": s.URL}, arguments)
	o, _ := answer.(object)
	if strings.Contains(said.String(), clientSecret) || strings.Contains(said.String(), s.Token()) {
		t.Errorf("a secret is told: %s", said)
	}
	return o, said
}

// failing lets the server fail.
func failing(target graphtest.Target, times int, fault graphtest.Fault) func(*graphtest.Server) {
	return func(s *graphtest.Server) { s.Fail(target, times, fault) }
}

// A large tenant that throttles, signed in to by the environment.
func TestAccTenant(t *testing.T) {
	tenant := voiceTenant()
	for i := range 50_000 {
		tenant.Numbers = append(tenant.Numbers, voiceNumber(fmt.Sprintf("+44207%07d", i), "callingPlan", "unassigned", "GB", "London", "userAssignment"))
	}
	s, env := startTenant(t, tenant)
	s.Fail(graphtest.Numbers, 2, graphtest.Throttle(0))
	acceptanceIn(t, env, answers(blockOf(s)+`
data "teamsvoice_phone_numbers" "gb" {
  country = "United Kingdom"
  usage   = "user"
  status  = "unassigned"
  require = 50000
}
output "numbers" { value = data.teamsvoice_phone_numbers.gb.by_country }
`, outputIs("numbers", `{"GB": 50000}`)))
	t.Cleanup(func() {
		if n := len(s.Requests(graphtest.Numbers)); n < 52 {
			t.Errorf("%d requests for 50,000 numbers", n)
		}
	})
}

// blockOf returns a provider block with more arguments.
func blockOf(s *graphtest.Server, arguments ...string) string {
	return fmt.Sprintf("provider \"teamsvoice\" {\n  graph_endpoint = %q\n  %s\n}\n", s.URL, strings.Join(arguments, "\n  "))
}

// Signed in to by the provider block: neither the secret nor the token is in
// the state, in a plan, or in what the provider logs.
func TestAccTenantKeepsSecrets(t *testing.T) {
	s, _ := startTenant(t, voiceTenant())
	log := filepath.Join(t.TempDir(), "log")
	t.Setenv("TF_LOG", "TRACE")
	t.Setenv("TF_LOG_PATH", log)
	t.Setenv("TF_ACC_LOG_PATH", log)
	secrets := func(text string) error {
		if strings.Contains(text, clientSecret) || strings.Contains(text, s.Token()) {
			return errors.New("a secret is told")
		}
		return nil
	}
	step := applies(blockOf(s, fmt.Sprintf("tenant_id = %q", tenantID), fmt.Sprintf("client_id = %q", clientID), "client_secret = var.secret")+`
variable "secret" {
  default   = "`+clientSecret+`"
  sensitive = true
}
data "teamsvoice_tenant_licenses" "all" {
  require = { phone_system = 11, domestic_calling_plan = 3 }
}
data "teamsvoice_phone_numbers" "all" {}
output "free" { value = data.teamsvoice_tenant_licenses.all.capabilities.phone_system.free }
`, outputIs("free", `11`))
	step.Check = func(state *terraform.State) error {
		text, err := json.Marshal(state)
		return errors.Join(err, secrets(string(text)))
	}
	resource.Test(t, resource.TestCase{
		ProtoV6ProviderFactories: factories(func() provider.Provider { return providerOn(today, environment{"AZURE_AUTHORITY_HOST": s.URL}) }),
		Steps:                    []resource.TestStep{step},
	})
	text, err := os.ReadFile(log)
	if err != nil || !strings.Contains(string(text), "teamsvoice_tenant_licenses") {
		t.Fatalf("there is no log of the provider: %v", err)
	}
	for line := range strings.Lines(string(text)) {
		// The testing framework logs the configuration, and the CLI the variable.
		if strings.Contains(line, "@module=sdk") || strings.Contains(line, "provider") && !strings.Contains(line, "Config") {
			if err := secrets(line); err != nil {
				t.Errorf("%v: %s", err, line)
			}
		}
	}
}

func TestAccTenantIsRefused(t *testing.T) {
	s, env := startTenant(t, voiceTenant())
	block := blockOf(s)
	s.Fail(graphtest.Numbers, graphtest.Forever, graphtest.Forbid())
	acceptanceIn(t, env,
		fails(block+`
data "teamsvoice_tenant_licenses" "all" {
  require = { domestic_calling_plan = 15 }
}
`, "Too few free licenses of domestic_calling_plan", "15 free licenses that give domestic_calling_plan are required, and the tenant has 3", "Buy 12 more of MCOPSTN1"),
		fails(block+`
data "teamsvoice_phone_numbers" "all" {}
`, "Phone numbers of the tenant cannot be read", "403", "Grant the application permission TeamsTelephoneNumber.Read.All"))
}

// Without credentials, all the rest works, and nothing asks for any.
func TestAccWithoutTenant(t *testing.T) {
	acceptanceIn(t, nil,
		answers(`
data "teamsvoice_country_availability" "de" {
  country           = "DE"
  required_features = ["calling_plan"]
}
data "teamsvoice_countries" "all" {}
data "teamsvoice_dataset" "this" {}
data "teamsvoice_availability_changes" "all" {}
data "teamsvoice_rollout" "wave" {
  users    = { ada = { country = "DE" } }
  features = ["calling_plan"]
}
output "ready" { value = data.teamsvoice_rollout.wave.ready }
`, outputIs("ready", `true`)),
		fails(`
provider "teamsvoice" {
  use_cli = false
}
data "teamsvoice_tenant_licenses" "all" {}
`, "tenant"))
}

// sortedTexts returns an attribute of each element of a list, sorted.
func sortedTexts(elements any, name string) []string {
	texts := []string{}
	for _, e := range elements.([]any) {
		texts = append(texts, fmt.Sprint(e.(object)[name]))
	}
	slices.Sort(texts)
	return texts
}

// Issue 7: one data source says what is missing before it can be applied.
func TestAccRolloutTenant(t *testing.T) {
	tenant := voiceTenant()
	tenant.SKUs = []graphtest.SKU{graphtest.License("MCOEV", 25, 0), graphtest.License("MCOPSTN1", 20, 17)}
	s, env := startTenant(t, tenant)
	acceptanceIn(t, env, fails(blockOf(s)+`
data "teamsvoice_rollout" "wave" {
  users            = { for i in range(15) : "user ${i}" => { country = "US" } }
  features         = ["calling_plan"]
  plan_type        = "domestic"
  tenant           = true
  required_numbers = { user = 1, toll_free = 4 }
}
`, "12 more Domestic Calling Plan licenses and 3 toll-free numbers are missing", "before this can be applied", "15 Domestic Calling Plan licenses are needed, and 3 are free: buy 12 more"))
}

// The wave of two users, of whom one has all already; the permission for users is
// there, and is not.
func TestAccRolloutTenantUsers(t *testing.T) {
	tenant := voiceTenant()
	tenant.SKUs = []graphtest.SKU{graphtest.License("MCOEV", 2, 1), graphtest.License("MCOPSTN1", 2, 1)}
	tenant.Users = []graphtest.User{graphtest.Member("Ada@Example.com", "US", tenant.SKUs...), graphtest.Member("brigid@example.com", "US")}
	for i := range tenant.Numbers {
		if tenant.Numbers[i].AssignmentStatus == "userAssigned" {
			tenant.Numbers[i].AssignmentTargetID = &tenant.Users[0].ID
		}
	}
	wave := `
data "teamsvoice_rollout" "wave" {
  users     = { "ada@example.com" = { country = "US" }, "BRIGID@example.com" = { country = "US" } }
  features  = ["calling_plan"]
  plan_type = "domestic"
  tenant    = true
}
output "ready" { value = data.teamsvoice_rollout.wave.ready }
output "found" { value = data.teamsvoice_rollout.wave.tenant_users.found_count }
`
	t.Run("with the permission", func(t *testing.T) {
		s, env := startTenant(t, tenant)
		acceptanceIn(t, env, answers(blockOf(s)+wave, outputIs("ready", `true`), outputIs("found", `2`)))
	})
	t.Run("without the permission", func(t *testing.T) {
		s, env := startTenant(t, tenant)
		s.Fail(graphtest.Batch, graphtest.Forever, graphtest.Forbid())
		acceptanceIn(t, env, fails(blockOf(s)+wave, "1 more", "missing before this can be applied"))
	})
}

// The end that Terraform asks for, at one SIGINT or SIGTERM, ends every wait.
func TestStopEndsTheWait(t *testing.T) {
	for _, target := range []graphtest.Target{graphtest.Token, graphtest.SKUs, graphtest.Numbers, graphtest.Batch} {
		for situation, fault := range map[string]graphtest.Fault{"no answer": graphtest.Stall(), "an answer that asks to wait": graphtest.Throttle(300)} {
			s, env := startTenant(t, voiceTenant())
			s.Fail(target, graphtest.Forever, fault)
			server := newServer(t, env)
			if said := server.configure(object{"graph_endpoint": s.URL}); said.hasError() {
				t.Fatal(said)
			}
			schema := server.Schemas.DataSourceSchemas["teamsvoice_rollout"]
			config := server.dynamic(schema, object{"users": object{"ada@example.com": object{"country": "US"}}, "features": list("calling_plan"), "tenant": true})
			done := make(chan diagnostics)
			go func() {
				resp, err := server.ReadDataSource(context.Background(), &tfprotov6.ReadDataSourceRequest{TypeName: "teamsvoice_rollout", Config: config})
				if err != nil {
					t.Error(err)
					close(done)
					return
				}
				done <- resp.Diagnostics
			}()
			for len(s.Requests(target)) == 0 {
				runtime.Gosched()
			}
			if _, err := server.StopProvider(context.Background(), &tfprotov6.StopProviderRequest{}); err != nil {
				t.Fatal(err)
			}
			if said := <-done; !said.hasError() {
				t.Errorf("%s of %s: %s", situation, target, said)
			}
		}
	}
}

func TestRolloutTenant(t *testing.T) {
	users := func(n int, code string) object {
		all := object{}
		for i := range n {
			all[fmt.Sprint("user ", i)] = object{"country": code}
		}
		return all
	}
	for _, c := range []struct {
		name      string
		arguments object
		ready     bool
		shortages []string // "kind name missing"
	}{
		{"enough", object{"users": users(1, "US"), "required_numbers": object{"toll_free": 1}}, true, []string{}},
		{"licenses and numbers", object{"users": users(15, "US")}, false, []string{"license domestic_calling_plan 12", "license phone_system 4", "number user 14"}},
		{"numbers of another country", object{"users": users(1, "FR")}, false, []string{"number user 1"}},
		{"stated numbers", object{"users": users(1, "FR"), "required_numbers": object{"user": 1, "toll": 2}}, false, []string{"number toll 2"}},
		{"past the quota", object{"users": users(1, "US"), "required_numbers": object{"toll": 11}}, false, []string{"number toll 11", "quota toll 1"}},
		{"no numbers needed", object{"users": object{"ada": object{"country": "DE", "features": list("phone_system", "audio_conferencing")}}}, true, []string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			for name, value := range (object{"features": list("calling_plan"), "plan_type": "domestic", "tenant": true, "on_violation": "none"}) {
				c.arguments[name] = value
			}
			got, said := readTenant(t, "teamsvoice_rollout", voiceTenant(), c.arguments)
			if len(said) > 0 {
				t.Fatal(said)
			}
			lines := []string{}
			for _, s := range got["shortages"].([]any) {
				s := s.(object)
				lines = append(lines, fmt.Sprint(s["kind"], " ", s["name"], " ", s["missing"]))
			}
			slices.Sort(lines)
			if !slices.Equal(lines, c.shortages) || got["ready"] != c.ready {
				t.Errorf("got %q, ready %v, want %q", lines, got["ready"], c.shortages)
			}
			if err := sameJSON(got["number_quota"], `{"user": 32, "toll": 10, "toll_free": 10}`); err != nil {
				t.Error(err)
			}
		})
	}
	t.Run("who has a license and a number needs none", func(t *testing.T) {
		tenant := voiceTenant()
		sku := func(partNumber string) graphtest.SKU { return graphtest.License(partNumber, 0, 0) }
		tenant.Users = []graphtest.User{
			graphtest.Member("Ada@Example.com", "US", sku("MCOEV"), sku("MCOPSTN1")),
			graphtest.Member("brigid@example.com", "US", sku("SPE_E5")),
			graphtest.Member("room@example.com", "US", sku("MEETING_ROOM"), sku("MCOPSTN1")),
			graphtest.Member("guest@example.com", "DE"),
			graphtest.Member("not in the list@example.com", "US"),
		}
		tenant.Users[3].UserType, tenant.Users[3].AccountEnabled = "Guest", false
		target := "id-Ada@Example.com"
		for i := range tenant.Numbers {
			if tenant.Numbers[i].AssignmentStatus == "userAssigned" {
				tenant.Numbers[i].AssignmentTargetID = &target
			}
		}
		list := object{}
		for _, name := range []string{"ada@example.com", "BRIGID@example.com", "room@example.com", "guest@example.com", "new@example.com"} {
			list[name] = object{"country": "US"}
		}
		got, said := readTenant(t, "teamsvoice_rollout", tenant, object{"users": list, "features": []any{"calling_plan"}, "plan_type": "domestic",
			"tenant": true, "on_violation": "warning"})
		if said.hasError() || len(said) != 2 {
			t.Fatal(said)
		}
		if !says("1 user is a guest in the tenant", `"guest@example.com"`, "1 user has an account that is disabled", "1 user has a different usage location in the tenant").MatchString(said.String()) {
			t.Errorf("it says %s", said)
		}
		// Ada has all; Brigid lacks a plan; the room's license is no user's; two lack everything.
		if err := sameJSON(got["tenant_users"], `{"found_count": 4, "not_found_count": 1, "guest_count": 1, "disabled_count": 1, "other_location_count": 1}`); err != nil {
			t.Error(err)
		}
		lines := []string{}
		for _, s := range got["shortages"].([]any) {
			s := s.(object)
			lines = append(lines, fmt.Sprint(s["name"], " ", s["needed"], " ", s["free"]))
		}
		if slices.Sort(lines); !slices.Equal(lines, []string{"user 4 1"}) { // 3 plans and 11 of Phone System are free
			t.Errorf("shortages: %q", lines)
		}
	})
	t.Run("who has no usage location in the tenant is named", func(t *testing.T) {
		tenant := voiceTenant()
		tenant.Users = []graphtest.User{graphtest.Member("ada@example.com", "US"), graphtest.Member("bea@example.com", ""), graphtest.Member("cleo@example.com", "US")}
		tenant.Users[2].UsageLocation = nil
		got, said := readTenant(t, "teamsvoice_rollout", tenant, object{"users": object{"ada@example.com": "US", "bea@example.com": "US", "cleo@example.com": "US"},
			"features": list("phone_system"), "tenant": true})
		if said.hasError() || len(said) != 1 || !says("2 users have no usage location in the tenant, and cannot be licensed before it is set", `"bea@example.com", "cleo@example.com"`).MatchString(said.String()) {
			t.Errorf("it says %s", said)
		}
		if err := sameJSON(got["tenant_users"], `{"found_count": 3, "not_found_count": 0, "guest_count": 0, "disabled_count": 0, "other_location_count": 2}`); err != nil {
			t.Error(err)
		}
	})
	t.Run("conferencing with dial-out to US and CA calls nobody elsewhere", func(t *testing.T) {
		tenant := voiceTenant()
		tenant.SKUs = []graphtest.SKU{graphtest.License("Microsoft_Teams_Audio_Conferencing_select_dial_out", 9, 1)}
		tenant.Users = []graphtest.User{graphtest.Member("has@example.com", "DE", tenant.SKUs...)}
		for _, c := range []struct {
			country, feature string
			missing          string
		}{{"DE", "audio_conferencing", "[]"}, {"US", "call_me", "[]"}, {"DE", "call_me", "[audio_conferencing 2]"}} {
			got, said := readTenant(t, "teamsvoice_rollout", tenant, object{"users": object{"has@example.com": object{"country": c.country}, "new@example.com": object{"country": c.country}},
				"features": list(c.feature), "tenant": true, "on_violation": "none"})
			if said.hasError() {
				t.Fatal(said)
			}
			lines := []string{}
			for _, s := range got["shortages"].([]any) {
				s := s.(object)
				lines = append(lines, fmt.Sprint(s["name"], " ", s["missing"]))
			}
			if fmt.Sprint(lines) != c.missing {
				t.Errorf("%s in %s: %v", c.feature, c.country, lines)
			}
		}
	})
	t.Run("numbers of a file need no permission", func(t *testing.T) {
		tenant := voiceTenant()
		tenant.SKUs = []graphtest.SKU{graphtest.License("MCOEV", 2, 0), graphtest.License("MCOPSTN1", 2, 0)}
		tenant.Numbers, tenant.Users = nil, []graphtest.User{graphtest.Member("ada@example.com", "DE")}
		s, env := startTenant(t, tenant)
		s.Fail(graphtest.Numbers, graphtest.Forever, graphtest.Forbid())
		number := powershelltest.Number("+493023000001", "DE", "UserAssignment").Set("NumberType", "CallingPlan")
		block := func(numbers ...any) object {
			return object{"graph_endpoint": s.URL, "max_age": "12h", "on_stale": "warning",
				"numbers_file": exportFile(t, powershelltest.Style{}, numbersExport().Set("PhoneNumbers", numbers))}
		}
		wave := object{"users": object{"ada@example.com": "DE"}, "features": []any{"domestic_calling_plan"}, "tenant": true}
		for name, c := range map[string]struct {
			numbers []any
			ready   bool
		}{
			"a free one": {[]any{number}, true},
			"her own":    {[]any{number.Set("PstnAssignmentStatus", "UserAssigned").Set("AssignedPstnTargetId", tenant.Users[0].ID)}, true},
			"another's":  {[]any{number.Set("PstnAssignmentStatus", "UserAssigned").Set("AssignedPstnTargetId", "bo")}, false},
		} {
			answer, said := newServer(t, env).data("teamsvoice_rollout", block(c.numbers...), wave)
			if got, _ := answer.(object); said.hasError() == c.ready || c.ready && got["ready"] != true || !says("Export is older than max_age").MatchString(said.String()) {
				t.Errorf("%s: ready is %v; it says %s", name, got["ready"], said)
			}
		}
	})
	t.Run("the second plan after a wave is as green as the first", func(t *testing.T) {
		wave := object{"users": object{"ada@example.com": object{"country": "US"}}, "features": []any{"calling_plan"}, "plan_type": "domestic", "tenant": true}
		tenant := voiceTenant()
		tenant.SKUs = []graphtest.SKU{graphtest.License("MCOEV", 1, 0), graphtest.License("MCOPSTN1", 1, 0)}
		tenant.Numbers = tenant.Numbers[:1]
		tenant.Users = []graphtest.User{graphtest.Member("ada@example.com", "US")}
		before, said := readTenant(t, "teamsvoice_rollout", tenant, wave)
		if len(said) > 0 || before["ready"] != true {
			t.Fatalf("before the wave: %v %s", before["ready"], said)
		}
		for i := range tenant.SKUs {
			tenant.SKUs[i].ConsumedUnits = 1
		}
		tenant.Users[0] = graphtest.Member("ada@example.com", "US", tenant.SKUs...)
		tenant.Numbers[0].AssignmentStatus, tenant.Numbers[0].AssignmentTargetID = "userAssigned", &tenant.Users[0].ID
		after, said := readTenant(t, "teamsvoice_rollout", tenant, wave)
		if len(said) > 0 || after["ready"] != true {
			t.Errorf("after the wave: %v %s", after["ready"], said)
		}
		_, said = readTenant(t, "teamsvoice_rollout", tenant, wave, failing(graphtest.Batch, graphtest.Forever, graphtest.Forbid()))
		if !said.hasError() || !says("Every user counts as unlicensed", "User.Read.All").MatchString(said.String()) {
			t.Errorf("without the permission: %s", said)
		}
	})
	t.Run("without the permission for users, all count", func(t *testing.T) {
		got, said := readTenant(t, "teamsvoice_rollout", voiceTenant(), object{"users": object{"ada@example.com": object{"country": "US"}}, "features": list("calling_plan"),
			"plan_type": "domestic", "tenant": true}, failing(graphtest.Batch, graphtest.Forever, graphtest.Forbid()))
		if said.hasError() || len(said) != 1 || got["ready"] != true || got["tenant_users"] != nil ||
			!says("Every user counts as unlicensed", "Grant the application permission User.Read.All (or Directory.Read.All)").MatchString(said.String()) {
			t.Errorf("it says %s", said)
		}
	})
	t.Run("users that Graph cannot tell are an error", func(t *testing.T) {
		_, said := readTenant(t, "teamsvoice_rollout", voiceTenant(), object{"users": object{"ada@example.com": object{"country": "US"}}, "features": list("calling_plan"),
			"plan_type": "domestic", "tenant": true}, failing(graphtest.Batch, graphtest.Forever, graphtest.Status(400, "BadRequest", "No.")))
		if !said.hasError() || !says("Users of the tenant cannot be read").MatchString(said.String()) {
			t.Errorf("it says %s", said)
		}
	})
	t.Run("as a warning", func(t *testing.T) {
		_, said := readTenant(t, "teamsvoice_rollout", voiceTenant(), object{
			"users": users(15, "US"), "features": list("calling_plan"), "plan_type": "domestic", "tenant": true, "on_violation": "warning"})
		if said.hasError() || len(said) != 1 || !says("14 user numbers are missing before this can be applied").MatchString(said.String()) {
			t.Errorf("it says %s", said)
		}
	})
	t.Run("numbers of no tenant", func(t *testing.T) {
		_, said := rolloutOf(t, object{"users": users(1, "DE"), "features": list("calling_plan"), "required_numbers": object{"toll": 1}})
		if !said.hasError() || !says("Set tenant = true").MatchString(said.String()) {
			t.Errorf("it says %s", said)
		}
	})
	t.Run("no permission", func(t *testing.T) {
		_, said := readTenant(t, "teamsvoice_rollout", voiceTenant(), object{"users": users(1, "US"), "features": list("calling_plan"), "tenant": true},
			failing(graphtest.Numbers, graphtest.Forever, graphtest.Forbid()))
		if !said.hasError() || !says("TeamsTelephoneNumber.Read.All").MatchString(said.String()) {
			t.Errorf("it says %s", said)
		}
	})
}
