#include "build_date.h"

const char *hoso_build_date(void) { return __DATE__; }
