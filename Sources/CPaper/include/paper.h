// Pages of a PDF, drawn by pangocairo, which is loaded when the first one is begun: a program that
// prints nothing links and needs none of it.
#ifndef HOSO_PAPER_H
#define HOSO_PAPER_H
#include <stddef.h>
#include <stdint.h>

typedef struct hoso_paper hoso_paper;

// A text as it is set: lengths in points, an alignment of 0 (left), 1 (centre) or 2 (right).
typedef struct {
  const char *text;
  double size;
  double width;
  int bold;
  int italic;
  int alignment;
} hoso_paper_text;

// What a set text takes up, in points.
typedef struct {
  double width;
  double height;
} hoso_paper_extent;

// The name of the library that cannot be loaded, or of the function that it lacks; null if all is
// there.
const char *hoso_paper_missing(void);

// What texts are set in; null where no font is installed that has every letter of Vietnamese.
const char *hoso_paper_family(void);

// Begins a document whose pages are that large, in points; null if there is no memory, library or
// font for it.
// Created is its day, as ISO 8601 writes it: a document has no time of its own.
hoso_paper *hoso_paper_begin(double width, double height, const char *title, const char *created);

// Changes what size pages have from the next one on.
void hoso_paper_resize(hoso_paper *paper, double width, double height);

hoso_paper_extent hoso_paper_measure(hoso_paper *paper, const hoso_paper_text *text);
void hoso_paper_write(hoso_paper *paper, double x, double y, const hoso_paper_text *text);
void hoso_paper_line(
    hoso_paper *paper, double x, double y, double to_x, double to_y, double thickness);
void hoso_paper_fill(hoso_paper *paper, double x, double y, double width, double height);
void hoso_paper_end_page(hoso_paper *paper);

// Ends the document: its bytes, which hoso_paper_free takes back; null if it could not be written.
const uint8_t *hoso_paper_end(hoso_paper *paper, size_t *count);
void hoso_paper_free(hoso_paper *paper);

#endif
