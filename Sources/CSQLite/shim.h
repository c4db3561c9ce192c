#ifndef HOSO_CSQLITE_SHIM_H
#define HOSO_CSQLITE_SHIM_H
#include <sqlite3.h>

// Swift cannot call C functions with variable arguments, and sqlite3_db_config is one.
static inline int hoso_sqlite3_no_checkpoint_on_close(sqlite3 *db) {
  return sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

// The macro casts -1 to a function pointer, which the importer leaves out.
static inline int hoso_sqlite3_bind_text_copy(sqlite3_stmt *s, int i, const char *p, int n) {
  return sqlite3_bind_text(s, i, p, n, SQLITE_TRANSIENT);
}
static inline int hoso_sqlite3_bind_blob_copy(sqlite3_stmt *s, int i, const void *p, int n) {
  return sqlite3_bind_blob(s, i, p, n, SQLITE_TRANSIENT);
}

#endif
