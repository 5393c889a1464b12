// Package offers reads the phone numbers that Microsoft offers a tenant, country by
// country, from an export of Teams PowerShell ([Read]), and says what they decide
// ([Export.Apply]).
//
// An export is evidence as of the day of its making, about one tenant. It says
// which kinds of numbers can be searched for and acquired; of Calling Plans and
// Audio Conferencing it says nothing.
//
// The package opens no file, has no clock and knows nothing about Terraform.
//
// Sources: the reference of the module MicrosoftTeams on
// Get-CsOnlineTelephoneNumberCountry, Get-CsOnlineTelephoneNumberType and
// New-CsOnlineTelephoneNumberOrder (the types of search), as of 2026-08-21. The
// file is written by scripts/export-number-offers.ps1.
package offers
