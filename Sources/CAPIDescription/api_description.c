#include "api_description.h"

// Standard since C23, and offered by the compiler for what this package is built as.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char common[] = {
#embed "documents/common.json"
};
static const char scans[] = {
#embed "documents/scans.json"
};
static const char dossiers[] = {
#embed "documents/dossiers.json"
};
static const char callbacks[] = {
#embed "documents/callbacks.json"
};
static const char events[] = {
#embed "documents/events.json"
};
static const char endpoints[] = {
#embed "documents/endpoints.json"
};
static const char figures[] = {
#embed "documents/figures.json"
};
static const char access[] = {
#embed "documents/access.json"
};
static const char tracking[] = {
#embed "documents/tracking.json"
};
static const char console[] = {
#embed "documents/console.json"
};
static const char service[] = {
#embed "documents/service.json"
};

#define DOCUMENT(name) {#name, name, sizeof name}

static const struct hoso_api_document documents[] = {
  DOCUMENT(common),    DOCUMENT(scans),   DOCUMENT(dossiers), DOCUMENT(callbacks),
  DOCUMENT(events),    DOCUMENT(endpoints), DOCUMENT(figures), DOCUMENT(access),
  DOCUMENT(tracking),  DOCUMENT(console), DOCUMENT(service),
};

size_t hoso_api_document_count(void) { return sizeof documents / sizeof documents[0]; }

struct hoso_api_document hoso_api_document(size_t place) { return documents[place]; }
