// libxlsxwriter, plus wrappers for structures of texts that Swift would have to keep alive.
#pragma once
#include <sys/syscall.h>
#include <unistd.h>
#include <xlsxwriter.h>

// A file without a name, closed when a program is started; -1 if there can be none.
static inline int hoso_memory_file(void) {
  return (int)syscall(SYS_memfd_create, "workbook", 1u /* MFD_CLOEXEC */);
}

// What the workbook says of itself. A fixed time of creation makes its bytes the same each time.
static inline lxw_error hoso_workbook_describe(
    lxw_workbook *workbook, const char *title, const char *comments, int64_t created_seconds) {
  lxw_doc_properties properties = {
      .title = (char *)title, .comments = (char *)comments, .created = (time_t)created_seconds};
  return workbook_set_properties(workbook, &properties);
}

// Puts a chart on a sheet, with what it shows in words for those who do not see it.
static inline lxw_error hoso_insert_chart(
    lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, lxw_chart *chart, double x_scale,
    double y_scale, const char *description) {
  lxw_chart_options options = {
      .x_scale = x_scale, .y_scale = y_scale, .description = (char *)description};
  return worksheet_insert_chart_opt(sheet, row, column, chart, &options);
}

static inline void hoso_set_category_font(lxw_chart *chart, double size, int32_t degrees) {
  lxw_chart_font font = {
      .name = (char *)"Times New Roman", .size = size, .rotation = degrees};
  chart_axis_set_num_font(chart->x_axis, &font);
}

static inline void hoso_set_title_size(lxw_chart *chart, double size) {
  lxw_chart_font font = {.name = (char *)"Times New Roman", .size = size};
  chart_title_set_name_font(chart, &font);
}
