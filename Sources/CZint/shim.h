#ifndef HOSO_CZINT_SHIM_H
#define HOSO_CZINT_SHIM_H
#include <zint.h>

// The importer leaves out arrays as long as the symbol's, so it is made and looked at here. Null for
// a text that the symbology cannot hold; a warning, such as of a size, is none of ours.
static inline struct zint_symbol *hoso_zint_encode(
    int symbology, int option, const unsigned char *text, int length) {
  struct zint_symbol *symbol = ZBarcode_Create();
  if (symbol == 0) return 0;
  symbol->symbology = symbology;
  symbol->option_1 = option;
  if (ZBarcode_Encode(symbol, text, length) >= ZINT_ERROR) {
    ZBarcode_Delete(symbol);
    return 0;
  }
  return symbol;
}

static inline int hoso_zint_is_dark(const struct zint_symbol *symbol, int row, int column) {
  return (symbol->encoded_data[row][column >> 3] >> (column & 7)) & 1;
}

#endif
