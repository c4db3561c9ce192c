// The API's description: one OpenAPI document for each tag, and one for what they share.
//
// Written as JSON, so that editors and linters read it; put into the program as it is, since a
// Swift literal of as many bytes takes the compiler half a minute.
#pragma once
#include <stddef.h>

struct hoso_api_document {
  const char *name;
  const char *bytes;
  size_t count;
};

/// How many documents there are.
size_t hoso_api_document_count(void);

/// A document, in the order in which their operations are shown; `common` is the first.
struct hoso_api_document hoso_api_document(size_t place);
