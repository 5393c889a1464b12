# expect: error Fact is older than max_age
