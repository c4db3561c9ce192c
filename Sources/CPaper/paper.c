#include "paper.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

// What is called of the libraries, under the types that their headers give: each function of
// functions.h becomes a pointer that is looked up by its name.
typedef struct cairo cairo_t;
typedef struct cairo_surface cairo_surface_t;
typedef struct cairo_font_options cairo_font_options_t;
typedef struct pango_context PangoContext;
typedef struct pango_layout PangoLayout;
typedef struct pango_font_description PangoFontDescription;
typedef struct pango_language PangoLanguage;
typedef struct pango_font_map PangoFontMap;
typedef struct pango_font_family PangoFontFamily;
typedef struct pango_attr_list PangoAttrList;
typedef struct pango_attribute PangoAttribute;
typedef unsigned cairo_status_t;
typedef unsigned cairo_pdf_metadata_t;
typedef unsigned cairo_hint_style_t;
typedef unsigned cairo_hint_metrics_t;
typedef unsigned PangoAlignment;
typedef unsigned PangoDirection;
typedef unsigned PangoStyle;
typedef unsigned PangoWeight;
typedef unsigned PangoWrapMode;
typedef int gboolean;
typedef cairo_status_t (*cairo_write_func_t)(
    void *closure, const unsigned char *data, unsigned int length);

#define FUNCTION(answer, name, parameters) static answer(*name) parameters;
#include "functions.h"
#undef FUNCTION

enum {
  PANGO_UNITS = 1024,
  CAIRO_OK = 0,
  CAIRO_WRITE_ERROR = 11,
  CAIRO_HINT_STYLE_NONE = 1,
  CAIRO_HINT_METRICS_OFF = 1,
  CAIRO_METADATA_TITLE = 0,
  CAIRO_METADATA_CREATOR = 4,
  CAIRO_METADATA_CREATED = 5,
  PANGO_WRAP_WORD_CHAR = 2,
  PANGO_WEIGHT_BOLD = 700,
  PANGO_STYLE_ITALIC = 2,
  PANGO_DIRECTION_LEFT = 0,
};

// What a form is set in, and what looks like it where that is not installed. Each has every letter of
// Vietnamese: Liberation Serif, which is often found under the first name, does not.
static const char *const families[] = {
    "Times New Roman", "Tinos", "TeX Gyre Termes", "FreeSerif", "Noto Serif", "DejaVu Serif"};
enum { FAMILIES = sizeof families / sizeof *families };

struct hoso_paper {
  uint8_t *bytes;
  size_t count;
  size_t room;
  double width;
  double height;
  cairo_surface_t *surface;
  cairo_t *canvas;
  PangoLayout *layout;
  PangoFontDescription *font;
};

static const char *missing;
static const char *family;
static pthread_once_t loading = PTHREAD_ONCE_INIT;

static void *find(const char *name, void *const libraries[], size_t count) {
  for (size_t index = 0; index < count; index++) {
    void *found = dlsym(libraries[index], name);
    if (found != NULL) return found;
  }
  if (missing == NULL) missing = name;
  return NULL;
}

static void choose_family(void) {
  PangoFontFamily **installed = NULL;
  int count = 0, best = FAMILIES;
  pango_font_map_list_families(pango_cairo_font_map_get_default(), &installed, &count);
  for (int index = 0; index < count; index++) {
    const char *name = pango_font_family_get_name(installed[index]);
    for (int rank = 0; rank < best; rank++) {
      if (strcmp(name, families[rank]) == 0) best = rank;
    }
  }
  g_free(installed);
  if (best < FAMILIES) family = families[best];
}

static void load(void) {
  static const char *const names[] = {
      "libpangocairo-1.0.so.0", "libpango-1.0.so.0", "libcairo.so.2", "libgobject-2.0.so.0", "libglib-2.0.so.0"};
  enum { COUNT = sizeof names / sizeof *names };
  void *libraries[COUNT];
  for (size_t index = 0; index < COUNT; index++) {
    libraries[index] = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
    if (libraries[index] == NULL) {
      missing = names[index];
      return;
    }
  }
#define FUNCTION(answer, name, parameters) \
  *(void **)&name = find(#name, libraries, COUNT);
#include "functions.h"
#undef FUNCTION
  if (missing == NULL) choose_family();
}

const char *hoso_paper_missing(void) {
  pthread_once(&loading, load);
  return missing;
}

const char *hoso_paper_family(void) {
  pthread_once(&loading, load);
  return family;
}

static cairo_status_t keep(void *closure, const unsigned char *data, unsigned int length) {
  hoso_paper *paper = closure;
  if (paper->room - paper->count < length) {
    size_t room = (paper->count + length) * 2;
    uint8_t *bytes = realloc(paper->bytes, room);
    if (bytes == NULL) return CAIRO_WRITE_ERROR;
    paper->bytes = bytes;
    paper->room = room;
  }
  memcpy(paper->bytes + paper->count, data, length);
  paper->count += length;
  return CAIRO_OK;
}

// The same lines break at the same places whatever screen or language the machine is set up for.
static void steady(hoso_paper *paper) {
  cairo_font_options_t *options = cairo_font_options_create();
  cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
  PangoContext *context = pango_layout_get_context(paper->layout);
  pango_cairo_context_set_font_options(context, options);
  cairo_font_options_destroy(options);
  pango_cairo_context_set_resolution(context, 72);
  pango_context_set_language(context, pango_language_from_string("vi"));
  pango_context_set_base_dir(context, PANGO_DIRECTION_LEFT);
  pango_context_set_round_glyph_positions(context, 0);
  // A code that is broken gets no hyphen that is none of its own.
  PangoAttrList *attributes = pango_attr_list_new();
  pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(0));
  pango_layout_set_attributes(paper->layout, attributes);
  pango_attr_list_unref(attributes);
  pango_layout_context_changed(paper->layout);
}

