// HosoExports: a period as known at a position, as files that are the same bytes each time.
//
// May import HosoDomain, HosoLedger (for files that are written whole), HosoProjections, HosoPages,
// HosoPapers and HosoCrypto (the manifest names each file's SHA-256).
//
// A document (`ExportDocument`) is columns and rows; each form writes it in its own way. To add a
// table, add it to the list in `ExportContents`; folder, package, manifest and routes follow.
