# expect: error Calling Plan is not sold in 2 countries of this rollout
