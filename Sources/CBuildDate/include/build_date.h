// The day the program was built: no clock that shows an earlier one can be right.
// Only the compiler knows it; where builds have to be repeatable, SOURCE_DATE_EPOCH says it.
#pragma once

/// As the compiler writes it: `Nov 29 2026`.
const char *hoso_build_date(void);
