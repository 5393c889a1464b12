#Requires -Version 5.1
#Requires -Modules MicrosoftTeams
<#
.SYNOPSIS
Writes the phone numbers that Microsoft offers your tenant today into a file that the Terraform provider teamsvoice reads.

.DESCRIPTION
The file has the output of Get-CsOnlineTelephoneNumberCountry and Get-CsOnlineTelephoneNumberType, the date, and the ID of
the tenant. It has no names of users and no phone numbers. If a cmdlet fails, the script writes no file, because a file
without a country would say that nothing is offered there.

Sign in with a browser, or in CI with the certificate of an application (-TenantId, -ApplicationId, -CertificateThumbprint).

.EXAMPLE
./export-number-offers.ps1 -Path number-offers.json

.EXAMPLE
./export-number-offers.ps1 -TenantId $tenant -ApplicationId $application -CertificateThumbprint $thumbprint
#>
[CmdletBinding()]
param(
    [string] $Path = 'number-offers.json',
    [string] $TenantId,
    [string] $ApplicationId,
    [string] $CertificateThumbprint,
    [string] $TeamsEnvironmentName
)

$ErrorActionPreference = 'Stop'

[void]$PSBoundParameters.Remove('Path')
$session = Connect-MicrosoftTeams @PSBoundParameters

$countries = @(foreach ($country in Get-CsOnlineTelephoneNumberCountry) {
    # Enumerations as text: ConvertTo-Json would write them as numbers.
    [ordered]@{
        Name   = "$($country.Name)"
        Value  = "$($country.Value)"
        Offers = @(foreach ($offer in Get-CsOnlineTelephoneNumberType -Country $country.Value) {
            [ordered]@{
                AllowedSearchType    = @($offer.AllowedSearchType | Where-Object { $null -ne $_ } | ForEach-Object { "$_" })
                AreaCode             = @($offer.AreaCode | Where-Object { $null -ne $_ })
                AvailabilityInfo     = $offer.AvailabilityInfo
                Id                   = "$($offer.Id)"
                NumberType           = "$($offer.NumberType)"
                OfferModel           = "$($offer.OfferModel)"
                PrefixSearchOption   = $offer.PrefixSearchOption
                RequiresCivicAddress = $offer.RequiresCivicAddress
            }
        })
    }
})
if ($countries.Count -eq 0) { throw 'Get-CsOnlineTelephoneNumberCountry gave no country.' }

$export = [ordered]@{
    ExportedAt = [DateTime]::UtcNow.ToString('s') + 'Z'
    TenantId   = "$($session.TenantId)"
    Countries  = $countries
}
$file = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
[IO.File]::WriteAllText($file, (ConvertTo-Json -InputObject $export -Depth 10)) # UTF-8 in every version of PowerShell
