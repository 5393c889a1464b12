# shellcheck shell=sh
# To be sourced: removes everything from the environment that would make a run here differ from one on another machine:
# every TF_ variable (arguments, workspace, data folder, variables, reattached providers, a CLI configuration that may
# not even exist), a dataset of the user's own, and the platform that Go builds for.
for variable in $(env | sed -n 's/^\(TF_[A-Za-z0-9_]*\)=.*/\1/p'); do
	unset "$variable"
done
unset variable TEAMSVOICE_DATASET GOOS GOARCH

# An empty CLI configuration, so that the user's own is not read instead.
export TF_CLI_CONFIG_FILE=/dev/null
export TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1
