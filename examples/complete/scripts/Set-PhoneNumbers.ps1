#Requires -Version 7.2
#Requires -Modules MicrosoftTeams
<#
.SYNOPSIS
Assigns the Calling Plan numbers of the output phone_number_assignments.

.DESCRIPTION
A user who has the number already is skipped, so the script can run after every apply. A number that is missing in the tenant
or has somebody else is an error, after the other numbers are assigned. No number is taken away: for that there is
Remove-CsPhoneNumberAssignment.

Written for version 7 of the module MicrosoftTeams.

.EXAMPLE
terraform output -json phone_number_assignments > phone-numbers.json
./scripts/Set-PhoneNumbers.ps1 -Path phone-numbers.json
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,
    # In a pipeline: the application that signs in. Its certificate is in TEAMS_CERTIFICATE, a PFX file in base64.
    [string] $TenantId,
    [string] $ApplicationId
)

$ErrorActionPreference = 'Stop'

if ($ApplicationId) {
    $pfx = [Convert]::FromBase64String($env:TEAMS_CERTIFICATE)
    $certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($pfx)
    [void](Connect-MicrosoftTeams -TenantId $TenantId -ApplicationId $ApplicationId -Certificate $certificate)
} else {
    [void](Connect-MicrosoftTeams)
}

$failed = 0
foreach ($wanted in Get-Content -Raw -Path $Path | ConvertFrom-Json) {
    $who = "$($wanted.user_principal_name), $($wanted.phone_number)"
    try {
        $number = Get-CsPhoneNumberAssignment -TelephoneNumber $wanted.phone_number
        if (-not $number) {
            throw 'the tenant has no such number'
        }
        if ("$($number.AssignedPstnTargetId)" -eq $wanted.object_id) {
            Write-Output "${who}: already assigned"
            continue
        }
        if ($number.AssignedPstnTargetId) {
            throw "the number is assigned to $($number.AssignedPstnTargetId)"
        }
        $assignment = @{
            Identity        = $wanted.user_principal_name
            PhoneNumber     = $wanted.phone_number
            PhoneNumberType = 'CallingPlan'
        }
        if ($wanted.location_id) {
            $assignment.LocationId = $wanted.location_id
        }
        Set-CsPhoneNumberAssignment @assignment
        Write-Output "${who}: assigned"
    } catch {
        $failed++
        Write-Warning "${who}: $_"
    }
}
if ($failed) {
    throw "$failed numbers are not assigned: see the warnings"
}
