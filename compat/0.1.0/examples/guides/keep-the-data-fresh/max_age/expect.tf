# expect: error Dataset is older than max_age