hoso_paper *hoso_paper_begin(
    double width, double height, const char *title, const char *created) {
  if (hoso_paper_family() == NULL) return NULL;
  hoso_paper *paper = calloc(1, sizeof *paper);
  if (paper == NULL) return NULL;
  paper->width = width;
  paper->height = height;
  paper->surface = cairo_pdf_surface_create_for_stream(keep, paper, width, height);
  cairo_pdf_surface_set_metadata(paper->surface, CAIRO_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata(paper->surface, CAIRO_METADATA_CREATOR, "hoso");
  cairo_pdf_surface_set_metadata(paper->surface, CAIRO_METADATA_CREATED, created);
  paper->canvas = cairo_create(paper->surface);
  paper->layout = pango_cairo_create_layout(paper->canvas);
  paper->font = pango_font_description_new();
  pango_font_description_set_family(paper->font, family);
  pango_layout_set_wrap(paper->layout, PANGO_WRAP_WORD_CHAR);
  steady(paper);
  return paper;
}

void hoso_paper_resize(hoso_paper *paper, double width, double height) {
  paper->width = width;
  paper->height = height;
  cairo_pdf_surface_set_size(paper->surface, width, height);
}

static void set(hoso_paper *paper, const hoso_paper_text *text) {
  pango_font_description_set_absolute_size(paper->font, text->size * PANGO_UNITS);
  pango_font_description_set_weight(paper->font, text->bold ? PANGO_WEIGHT_BOLD : 400);
  pango_font_description_set_style(paper->font, text->italic ? PANGO_STYLE_ITALIC : 0);
  pango_layout_set_font_description(paper->layout, paper->font);
  pango_layout_set_alignment(paper->layout, text->alignment);
  pango_layout_set_width(paper->layout, text->width < 0 ? -1 : (int)(text->width * PANGO_UNITS));
  pango_layout_set_text(paper->layout, text->text, -1);
}

hoso_paper_extent hoso_paper_measure(hoso_paper *paper, const hoso_paper_text *text) {
  set(paper, text);
  int width = 0, height = 0;
  pango_layout_get_size(paper->layout, &width, &height);
  hoso_paper_extent extent = {(double)width / PANGO_UNITS, (double)height / PANGO_UNITS};
  return extent;
}

void hoso_paper_write(hoso_paper *paper, double x, double y, const hoso_paper_text *text) {
  set(paper, text);
  cairo_move_to(paper->canvas, x, y);
  pango_cairo_show_layout(paper->canvas, paper->layout);
}

void hoso_paper_line(
    hoso_paper *paper, double x, double y, double to_x, double to_y, double thickness) {
  cairo_set_line_width(paper->canvas, thickness);
  cairo_move_to(paper->canvas, x, y);
  cairo_line_to(paper->canvas, to_x, to_y);
  cairo_stroke(paper->canvas);
}

void hoso_paper_fill(hoso_paper *paper, double x, double y, double width, double height) {
  cairo_rectangle(paper->canvas, x, y, width, height);
  cairo_fill(paper->canvas);
}

void hoso_paper_end_page(hoso_paper *paper) { cairo_show_page(paper->canvas); }

const uint8_t *hoso_paper_end(hoso_paper *paper, size_t *count) {
  cairo_surface_finish(paper->surface);
  if (cairo_status(paper->canvas) != CAIRO_OK) return NULL;
  if (cairo_surface_status(paper->surface) != CAIRO_OK) return NULL;
  *count = paper->count;
  return paper->bytes;
}

void hoso_paper_free(hoso_paper *paper) {
  g_object_unref(paper->layout);
  pango_font_description_free(paper->font);
  cairo_destroy(paper->canvas);
  cairo_surface_destroy(paper->surface);
  free(paper->bytes);
  free(paper);
}
