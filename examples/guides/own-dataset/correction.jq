.as_of = "2026-10-01"
| .source = "Contoso, from the edition of 2026-08-21"
| .sources.ours = { url: "https://wiki.example.com/voice/hong-kong", date: "2026-10-01", kind: "own", about: "Toll-free numbers are ordered from the service desk" }
| (.countries[] | select(.code == "HK")) |= (
    .service_numbers.toll_free = { status: "conditional", conditions: ["on_request"] }
    | .evidence.toll_free_number = "ours")
