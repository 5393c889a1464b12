# expect: error calling_plan is unavailable in
