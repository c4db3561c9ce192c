// HosoPages: pages and tables as markup, whole by themselves, to be served or put into a file.
//
// May import HosoDomain (for the two languages) and HosoCrypto (a page's policy names its sheets by
// their hash). Knows no ledger, no route and no script.
