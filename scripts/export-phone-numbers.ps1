#Requires -Version 5.1
#Requires -Modules MicrosoftTeams
<#
.SYNOPSIS
Writes the phone numbers of your tenant into a file that the Terraform provider teamsvoice reads.

.DESCRIPTION
The file has the output of Get-CsPhoneNumberAssignment, the date, and the ID of the tenant. It is for teams that may not
use Microsoft Graph. It holds phone numbers and the IDs of their users: keep it out of version control. If a cmdlet
fails, the script writes no file.

Sign in with a browser, or in CI with the certificate of an application (-TenantId, -ApplicationId, -CertificateThumbprint).

.EXAMPLE
./export-phone-numbers.ps1 -Path phone-numbers.json
#>
[CmdletBinding()]
param(
    [string] $Path = 'phone-numbers.json',
    [string] $TenantId,
    [string] $ApplicationId,
    [string] $CertificateThumbprint,
    [string] $TeamsEnvironmentName
)

$ErrorActionPreference = 'Stop'

[void]$PSBoundParameters.Remove('Path')
$session = Connect-MicrosoftTeams @PSBoundParameters

$numbers = [System.Collections.Generic.List[object]]::new()
do {
    # The cmdlet returns at most 1,000 at a time.
    $page = @(Get-CsPhoneNumberAssignment -Skip $numbers.Count -Top 1000)
    foreach ($number in $page) {
        # Enumerations as text: ConvertTo-Json would write them as numbers.
        $numbers.Add([ordered]@{
            TelephoneNumber      = "$($number.TelephoneNumber)"
            OperatorId           = "$($number.OperatorId)"
            NumberType           = "$($number.NumberType)"
            ActivationState      = "$($number.ActivationState)"
            AssignedPstnTargetId = "$($number.AssignedPstnTargetId)"
            AssignmentCategory   = "$($number.AssignmentCategory)"
            Capability           = @($number.Capability | Where-Object { $null -ne $_ } | ForEach-Object { "$_" })
            City                 = "$($number.City)"
            IsoCountryCode       = "$($number.IsoCountryCode)"
            NumberSource         = "$($number.NumberSource)"
            PortInOrderStatus    = "$($number.PortInOrderStatus)"
            PstnAssignmentStatus = "$($number.PstnAssignmentStatus)"
        })
    }
} while ($page.Count -gt 0)

$export = [ordered]@{
    ExportedAt   = [DateTime]::UtcNow.ToString('s') + 'Z'
    TenantId     = "$($session.TenantId)"
    PhoneNumbers = $numbers.ToArray()
}
$file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
[IO.File]::WriteAllText($file, (ConvertTo-Json -InputObject $export -Depth 10)) # UTF-8 in every version of PowerShell
