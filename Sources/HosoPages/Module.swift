// HosoPages: pages and tables as markup, whole by themselves, to be served or put into a file.
//
// May import HosoDomain (for the two languages), HosoCrypto (a page's policy names its sheets by
// their hash) and CZint (barcodes). Knows no ledger, no route and no script.
