// HosoPapers: pages to be printed and signed, as PDF.
//
// May import HosoDomain (for the moment a paper was made at), HosoPages (for barcodes) and CPaper,
// which loads pangocairo when the first paper is made. Knows no ledger and no words.
