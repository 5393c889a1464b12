// Package offers reads what a tenant exports with Teams PowerShell: the phone
// numbers that Microsoft offers it today, country by country ([Read]), and those
// that it has ([ReadNumbers]).
//
// An export is evidence as of the day of its making, about one tenant. It says
// which kinds of numbers can be searched for and acquired; of Calling Plans and
// Audio Conferencing it says nothing.
//
// The package opens no file, has no clock and knows nothing of Terraform. It
// takes what PowerShell 5.1 and 7 write: UTF-16 or UTF-8, with or without a byte
// order mark; an array of one element as that element; null for an empty array;
// property names in any letter case; the dates of either version. What
// ConvertTo-Json cut for its -Depth is refused where it is needed, for it reads
// like an answer and is none.
//
// Sources: the reference of the module MicrosoftTeams on
// Get-CsOnlineTelephoneNumberCountry, Get-CsOnlineTelephoneNumberType,
// New-CsOnlineTelephoneNumberOrder (the types of search) and
// Get-CsPhoneNumberAssignment, as of 2026-08-21. The files are written by
// scripts/export-number-offers.ps1 and scripts/export-phone-numbers.ps1.
package offers
